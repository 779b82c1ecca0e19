import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { recordMovements } from './record.ts'

/** So many customers are brought in line by one call. */
export const customersPerTurn = 500

/**
 * Brings customers in line whose movements are from before lines were told, and folds the sums of months. Answers how many
 * customers there were; fewer than `customersPerTurn` when none is left.
 */
export async function tendMovements(scope: Scope): Promise<{ customers: number; folded: number }> {
	permit(scope, 'invoice.run')
	const { sql } = scope
	const found = await sql<{ id: string }[]>`
		select distinct customer_id as id from mrr_movement where line_ids is null order by 1 limit ${customersPerTurn}`
	await recordMovements(
		scope,
		found.map(({ id }) => id),
	)
	const [months] = await sql<{ folded: number }[]>`select fold_months()::int as folded`
	return { customers: found.length, folded: months?.folded ?? 0 }
}
