import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import { acceptQuote } from '#core/quote/accept.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import type { QuoteInput } from '#core/quote/input.ts'
import { findQuotePaperFacts, type QuotePaperFacts } from '#core/quote/paper-facts.ts'
import { sendQuote } from '#core/quote/send.ts'
import { talkAboutQuote } from '#core/quote/talk.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { declineQuote, withdrawQuote } from '#core/quote/withdraw.ts'
import { writeQuote } from '#core/quote/write.ts'
import { clausesIn } from '#core/template/template.ts'
import type { DemoClock } from './clock.ts'
import { line } from './contracts.ts'
import type { Cast } from './history.ts'
import { findGreeted } from './in-force.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** Prints the paper of a quote. */
export type QuotePrinter = (
	facts: QuotePaperFacts,
	language: Language,
) => Promise<{ fileName: string; content: Uint8Array; paper: unknown }>

type Customer = Cast['customers'][number]
type Wares = { units: number; title: string; more?: Partial<QuoteInput> }

/** Quotes in every state: some customers have an offer to decide on, in their own language. */
export async function makeQuotes(
	books: Books,
	clock: DemoClock,
	cast: Cast,
	today: Temporal.PlainDate,
	printer: QuotePrinter | undefined,
): Promise<void> {
	const offer = (customer: Customer, wares: Wares) => writeOffer(books, cast, customer, clock.today(), wares)
	const send = async (id: string) => expectOk(await act(books, actor, sendQuote, { id }))
	const pick = (index: number) => cast.customers[index % cast.customers.length] as Customer
	clock.standOn(today.subtract({ days: 45 }))
	await send(await offer(pick(7), { title: 'Fleet tracking for the new depot', units: 8 }))
	clock.standOn(today.subtract({ days: 20 }))
	await decideSome(books, offer, send, pick, today, printer)
	clock.standOn(today)
	expectOk(await act(books, actor, tendQuotes, undefined))
	await leaveOpen(books, offer, send, pick, cast)
	await offer(pick(4), { title: 'Ten more vehicles', units: 10 })
	await quoteRenewal(books, today)
}

type Offer = (customer: Customer, wares: Wares) => Promise<string>
type Send = (id: string) => Promise<unknown>
type Pick = (index: number) => Customer

async function decideSome(
	books: Books,
	offer: Offer,
	send: Send,
	pick: Pick,
	today: Temporal.PlainDate,
	printer: QuotePrinter | undefined,
): Promise<void> {
	const declined = await offer(pick(12), { title: 'Fleet tracking', units: 25 })
	await send(declined)
	const buyer: Actor = { kind: 'contact', contactId: pick(12).contactId }
	const reason = 'Thank you, but we stay with our present supplier this year.'
	expectOk(await act(books, buyer, declineQuote, { id: declined, reason }))
	const withdrawn = await offer(pick(15), { title: 'Fleet tracking, first idea', units: 3 })
	await send(withdrawn)
	expectOk(await act(books, actor, withdrawQuote, { id: withdrawn }))
	if (!printer) return
	const startsOn = today.add({ months: 1 }).with({ day: 1 }).toString()
	const accepted = await offer(pick(1), { title: 'Second site', units: 6, more: { startsOn, termMonths: 12 } })
	await send(accepted)
	await accept(books, pick(1), accepted, printer)
}

