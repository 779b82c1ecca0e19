import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { about, who } from './case.ts'
import { type Debt, isOverdue } from './debt.ts'
import { letGo } from './give-to.ts'

/** Closes cases of which nothing is past its day any more; each once, whoever looks. Answers how many. */
export async function closeSettledCases(scope: Scope): Promise<number> {
	permit(scope, 'payment.confirm')
	const { sql, now } = scope
	const settled = await sql<(Debt & { id: string })[]>`
		select id, customer_id as "customerId", currency from collection_case
		where closed_at is null and not exists (select from invoice where invoice.customer_id = collection_case.customer_id
			and invoice.currency = collection_case.currency and ${isOverdue(scope)})
		order by id for update skip locked`
	if (settled.length === 0) return 0
	const ids = settled.map(({ id }) => id)
	await letGo(scope, ids, { ended: 'closed', note: '' })
	await sql`update collection_case set closed_by = ${who(scope)}, closed_at = ${now} where id = any(${ids}::uuid[])`
	await emit(
		scope,
		...settled.map((one) => ({
			kind: 'collection.closed' as const,
			...about(one),
			facts: { currency: one.currency },
		})),
	)
	return settled.length
}
