import type { Scope } from '../act.ts'
import { putAgain } from '../allocation/put-in-order.ts'
import { takeBack } from '../allocation/take-back.ts'
import { openAgain } from '../bank-file/open-again.ts'
import { followMoney } from '../dunning/service-state.ts'
import { emit, nameActor } from '../event.ts'
import { followPromises } from '../follow-up/follow-promises.ts'
import { paymentBackEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'

type Recorded = { id: string; customerId: string; currency: string; amountMinor: bigint; cameOn: string }

/**
 * Takes back money that was recorded and never came: it settles nothing any more, what it posted is posted the other way
 * round on its own days, and its receipt number stays used. For verbs that have locked the payments and know that nothing
 * of them went back.
 */
export async function takeBackRecorded(scope: Scope, ids: readonly string[], reason: string): Promise<void> {
	const { sql } = scope
	const money = await sql<Recorded[]>`
		select id, customer_id as "customerId", currency, amount_minor as "amountMinor",
			coalesce((
				select posted_on from journal_entry where kind = 'payment' and subject_id = payment.id
			), received_on)::text as "cameOn"
		from payment where id = any(${[...ids]}::uuid[]) and state = 'succeeded' and source = 'recorded' order by id for update`
	const bearing = await lockPenaltyInvoiced(
		scope,
		money.map(({ customerId }) => customerId),
	)
	const reopened: string[] = []
	for (const { id: paymentId, amountMinor } of money) {
		const taken = await takeBack(scope, { paymentId, amountMinor, never: true })
		reopened.push(...taken.map(({ invoiceId }) => invoiceId))
	}
	await sql`
		update payment set state = 'canceled', settled_at = null, import_key = null, taken_back_at = ${scope.now},
			taken_back_by = ${nameActor(scope.actor)}, taken_back_reason = ${reason}
		where id = any(${money.map(({ id }) => id)}::uuid[])`
	await openAgain(
		scope,
		money.map(({ id }) => id),
	)
	await post(
		scope,
		money.map(({ cameOn, ...one }) => paymentBackEntry({ ...one, on: cameOn })),
	)
	const contracts = await contractOf(scope, money)
	await emit(
		scope,
		...money.map(({ id, customerId, amountMinor, currency }) => ({
			kind: 'payment.taken_back' as const,
			subject: { kind: 'payment', id },
			...{ customerId, contractId: contracts.get(id) ?? null },
			facts: { amountMinor: String(amountMinor), currency },
		})),
	)
	for (const { id: paymentId, ...one } of money) await putAgain(scope, { ...one, paymentId, leftMinor: 0n })
	await creditAtOnce(scope, bearing)
	if (reopened.length > 0) await followMoney(scope, reopened)
	const customers = [...new Set(money.map(({ customerId }) => customerId))]
	await followPromises(scope, customers, 'went')
	await overtakeSettlements(scope, customers)
}

/** The one contract whose invoices each settled. */
async function contractOf({ sql }: Scope, money: readonly Recorded[]): Promise<Map<string, string>> {
	const rows = await sql<{ id: string; contractId: string }[]>`
		select payment_id as id, min(contract_id::text) as "contractId" from allocation join invoice on invoice.id = invoice_id
		where payment_id = any(${money.map(({ id }) => id)}::uuid[])
		group by 1 having count(distinct contract_id) = 1 and count(*) = count(contract_id)`
	return new Map(rows.map(({ id, contractId }) => [id, contractId]))
}
