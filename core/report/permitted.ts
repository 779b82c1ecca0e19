import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { measures } from './measure.ts'
import type { MeasureName } from './question.ts'

/** Refuses `not_permitted` for a measure that takes more than reading figures, and `commission.in_private` where others read along. */
export function permitMeasures(scope: Scope, names: readonly MeasureName[]): void {
	for (const name of names) {
		const { needs } = measures[name]
		if (!needs) continue
		permit(scope, needs)
		if (scope.actor.kind === 'staff' && scope.actor.within) refuse('commission.in_private', {})
	}
}
