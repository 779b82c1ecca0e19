import { act, type Books, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { ContractInput, LineInput } from '#core/contract/input.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import type { World } from '#test/support/books.ts'

const system = { kind: 'system', name: 'test' } as const
const month = { unit: 'month', count: 1 } as const

export type Story = Awaited<ReturnType<typeof tellStory>>

/**
 * A service firm's customer with a subscription and a service contract over many machines, half a year of billing, a
 * payment, a change in the middle of a month, a voided invoice; and a second customer who must see nothing of it.
 * Ends on 20 June 2026. Everything is made by the product's own verbs on a moving clock.
 */
export async function tellStory({ books, sql, clock }: Pick<World, 'books' | 'sql' | 'clock'>, machines = 24) {
	await sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('DE', 'standard', 'USt', 19, '2020-01-01')`
	clock.standOn('2025-12-20')
	const nordwind = await welcome(books, 'Nordwind Logistik', 'Anna Petersen', 'anna@nordwind.example', 'en')
	const stranger = await welcome(books, 'Südwind Spedition', 'Bo Strand', 'bo@suedwind.example', 'ru')
	const subscription = await agree(books, {
		customerId: nordwind.id,
		title: 'Fleet software',
		currency: 'EUR',
		startsOn: '2026-01-01',
		termMonths: 12,
		renewal: 'tacit',
		lines: [
			line('Fleet software, Business plan', '12', '29.95', month),
			line('Route planner option', '12', '4.50', month, { discountPercent: '10' }),
			line('Onboarding', '1', '450', null),
		],
	})
	const service = await agree(books, {
		customerId: nordwind.id,
		title: 'Forklift service',
		type: 'service',
		currency: 'EUR',
		startsOn: '2026-01-15',
		endsOn: '2028-01-14',
		purchaseOrder: 'PO-7781',
		lines: Array.from({ length: machines }, (_, index) =>
			line(`Full service, forklift ${index + 1}`, '1', '118.40', { unit: 'month', count: 3 }, machine(index)),
		),
	})
	const foreign = await agree(books, {
		customerId: stranger.id,
		title: 'Fleet software',
		currency: 'EUR',
		startsOn: '2026-01-01',
		lines: [line('Fleet software, Starter plan', '3', '19.95', month)],
	})
	await live(books, clock, ['2026-01-01', '2026-01-15', '2026-02-01'])
	await pay({ books, sql }, nordwind.id, 1)
	await live(books, clock, ['2026-03-01'])
	clock.standOn('2026-03-11')
	await grow(books, sql, subscription.id)
	await live(books, clock, ['2026-04-01', '2026-04-15', '2026-05-01'])
	await takeBackLast({ books, sql }, subscription.id)
	await live(books, clock, ['2026-06-01'])
	await pay({ books, sql }, nordwind.id, 2)
	clock.standOn('2026-06-20')
	return { nordwind, stranger, subscription, service, foreign }
}

async function welcome(books: Books, name: string, contact: string, email: string, language: 'en' | 'ru') {
	const customer = expectOk(
		await act(books, system, createCustomer, {
			name,
			language,
			currency: 'EUR',
			email,
			street: 'Speicherstadt 4',
			postalCode: '20457',
			city: 'Hamburg',
			country: 'DE',
			taxNumber: 'DE811907980',
		}),
	)
	const person = expectOk(
		await act(books, system, addContact, { customerId: customer.id, name: contact, email, language }),
	)
	return { ...customer, name, email, contactId: person.id }
}

async function agree(books: Books, input: ContractInput) {
	const contract = expectOk(await act(books, system, createContract, input))
	expectOk(await act(books, system, activateContract, { id: contract.id }))
	return contract
}

function line(
	description: string,
	quantity: string,
	unitPrice: string,
	interval: LineInput['interval'],
	more: Partial<LineInput> = {},
): LineInput {
	return { description, quantity, unitPrice, interval, ...more }
}

function machine(index: number): Partial<LineInput> {
	const model = ['ERE 225', 'EFG 216', 'ETV 318'][index % 3] ?? ''
	return { model, serialNumber: `FN${String(900_100 + index * 37)}`, factoryNumber: `H-${4000 + index}` }
}

async function live(books: Books, clock: World['clock'], days: string[]): Promise<void> {
	for (const day of days) {
		clock.standOn(day)
		await bill(books, system, clock.today(), 1)
	}
}

/** Four seats more from the middle of the month. */
async function grow(books: Books, sql: World['sql'], id: string): Promise<void> {
	const [first] = await sql<{ id: string }[]>`select id from contract_line where contract_id = ${id} and position = 1`
	expectOk(
		await act(books, system, amendContract, {
			id,
			effectiveOn: '2026-03-11',
			reason: 'Four more vehicles',
			changes: [{ lineId: first?.id ?? '', set: { quantity: '16' } }],
		}),
	)
	await bill(books, system, Temporal.PlainDate.from('2026-03-11'), 1)
}

async function takeBackLast({ books, sql }: Pick<World, 'books' | 'sql'>, contractId: string): Promise<void> {
	const [last] = await sql<{ id: string }[]>`
		select id from invoice where contract_id = ${contractId} and kind = 'invoice' order by issued_on desc limit 1`
	expectOk(await act(books, system, voidInvoice, { id: last?.id ?? '', reason: 'Wrong purchase order', again: true }))
	await bill(books, system, Temporal.PlainDate.from('2026-05-01'), 1)
}

/** The oldest open invoices are paid by card, and the processor says that the money has come. */
async function pay({ books, sql }: Pick<World, 'books' | 'sql'>, customerId: string, count: number): Promise<void> {
	const invoices = await sql<{ id: string; open: bigint }[]>`
		select id, total_minor - settled_minor as open from invoice
		where customer_id = ${customerId} and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
		order by due_on, id limit ${count}`
	const total = invoices.reduce((sum, invoice) => sum + invoice.open, 0n)
	const payment = expectOk(
		await act(books, system, startPayment, {
			invoices: invoices.map((invoice) => ({ id: invoice.id, amountMinor: invoice.open })),
			shownTotalMinor: total,
			key: `story-${invoices[0]?.id}`,
		}),
	)
	expectOk(
		await act(books, system, confirmPayment, {
			paymentId: payment.id,
			intentId: `pi_${payment.id}`,
			receivedMinor: total,
			currency: 'EUR',
			card: { brand: 'visa', last4: '4242' },
		}),
	)
}

/** A secure link as a letter would carry it. */
export async function linkTo(
	books: Books,
	customer: { id: string; contactId: string },
	subject: { kind: 'customer' | 'contract' | 'invoice'; id: string },
	scope: 'view' | 'pay' | 'manage' = 'pay',
) {
	return expectOk(
		await act(books, system, createLink, { customerId: customer.id, contactId: customer.contactId, subject, scope }),
	)
}