async function leaveOpen(books: Books, offer: Offer, send: Send, pick: Pick, cast: Cast): Promise<void> {
	// Whoever is greeted with the way in has an offer too.
	const greeted = await findGreeted(books)
	const first = cast.customers.find((customer) => customer.id === greeted) ?? pick(0)
	const languages = new Set<string>()
	const customers = [first, ...cast.customers].filter((customer) => {
		const isNew = !languages.has(customer.language)
		languages.add(customer.language)
		return isNew
	})
	for (const [index, customer] of customers.entries()) {
		const id = await offer(customer, {
			title: titles[customer.language],
			units: 4 + 3 * index,
			more: { termMonths: 24, ...(index === 0 ? { discounts: [{ percent: '10', months: 3 }] } : {}) },
		})
		await send(id)
		if (index > 0) continue
		const contact: Actor = { kind: 'contact', contactId: customer.contactId }
		const question = 'Is the installation included, and how long does it take?'
		expectOk(await act(books, contact, talkAboutQuote, { id, text: question }))
		const answer = 'Yes, it is. Our technician needs half a day for every four vehicles.'
		const [seller] = cast.users.filter((user) => user.role === 'salesperson')
		const staff: Actor = seller ? { kind: 'staff', userId: seller.id, role: seller.role } : actor
		expectOk(await act(books, staff, talkAboutQuote, { id, text: answer }))
	}
}

const titles: Record<Language, string> = {
	en: 'Tracking for your whole fleet',
	ru: 'Контроль всего автопарка',
	zh: '整车队定位服务',
	vi: 'Giám sát toàn bộ đội xe',
}

async function writeOffer(
	books: Books,
	cast: Cast,
	customer: Customer,
	today: Temporal.PlainDate,
	{ units, title, more }: Wares,
): Promise<string> {
	const { id: templateId, clauses } = cast.templates.fleet
	const written = await act(books, actor, writeQuote, {
		templateId,
		conditions: clausesIn({ clauses }, customer.language),
		customerId: customer.id,
		contactId: customer.contactId,
		currency: customer.currency,
		title,
		validUntil: today.add({ days: 30 }).toString(),
		alignment: 'contract',
		renewal: 'tacit',
		access: 'upsell',
		lines: [
			line(cast, customer, 'FLEET', units),
			{ ...line(cast, customer, 'FUEL', units), optional: true, chosen: true },
			{ ...line(cast, customer, 'FENCE', units), optional: true, chosen: false },
			{ ...line(cast, customer, 'SETUP', units), optional: true, choice: 'Installation' },
			{ ...line(cast, customer, 'TRAIN', 1), optional: true, chosen: false, choice: 'Installation' },
		],
		...more,
	})
	return expectOk(written).id
}

async function accept(books: Books, customer: Customer, id: string, printer: QuotePrinter): Promise<void> {
	const contact: Actor = { kind: 'contact', contactId: customer.contactId }
	const facts = expectOk(
		await look(books, contact, findQuotePaperFacts, { id, chosen: null, language: customer.language }),
	)
	expectOk(
		await act(books, contact, acceptQuote, {
			id,
			chosen: facts.preview.chosen,
			seen: facts.preview.seen,
			signature: { kind: 'typed', name: customer.contact },
			consent: `I accept quote ${facts.quote.number} for ${customer.name} as shown here, with its conditions.`,
			language: customer.language,
			address: '198.51.100.24',
			browser: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
			document: await printer(facts, customer.language),
		}),
	)
}

/** The next contract that comes to its end gets an offer to go on. */
async function quoteRenewal(books: Books, today: Temporal.PlainDate): Promise<void> {
	const [ending] = await books.sql<{ id: string; customerId: string; currency: string }[]>`
		select id, customer_id as "customerId", currency from contract
		where state = 'active' and ends_on > ${today.add({ days: 20 })} order by ends_on, number limit 1`
	if (!ending) return
	const { lines } = expectOk(await look(books, actor, findQuotable, { id: ending.id }))
	if (lines.length === 0) return
	const written = await act(books, actor, writeQuote, {
		customerId: ending.customerId,
		currency: ending.currency,
		purpose: 'renewal',
		forContractId: ending.id,
		validUntil: today.add({ days: 20 }).toString(),
		termMonths: 12,
		lines: lines.map(({ intervalUnit, intervalCount, ...restated }) => ({
			...restated,
			interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
		})),
	})
	expectOk(await act(books, actor, sendQuote, { id: expectOk(written).id }))
}
