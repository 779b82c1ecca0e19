import { z } from 'zod'

/**
 * What can be wrong with a contract in force, and what its limit counts:
 * `overdue`: days that its oldest open invoice is past due; `rating`: the customer's latest score is below;
 * `unrated`: days since the customer rated, or the contract began; `silent`: days since the last contact or message;
 * `documents`: one that its type must have is missing; `notice`: it has been given; `service`: how far the ladder of
 * dunning has gone (1 warned, 2 restricted, 3 blocked); `shrunk`: per cent of what it brought a month 90 days ago that
 * it has lost; `ends`: within so many days, neither by itself again nor with a renewal quote.
 */
export const conditionKinds = [
	'overdue',
	'rating',
	'unrated',
	'silent',
	'documents',
	'notice',
	'service',
	'shrunk',
	'ends',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** In the order of their weight. */
export const healths = ['good', 'at_risk', 'bad'] as const
export type Health = (typeof healths)[number]
export type Weight = Exclude<Health, 'good'>

/** Limits that there can be; of what needs none there is 0. */
export const limits: Readonly<Record<ConditionKind, { least: number; most: number }>> = {
	overdue: { least: 0, most: 3650 },
	rating: { least: 2, most: 5 },
	unrated: { least: 1, most: 3650 },
	silent: { least: 1, most: 3650 },
	documents: { least: 0, most: 0 },
	notice: { least: 0, most: 0 },
	service: { least: 1, most: 3 },
	shrunk: { least: 1, most: 100 },
	ends: { least: 1, most: 3650 },
}

export const needsLimit = (kind: ConditionKind): boolean => limits[kind].most > 0

export const conditionInput = z
	.object({
		kind: z.enum(conditionKinds),
		weight: z.enum(['at_risk', 'bad']),
		threshold: z.number().int(),
	})
	.refine(({ kind, threshold }) => threshold >= limits[kind].least && threshold <= limits[kind].most, {
		path: ['threshold'],
	})
export type Condition = z.output<typeof conditionInput>
