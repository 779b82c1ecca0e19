import { act, type Books, expectOk, look } from '#core/act.ts'
import type { PutTo } from '#core/allocation/put.ts'
import { findStatement } from '#core/journal/statement.ts'
import { recordReceipt } from '#core/payment/record-receipt.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { type Customer, finance, system } from './ledger.ts'

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
