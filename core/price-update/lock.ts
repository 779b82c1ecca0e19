import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

/** Locks an update for the rest of the transaction. Refuses `not_found`. */
export async function lockUpdate({ sql }: Scope, id: string): Promise<{ name: string; state: string }> {
	const [update] = await sql<{ name: string; state: string }[]>`
		select name, state from price_update where id = ${id} for update`
	if (!update) refuse('not_found', { noun: 'price_update' })
	return update
}
