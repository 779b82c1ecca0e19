import type { Scope } from '../act.ts'
import { compare, parseDecimal } from '../decimal.ts'

/** How more, or less, of something may be bought by its customer. Quantities are exact decimals as text. */
export type ChangeRule = {
	timing: 'now' | 'period_end'
	prorate: boolean
	/** Changes of more than this a month are approved by a person; null: none are. */
	approvalAboveMinor: bigint | null
	currency: string | null
	smallest: string | null
	largest: string | null
}

export type RuleRow = ChangeRule & { contractId: string | null; planId: string | null; direction: 'more' | 'less' }

/** More at once, for its days; less from the next period on. */
const usual: Record<'more' | 'less', ChangeRule> = {
	more: { timing: 'now', prorate: true, approvalAboveMinor: null, currency: null, smallest: null, largest: null },
	less: {
		timing: 'period_end',
		prorate: true,
		approvalAboveMinor: null,
		currency: null,
		smallest: null,
		largest: null,
	},
}

/** The rules that may count for contracts: their own, the company's, and those of all plans (they are few). */
export async function readRules({ sql }: Pick<Scope, 'sql'>, contractIds: readonly string[]): Promise<RuleRow[]> {
	return await sql<RuleRow[]>`
		select contract_id as "contractId", plan_id as "planId", direction, timing, prorate,
			approval_above_minor as "approvalAboveMinor", currency, smallest::text as smallest, largest::text as largest
		from change_rule where contract_id is null or contract_id = any(${contractIds as string[]}::uuid[])`
}

/** The one rule for a direction: the contract's before the plan's before the company's before what is usual. */
export function ruleFor(rules: readonly RuleRow[], planId: string | null, direction: 'more' | 'less'): ChangeRule {
	const fitting = rules.filter((rule) => rule.direction === direction)
	return (
		fitting.find((rule) => rule.contractId !== null) ??
		fitting.find((rule) => rule.planId !== null && rule.planId === planId) ??
		fitting.find((rule) => rule.contractId === null && rule.planId === null) ??
		usual[direction]
	)
}

/** Whether a change of so much a month is approved first. A limit in another currency cannot be compared: it is. */
export function needsApproval(rule: ChangeRule, monthMinor: bigint, currency: string): boolean {
	if (rule.approvalAboveMinor === null) return false
	return rule.currency !== currency || monthMinor > rule.approvalAboveMinor
}

/** The bounds of a quantity that neither rule nor offer may leave. */
export function isWithin(quantity: string, bounds: Bounds): boolean {
	const value = parseDecimal(quantity)
	if (bounds.smallest !== null && compare(value, parseDecimal(bounds.smallest)) < 0) return false
	return bounds.largest === null || compare(value, parseDecimal(bounds.largest)) <= 0
}

/** More of one thing than this is a slip of the finger, and is asked for in words. */
const mostByThemselves = '1000000'

type Bounds = { smallest: string | null; largest: string | null }

/** The narrowest bounds of a quantity that the rules for both directions and the offer, where there is one, leave a customer. */
export function boundsOf(
	rules: readonly RuleRow[],
	planId: string | null,
	offer: Bounds | undefined,
): { smallest: string | null; largest: string } {
	const all: Bounds[] = [ruleFor(rules, planId, 'more'), ruleFor(rules, planId, 'less'), ...(offer ? [offer] : [])]
	const most = (one: string, other: string) => (compare(parseDecimal(one), parseDecimal(other)) >= 0 ? one : other)
	const least = (one: string, other: string) => (most(one, other) === one ? other : one)
	return {
		smallest: all
			.flatMap(({ smallest }) => smallest ?? [])
			.reduce<string | null>((one, other) => (one ? most(one, other) : other), null),
		largest: all.flatMap(({ largest }) => largest ?? []).reduce(least, mostByThemselves),
	}
}
