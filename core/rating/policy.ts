import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type RatingStage, ratingStages } from './stage.ts'

export type RatingPolicy = {
	/** None: nobody is asked. */
	stages: RatingStage[]
	/** One person is asked at most once in so many days. */
	everyDays: number
}

export async function readRatingPolicy({ sql }: Pick<Scope, 'sql'>): Promise<RatingPolicy> {
	const [policy] = await sql<RatingPolicy[]>`select stages, every_days as "everyDays" from rating_policy`
	if (!policy) throw new Error('The policy of ratings has gone')
	return policy
}

/** Refuses `input.invalid`. */
export async function setRatingPolicy(scope: Scope, { stages, everyDays }: RatingPolicy): Promise<void> {
	permit(scope, 'company.write')
	if (!Number.isInteger(everyDays) || everyDays < 7 || everyDays > 730)
		refuse('input.invalid', { field: 'everyDays', problem: 'out_of_range' })
	const chosen = ratingStages.filter((stage) => stages.includes(stage))
	await scope.sql`update rating_policy set stages = ${chosen}::text[], every_days = ${everyDays}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { ratingStages: chosen, ratingEveryDays: everyDays },
	})
}
