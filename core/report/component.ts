import { contractsOfLines, inForce, signed, signedContracts, signedMonthly } from './fact/agreed.ts'
import { invoiced, issued, rebates, revenue } from './fact/billed.ts'
import { collected } from './fact/collected.ts'
import { commission } from './fact/commission.ts'
import type { Source } from './fact/fact.ts'
import { lateness } from './fact/late.ts'
import { movements } from './fact/movements.ts'
import { outstanding, overdue } from './fact/open.ts'
import type { Dimension } from './question.ts'

/** Where facts come from, by name, so that one query answers every measure of a question that needs it. */
export const sources = {
	movements,
	signed,
	signedMonthly,
	signedContracts,
	contractsOfLines,
	inForce,
	invoiced,
	issued,
	revenue,
	rebates,
	commission,
	collected,
	outstanding,
	overdue,
	lateness,
} satisfies Record<string, Source>
export type SourceName = keyof typeof sources

/** How sums count facts: those of a stretch of time, all to its end, or all to its beginning. */
export type Reckoning = 'during' | 'at' | 'before'

/**
 * `whole` is not told apart by reason: what a reason's share is of. `once`: each contract or invoice counts once in a sum,
 * however many of its lines or contracts belong to it.
 */
export type FactSum = { kind: Reckoning; source: SourceName; parts?: readonly string[]; whole?: true; once?: true }

/** Of customers by their level of MRR at the beginning and at the end of a stretch. */
export type LevelSum = { kind: 'level'; of: keyof typeof levels }

/** One sum that a measure is made of. */
export type Component = FactSum | LevelSum

/** What each is summed from: parts that sum.ts finds where a level moves. */
export const levels = {
	/** Who has MRR at the end, and who had at the beginning. */
	customers: [['at', 'standing']],
	before: [['before', 'standing']],
	/** Who had it for the first time ever; who had it at the beginning and has none at the end. */
	gained: [['during', 'gained']],
	lost: [['during', 'lost']],
	/** MRR at the end of those who had some at the beginning: all of it, and no more than they had. */
	kept: [
		['before', 'mrr'],
		['during', 'change'],
	],
	keptOfBefore: [
		['before', 'mrr'],
		['during', 'decrease'],
	],
} as const satisfies Record<string, readonly (readonly [Reckoning, string])[]>

export function dimensionsOf(component: Component): readonly Dimension[] {
	if (component.kind !== 'level') return sources[component.source].dimensions
	return movements.dimensions.filter((dimension) => dimension !== 'reason' && dimension !== 'contract')
}
