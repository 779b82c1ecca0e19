import type { Debt } from './debt.ts'
import type { CollectionRule } from './rule.ts'

/** A debt that nobody has, as rules look at it. Minor units of its currency. */
export type LooseDebt = Debt & {
	customerName: string
	overdueMinor: bigint
	daysPastDue: number
	groupId: string | null
	country: string
}

export type Turn = { id: string; name: string }

/** What a rule does with a debt. `collector` null: who it names collects no longer, or nobody does. */
export type PlannedGiving = { debt: LooseDebt; ruleId: string; collector: Turn | null }

/**
 * Who gets which debt: by the first rule that fits; what fits none is left out. `turns` are those who collect, whoever was
 * given something longest ago first; after each giving in turn it is the next one's.
 */
export function planDispatch(
	debts: readonly LooseDebt[],
	rules: readonly CollectionRule[],
	turns: readonly Turn[],
): PlannedGiving[] {
	let taken = 0
	return debts.flatMap((debt) => {
		const rule = rules.find((one) => fits(one, debt))
		if (!rule) return []
		if (rule.collector) {
			const { id, name, collects } = rule.collector
			return [{ debt, ruleId: rule.id, collector: collects ? { id, name } : null }]
		}
		return [{ debt, ruleId: rule.id, collector: turns.length > 0 ? (turns[taken++ % turns.length] ?? null) : null }]
	})
}

function fits(
	{ fromDays, throughDays, currency, leastMinor, group, country }: CollectionRule,
	debt: LooseDebt,
): boolean {
	if (debt.daysPastDue < fromDays || debt.daysPastDue > (throughDays ?? debt.daysPastDue)) return false
	if (currency !== null && debt.currency !== currency) return false
	if (leastMinor !== null && debt.overdueMinor < leastMinor) return false
	if (group !== null && debt.groupId !== group.id) return false
	return country === null || debt.country === country
}
