import { act, type Books, expectOk, look } from '#core/act.ts'
import type { PutTo } from '#core/allocation/put.ts'
import { findStatement } from '#core/journal/statement.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import type { World } from '#test/support/books.ts'
import { type Customer, finance, invoice, system, welcome } from './ledger.ts'
import { agree } from './shares.ts'

/** Money that came by transfer, typed today. */
export const receive = (
	books: Books,
	customer: Customer,
	receivedOn: string,
	amountMinor: bigint,
	allocate: PutTo = { by: 'order' },
	more: { contractId?: string; importKey?: string; key?: string; letter?: boolean } = {},
) =>
	act(books, finance, recordReceipt, {
		...{ customerId: customer.id, currency: customer.currency, amountMinor, receivedOn, method: 'transfer', allocate },
		...more,
	})

/** What a customer's books say of a day, without what tells one customer from another. */
export async function tellAsOf(books: Books, customer: Customer, contractId: string, on: string) {
	const { accounts } = expectOk(await look(books, system, findStatement, { customerId: customer.id, on }))
	const { claims, ...penalty } = expectOk(await look(books, system, findPenalty, { contractId, on }))
	const [account] = accounts
	return {
		lines: account?.lines.map(({ on: day, kind, debitMinor, creditMinor, balanceMinor }) => ({
			...{ day, kind, debitMinor, creditMinor, balanceMinor },
		})),
		items: account?.items.map(({ dueOn, daysPastDue, openMinor }) => ({ dueOn, daysPastDue, openMinor })),
		...{ ageing: account?.ageing, closing: account?.closingMinor, open: account?.openMinor, free: account?.freeMinor },
		penalty: {
			accrued: penalty.accruedMinor,
			due: penalty.dueMinor,
			open: penalty.openMinor,
			payOff: penalty.payOffMinor,
		},
		claims: claims.map(({ dueOn, spans, accruedMinor, daysPastDue }) => ({ dueOn, spans, accruedMinor, daysPastDue })),
	}
}

/** 1,000.00 of Fleet due on 11 January and 600.00 of Lift due on 16 January of the year after the clock's, seen from 1 March. */
export async function oweTwice(world: World) {
	const { books, clock } = world
	// Numbers are taken in the order of days.
	const year = clock.today().year + 1
	clock.standOn(`${year}-01-01`)
	const customer = await welcome(books)
	const fleet = await agree(world, customer, 'Fleet')
	const lift = await agree(world, customer, 'Lift')
	const { id: first } = await invoice(books, customer, 1_000_00n, { contractId: fleet, days: 10 })
	const { id: second } = await invoice(books, customer, 600_00n, { contractId: lift, days: 15 })
	clock.standOn(`${year}-03-01`)
	return { customer, fleet, lift, first, second }
}

export const hand = (...to: [string, bigint][]) =>
	({ by: 'hand', to: to.map(([invoiceId, amountMinor]) => ({ invoiceId, amountMinor })) }) as const

export const refusal = (outcome: { ok: boolean; refusal?: { code: string } }) =>
	outcome.ok ? null : outcome.refusal?.code
