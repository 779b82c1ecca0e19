import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { writeAboutContract } from '#core/message/write-about-contract.ts'
import type { DemoClock } from './clock.ts'
import type { Cast } from './history.ts'
import { colleague } from './in-force.ts'

type Said = { daysAgo: number; text: string; answer?: string }

/** One conversation in each language; the last of them waits for an answer. */
const talks: Record<string, Said[]> = {
	en: [
		{
			daysAgo: 2,
			text: 'Hello, one of our drivers moves to another site next week. Can his machine stay under the same contract?',
			answer: 'Yes, of course. Tell us the new address, and the inspection will be done there.',
		},
		{ daysAgo: 0, text: 'Thank you! The new address is Quay 4, and he starts there on Monday.' },
	],
	ru: [
		{
			daysAgo: 1,
			text: 'Добрый день! Подскажите, пожалуйста, можно ли получать счета в начале месяца на второй адрес почты?',
			answer: 'Здравствуйте! Да: добавьте второе контактное лицо на странице «Ваши данные», и счета пойдут и туда.',
		},
	],
	zh: [{ daysAgo: 1, text: '您好，下个月我们会再添两台设备，请问可以和现有合同同一天到期吗？' }],
	vi: [{ daysAgo: 0, text: 'Chào anh chị, kỳ bảo dưỡng tới có thể dời sang buổi sáng được không ạ?' }],
}

type Late = {
	id: string
	customerId: string
	contractId: string
	currency: string
	openMinor: bigint
	language: string
}

/** What people said to each other in the last days: messages, calls, a promise to pay, and a debt that is to be given up. */
export async function sayLately(books: Books, clock: DemoClock, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	for (const [language, said] of Object.entries(talks)) await converse(books, clock, cast, today, language, said)
	clock.standOn(today)
	const late = await longestOpen(books, today)
	await callDebtors(books, cast, today, late.slice(1, 3))
	await giveUp(books, cast, late[0])
}

async function converse(
	books: Books,
	clock: DemoClock,
	cast: Cast,
	today: Temporal.PlainDate,
	language: string,
	said: Said[],
): Promise<void> {
	const ofLanguage = cast.customers.filter((customer) => customer.language === language).map(({ id }) => id)
	const [contract] = await books.sql<{ id: string; customerId: string }[]>`
		select contract.id, customer_id as "customerId" from contract
		where state = 'active' and type = 'service' and customer_id = any(${ofLanguage}::uuid[]) order by number desc limit 1`
	const customer = cast.customers.find(({ id }) => id === contract?.customerId)
	if (!contract || !customer) return
	const contact: Actor = { kind: 'contact', contactId: customer.contactId }
	for (const { daysAgo, text, answer } of said) {
		clock.standOn(today.subtract({ days: daysAgo }))
		expectOk(await act(books, contact, writeAboutContract, { contractId: contract.id, text }))
		if (answer) {
			const actor = colleague(cast, { name: 'Birgit Hansen' })
			expectOk(await act(books, actor, writeAboutContract, { contractId: contract.id, text: answer }))
		}
	}
}

/** The invoices that are overdue for longest, of customers who are not charged by card. */
async function longestOpen(books: Books, today: Temporal.PlainDate): Promise<Late[]> {
	return await books.sql<Late[]>`
		select distinct on (customer.id) invoice.id, customer.id as "customerId", contract.id as "contractId", invoice.currency,
			total_minor - settled_minor as "openMinor", customer.language
		from invoice join customer on customer.id = invoice.customer_id join contract on contract.id = invoice.contract_id
		where invoice.kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor
			and due_on < ${today} and contract.payment_method_id is null
		order by customer.id, due_on`
}

async function callDebtors(books: Books, cast: Cast, today: Temporal.PlainDate, late: Late[]): Promise<void> {
	const actor = colleague(cast, { name: 'Ole Petersen' })
	for (const [index, { id, customerId, contractId, currency, openMinor }] of late.entries()) {
		const promised = index === 0
		expectOk(
			await act(books, actor, recordFollowUp, {
				...{ customerId, contractId, key: `demo:call:${id}`, kind: 'call' as const },
				text: promised
					? 'The book-keeper was ill; the invoice is in the next payment run.'
					: 'Nobody there before noon. Asked the office to call back.',
				nextStep: promised ? 'See whether it has come' : 'Call again',
				nextOn: today.add({ days: promised ? 4 : 1 }).toString(),
				...(promised && {
					promise: { invoiceId: id, amountMinor: openMinor, currency, on: today.add({ days: 3 }).toString() },
				}),
			}),
		)
	}
}

/** Finance asks; by the usual workflow an administrator decides. */
async function giveUp(books: Books, cast: Cast, late: Late | undefined): Promise<void> {
	if (!late) return
	expectOk(
		await act(books, colleague(cast, { name: 'Birgit Hansen' }), propose<'write_off'>, {
			...{
				kind: 'write_off',
				input: { id: late.id, reason: 'The firm has closed; the administrator expects nothing' },
			},
			note: 'Three letters came back. I would rather have it off the list before the year ends.',
		}),
	)
}
