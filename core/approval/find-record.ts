import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { permit } from '../permit.ts'
import { findCard } from './card.ts'
import type { Sealed } from './seal.ts'
import { isSeen } from './seen-requests.ts'

/** A word as it is sealed; `name` is empty where the product said it. */
export type SealedWord = {
	sequence: number
	says: Sealed['says']
	name: string
	channel: string
	comment: string
	at: Temporal.Instant
	/** In hex, chained to the one before it in the company's chain. */
	hash: string
}

/** Everything that was said of a request, oldest first, for whoever may read its card. Refuses `not_found`. */
export async function findRecord(scope: Scope, { id }: { id: string }): Promise<SealedWord[]> {
	permit(scope, 'contract.read')
	if (!(await isSeen(scope, id))) await findCard(scope, { id })
	const { sql } = scope
	return await sql<SealedWord[]>`
		select sequence::int as sequence, says, ${actorName({ sql }, sql`said_by`)} as name, channel, comment, said_at as at, hash
		from approval_decision where request_id = ${id} order by approval_decision.sequence`
}
