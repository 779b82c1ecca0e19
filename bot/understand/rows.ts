import { dimensionsOfMeasure, measures as measureOf } from '#core/report/measure.ts'
import { type Dimension, type MeasureName, measureSets } from '#core/report/question.ts'
import type { Item } from './item.ts'
import type { Amount, FigureReading, MeasureWord } from './reading.ts'
import type { Subject } from './subject.ts'

/** How the rows of an answer are cut, kept, ordered and counted. */
export type Rows = {
	groups: (Dimension | undefined)[]
	where?: NonNullable<FigureReading['where']>
	order?: 'most' | 'least' | 'best' | 'worst' | 'top'
	limit?: number
	currency: string[]
	/** Whether the mean of the rows is asked for. */
	mean: boolean
	/** Items that these have used. */
	used: ReadonlySet<Item>
}

/** What there is at the end of a day, and not what happened in a time. */
export const states: readonly MeasureWord[] = [
	'mrr',
	'arr',
	'arpu',
	'ltv',
	'customers',
	'contracts',
	'overdue',
	'outstanding',
	'run_rate',
]
const lessIsBetter: readonly MeasureWord[] = [
	'churn',
	'contraction',
	'lost_customers',
	'logo_churn',
	'revenue_churn',
	'overdue',
	'outstanding',
	'rebates',
	'days_late',
]
const ofPeople: readonly MeasureWord[] = [
	'signed',
	'signed_mrr',
	'signed_contracts',
	'invoiced',
	'collected',
	'performance',
	'rebates',
	'commission',
	'new',
	'new_customers',
	'average_contract',
	'average_invoice',
]

export function readRows(items: readonly Item[], taken: ReadonlySet<Item>, subjects: readonly Subject[]): Rows {
	const used = new Set<Item>()
	const order =
		items.find((item) => item.is === 'order' && item.order !== 'top') ?? items.find((item) => item.is === 'order')
	const where = readWhere(items, used)
	const limit = readLimit(items, used, order !== undefined)
	const groups = readGroups(items, taken, subjects, used)
	const anyGroup: (Dimension | undefined)[] = order ? ['person', 'customer', 'group', 'product'] : [undefined]
	const currency = items.flatMap((item) => (item.is === 'currency' ? [item.currency] : []))
	// Who has the highest mean is another question.
	const asksMean = !order && !where && items.some(({ is }) => is === 'mean')
	if (asksMean && groups.length === 0) groups.push(...meansOf(subjects))
	const mean = asksMean && groups.length > 0
	return {
		groups: groups.length > 0 ? groups : where ? ['customer'] : anyGroup,
		...(where && { where }),
		...(order?.is === 'order' && { order: order.order }),
		...(limit && { limit }),
		currency,
		mean,
		used,
	}
}

function readWhere(items: readonly Item[], used: Set<Item>): FigureReading['where'] | undefined {
	const where: { over?: Amount; under?: Amount } = {}
	for (const [at, item] of items.entries()) {
		if (item.is !== 'over' && item.is !== 'under') continue
		const isHan = /\p{Script=Han}/u.test(item.said)
		const beside = items.slice(at + 1).find(({ is }) => is !== 'noise')
		const before = items.slice(0, at).findLast(({ is }) => is !== 'noise')
		const amount = beside?.is === 'amount' ? beside : isHan && before?.is === 'amount' ? before : undefined
		if (amount?.is !== 'amount' || used.has(amount)) continue
		used.add(amount).add(item)
		where[item.is] = amount.amount
	}
	return where.over || where.under ? where : undefined
}

/** `top 5`, `5 best`, `10 customers`: a whole number that nothing else has used. */
function readLimit(items: readonly Item[], used: Set<Item>, ordered: boolean): number | undefined {
	for (const [at, item] of items.entries()) {
		if (item.is !== 'number' || !/^[1-9]\d{0,2}$/.test(item.value)) continue
		const next = items.slice(at + 1).find(({ is }) => is !== 'noise')
		if (!ordered && next?.is !== 'kind') continue
		used.add(item)
		return Number(item.value)
	}
	return undefined
}

/** What the rows are: `by team`, `each month`, `which salesperson`. More than one where it is not said which. */
function readGroups(
	items: readonly Item[],
	taken: ReadonlySet<Item>,
	subjects: readonly Subject[],
	used: Set<Item>,
): Dimension[] {
	const measures = subjects.flatMap((subject) => (subject.intent === 'figure' ? subject.measures : []))
	const has = (measure: MeasureWord) => measures.includes(measure)
	const why = items.some((item) => item.is === 'kind' && item.kind === 'reason')
	const spent = (kind: string) =>
		(kind === 'contract' && (has('contracts') || has('signed_contracts'))) ||
		((kind === 'customer' || kind === 'contract') && has('churn') && why) ||
		(kind === 'customer' && (has('customers') || has('lost_customers') || has('new_customers')))
	const said: { dimension: Dimension; by: boolean }[] = []
	for (const [at, item] of items.entries()) {
		if (taken.has(item)) continue
		const by = items.slice(0, at).findLast(({ is }) => is !== 'noise')?.is === 'by'
		if (item.is === 'kind' && (by || !spent(item.kind))) said.push({ dimension: item.kind, by })
		if (item.is === 'every') said.push({ dimension: item.unit, by: true })
		const ranked = items.slice(0, at).findLast(({ is }) => is !== 'noise' && is !== 'number')?.is === 'order'
		if (item.is === 'unit' && item.unit !== 'half' && (by || ranked)) {
			used.add(item)
			said.push({ dimension: item.unit, by })
		}
	}
	const marked = new Set(said.filter(({ by }) => by).map(({ dimension }) => dimension))
	const all = new Set(said.map(({ dimension }) => dimension))
	if (all.size > 0) return [...(marked.size === 1 && all.size === 1 ? marked : all)]
	if (items.some(({ is }) => is === 'owes')) return ['customer']
	if (!items.some(({ is }) => is === 'who')) return []
	const ofPerson = subjects.length > 1 || measures.every((measure) => ofPeople.includes(measure))
	return ofPerson ? ['person'] : ['customer', 'person']
}

/** What a mean may be of where it is not said; of a level or a rate, like MRR, months. */
function meansOf(subjects: readonly Subject[]): Dimension[] {
	const measures = subjects.flatMap((subject) => (subject.intent === 'figure' ? subject.measures : []))
	if (measures.length === 0) return []
	const isLevel = (measure: MeasureWord) =>
		states.includes(measure) || (isByItself(measure) && measureOf[measure].unit === 'basis_points')
	if (measures.every(isLevel)) return ['month']
	return (['month', 'customer', 'contract', 'invoice'] as const).filter((dimension) =>
		measures.every((measure) => isByItself(measure) && ['month', ...dimensionsOfMeasure(measure)].includes(dimension)),
	)
}

const isByItself = (measure: MeasureWord): measure is MeasureName => !Object.hasOwn(measureSets, measure)

/** The best are those with the most, or, of what is better small, with the least. */
export function directionOf(order: NonNullable<Rows['order']>, measures: readonly MeasureWord[]): 'most' | 'least' {
	if (order === 'most' || order === 'top') return 'most'
	if (order === 'least') return 'least'
	const small = measures.every((measure) => lessIsBetter.includes(measure))
	return (order === 'best') === small ? 'least' : 'most'
}
