import type { Scope } from '../act.ts'
import type { EventKind } from '../event.ts'
import { sees } from '../field-right/rights.ts'
import { permit } from '../permit.ts'

/** One thing that happened to a product; `by` is a person's name, or the part of the product that did it. */
export type ProductEvent = {
	id: string
	kind: EventKind
	at: Temporal.Instant
	by: string
	facts: Record<string, unknown>
}

const most = 50

/** What was done to a product, the newest first; prices for who sees what things cost. */
export async function findProductHistory(scope: Scope, { id }: { id: string }): Promise<ProductEvent[]> {
	permit(scope, 'product.read')
	const seesPrices = sees(scope, 'line', 'unitPrice', null)
	return await scope.sql<ProductEvent[]>`
		select event.id, event.kind, event.happened_at as at, event.facts,
			coalesce(staff_user.name, split_part(event.actor, ':', 2)) as by
		from event left join staff_user on event.actor = 'staff:' || staff_user.id
		where event.subject_kind = 'product' and event.subject_id = ${id}
			${seesPrices ? scope.sql`` : scope.sql`and split_part(event.kind, '.', 1) <> 'price'`}
		order by event.id desc limit ${most}`
}
