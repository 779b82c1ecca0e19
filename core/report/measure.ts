import type { Unit } from './answer.ts'
import { type Component, dimensionsOf, type LevelSum, type SourceName } from './component.ts'
import type { Dimension, MeasureName } from './question.ts'

export type Measure = {
	unit: Unit
	/** A share of a number of things, which have no currency. */
	ofCounts?: true
	/** What it takes beside reading figures. */
	needs?: 'commission.read'
	/** What it is computed from; the rows behind the figure are those of the first. */
	of: readonly [Component, ...Component[]]
	/** From the sums, in the order of `of`, and the days of the stretch. Without it the first sum is the value. */
	value?: (sums: readonly bigint[], days: bigint) => bigint | null
}

const moved = (...parts: string[]): Component => ({ kind: 'during', source: 'movements', parts })
const during = (source: SourceName, ...parts: string[]): Component => ({
	kind: 'during',
	source,
	...(parts.length > 0 && { parts }),
})
const once = (source: SourceName, ...parts: string[]): Component => ({
	...{ kind: 'during', source, once: true },
	...(parts.length > 0 && { parts }),
})
const at = (source: SourceName): Component => ({ kind: 'at', source })
const mrr = at('movements')
const mrrBefore: Component = { kind: 'before', source: 'movements', whole: true }
const level = (of: LevelSum['of']): Component => ({ kind: 'level', of })

/** Every measure, once. In words: docs/figures.md. */
export const measures: Readonly<Record<MeasureName, Measure>> = {
	mrr: { unit: 'money', of: [mrr] },
	new: { unit: 'money', of: [moved('new')] },
	expansion: { unit: 'money', of: [moved('expansion')] },
	contraction: { unit: 'money', of: [moved('contraction')] },
	churn: { unit: 'money', of: [moved('churn')] },
	reactivation: { unit: 'money', of: [moved('reactivation')] },
	net_new: { unit: 'money', of: [during('movements')] },
	arr: { unit: 'money', of: [mrr], value: ([month = 0n]) => month * 12n },
	arpu: { unit: 'money', of: [mrr, level('customers')], value: ([month = 0n, count = 0n]) => divided(month, count) },
	// What a customer brings a month, times the months they stay: one over the share that leaves in a month.
	ltv: {
		unit: 'money',
		of: [mrr, level('customers'), level('before'), level('lost')],
		value: ([month = 0n, count = 0n, before = 0n, lost = 0n], days) =>
			divided(month * before * days * 12n, count * lost * 365n),
	},
	customers: { unit: 'count', of: [level('customers')] },
	new_customers: { unit: 'count', of: [level('gained')] },
	lost_customers: { unit: 'count', of: [level('lost')] },
	contracts: { unit: 'count', of: [at('inForce')] },
	logo_churn: { unit: 'basis_points', ofCounts: true, of: [level('lost'), level('before')], value: share },
	revenue_churn: {
		unit: 'basis_points',
		of: [moved('churn', 'contraction'), mrrBefore],
		value: ([lost = 0n, before = 0n]) => share([-lost, before]),
	},
	net_retention: { unit: 'basis_points', of: [level('kept'), mrrBefore], value: share },
	gross_retention: { unit: 'basis_points', of: [level('keptOfBefore'), mrrBefore], value: share },
	signed: { unit: 'money', of: [during('signed')] },
	signed_mrr: { unit: 'money', of: [during('signedMonthly')] },
	signed_contracts: { unit: 'count', of: [during('signedContracts')] },
	invoiced: { unit: 'money', of: [during('invoiced')] },
	collected: { unit: 'money', of: [during('collected')] },
	outstanding: { unit: 'money', of: [at('outstanding')] },
	overdue: { unit: 'money', of: [at('overdue')] },
	rebates: { unit: 'money', of: [during('rebates')] },
	commission: { unit: 'money', needs: 'commission.read', of: [during('commission')] },
	revenue: { unit: 'money', of: [during('revenue')] },
	recurring_revenue: { unit: 'money', of: [during('revenue', 'recurring')] },
	one_off_revenue: { unit: 'money', of: [during('revenue', 'one_off')] },
	run_rate: {
		unit: 'money',
		of: [during('revenue')],
		value: ([billed = 0n], days) => divided(billed * 365n, days),
	},
	average_contract: { unit: 'money', of: [during('signed'), once('contractsOfLines')], value: mean },
	average_invoice: { unit: 'money', of: [during('invoiced'), once('issued')], value: mean },
	days_late: {
		unit: 'days',
		ofCounts: true,
		of: [once('lateness', 'days'), once('lateness', 'due')],
		value: ([days = 0n, count = 0n]) => divided(days * 10n, count),
	},
}

/** Half away from zero; null where there is nothing to divide by. */
function divided(amount: bigint, by: bigint): bigint | null {
	if (by <= 0n) return null
	const doubled = amount * 2n
	return (doubled < 0n ? doubled - by : doubled + by) / (by * 2n)
}

function mean([sum = 0n, count = 0n]: readonly bigint[]): bigint | null {
	return divided(sum, count)
}

/** In hundredths of a per cent. */
export function share([part = 0n, whole = 0n]: readonly bigint[]): bigint | null {
	return divided(part * 10000n, whole)
}

/** By what a measure can be told apart and narrowed, beside time. */
export function dimensionsOfMeasure(name: MeasureName): readonly Dimension[] {
	const { of } = measures[name]
	return dimensionsOf(of[0]).filter((dimension) =>
		of.every((component) => isWhole(component, dimension) || dimensionsOf(component).includes(dimension)),
	)
}

function isWhole(component: Component, dimension: Dimension): boolean {
	return dimension === 'reason' && component.kind !== 'level' && component.whole === true
}
