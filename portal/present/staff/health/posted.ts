import { z } from 'zod'
import { type Condition, conditionKinds, needsLimit } from '#core/health/condition.ts'

const field = z
	.string()
	.trim()
	.regex(/^\d{1,4}$/)
	.optional()

/** Conditions as their form posts them: a limit for each kind and weight, none where it is left empty. */
export const conditionsForm = z.object(
	Object.fromEntries(
		conditionKinds.flatMap((kind) => [
			[`${kind}_at_risk`, field],
			[`${kind}_bad`, field],
		]),
	),
)

export function conditionsOf(posted: Record<string, string | undefined>): Condition[] {
	return conditionKinds.flatMap((kind) =>
		(['at_risk', 'bad'] as const).flatMap((weight) => {
			const typed = posted[`${kind}_${weight}`]
			return typed === undefined ? [] : [{ kind, weight, threshold: needsLimit(kind) ? Number(typed) : 0 }]
		}),
	)
}
