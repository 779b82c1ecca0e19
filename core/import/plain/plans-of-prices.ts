import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { brokenPromise } from '../broken-promise.ts'
import { byHalves } from '../undo/undo-row.ts'

/** Plans that prices made go with the last of these, unless somebody has renamed them or something else has them. */
export async function removePlansOfPrices(scope: Scope, ids: readonly (string | undefined)[]): Promise<void> {
	const made = await scope.sql<{ id: string; productId: string; facts: Record<string, unknown> }[]>`
		select plan.id, product_id as "productId", facts - 'importOf' as facts
		from plan join event on subject_kind = 'product' and subject_id = product_id and event.kind = 'plan.added'
			and facts ->> 'importOf' = 'prices' and facts ->> 'plan' = plan.name
			and facts -> 'intervalUnit' = to_jsonb(interval_unit) and facts -> 'intervalCount' = to_jsonb(interval_count)
		where plan.id = any(${ids.filter((id) => id !== undefined)}::uuid[])`
	const used = await byHalves(
		scope,
		[...new Map(made.map((plan) => [plan.id, plan])).values()],
		async ({ sql }, plans) => {
			await sql`delete from plan where id = any(${plans.map(({ id }) => id)}::uuid[])`
		},
		(error) => brokenPromise(error) !== undefined,
	)
	const gone = new Map(made.filter(({ id }) => !used.some((plan) => plan.id === id)).map((plan) => [plan.id, plan]))
	await emit(
		scope,
		...[...gone.values()].map(({ productId, facts }) => ({
			kind: 'plan.withdrawn' as const,
			subject: { kind: 'product', id: productId },
			facts,
		})),
	)
}
