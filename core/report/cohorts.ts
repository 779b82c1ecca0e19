import { z } from 'zod'
import type { Scope } from '../act.ts'
import { addMonths, type Day, dayOf, firstOfMonth, formatDay, monthIndex } from '../calendar.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type CohortSum, cohortSums } from './cohort-sums.ts'
import { labelsOf } from './labels.ts'
import { share } from './measure.ts'
import { question } from './question.ts'
import { isHiddenDimension, withinGroup } from './within-group.ts'

/** Who is looked at together: those who began in one month, or those of whom something else is the same. */
export const cohortDimensions = [
	'start',
	'group',
	'person',
	'product',
	'plan',
	'country',
	'industry',
	'language',
] as const

export const cohortQuestion = z.object({
	by: z.enum(cohortDimensions).default('start'),
	/** So many months after the first are told, and so many of the latest cohorts by start. */
	months: z.number().int().min(1).max(60).default(12),
	/** The company's own when left out: amounts of two never meet. */
	currency: z.string().refine(isCurrency).optional(),
	filters: question.shape.filters,
})
export type CohortQuestion = z.input<typeof cohortQuestion>

/** What is left at the end of a month; null for a month that is not over for anybody. */
export type Kept = {
	mrrMinor: bigint
	mrrBasisPoints: bigint | null
	customers: bigint
	customersBasisPoints: bigint | null
}

/** `key` is the first day of the month of the start, or what a figure's row has. `months[0]` is the first month's end. */
export type Cohort = { key: string; label: string | null; months: (Kept | null)[] }
export type Cohorts = {
	by: (typeof cohortDimensions)[number]
	currency: string
	/** All cohorts together, as those of one attribute. */
	whole: (Kept | null)[]
	rows: Cohort[]
}

/**
 * What customers bring and how many they are, so many months after the one in which they began, as a share of what it was
 * at that month's end. A share is of those alone for whom the month is over. Refuses `input.invalid`.
 */
export async function findCohorts(scope: Scope, input: CohortQuestion): Promise<Cohorts> {
	permit(scope, 'report.read')
	const read = cohortQuestion.safeParse(input)
	if (!read.success)
		return refuse('input.invalid', { field: String(read.error.issues[0]?.path[0] ?? ''), problem: 'invalid' })
	const { by, months, filters, currency = scope.company.currency } = withinGroup(scope, read.data)
	if (by !== 'start' && isHiddenDimension(scope, by)) refuse('field.hidden', { field: by })
	const running = firstOfMonth(monthIndex(dayOf(scope.today)))
	const asked = { by, filters: { ...filters, currency: [currency] } }
	const over = levelsOf(await cohortSums(scope, asked), running, months)
	// Who has two plans is in both their rows, and once in the whole.
	const whole = by === 'start' ? over : levelsOf(await cohortSums(scope, { ...asked, by: 'start' }), running, months)
	const byKey = Map.groupBy(over, (level) => (by === 'start' ? formatDay(level.start) : level.key))
	const labels = by === 'start' ? new Map<string, string>() : await labelsOf(scope, by, [...byKey.keys()])
	const rows = [...byKey].map(([key, levels]) => ({
		key,
		label: by === 'start' ? key : (labels.get(key) ?? null),
		months: keptOf(levels, months),
	}))
	const wanted = rows.filter(({ months: [first] }) => first && first.customers > 0n)
	const inOrder =
		by === 'start'
			? wanted.toSorted((one, other) => (one.key < other.key ? 1 : -1)).slice(0, months)
			: wanted.toSorted((one, other) => (sizeOf(other) > sizeOf(one) ? 1 : -1))
	return { by, currency, whole: keptOf(whole, months), rows: inOrder }
}

const sizeOf = ({ months: [first] }: Cohort) => first?.mrrMinor ?? 0n

/** Of those who began in one month and have one key: the level at the end of each month since, as far as months are over. */
type Levels = { key: string; start: Day; ends: { mrr: bigint; customers: bigint }[] }

function levelsOf(sums: readonly CohortSum[], running: Day, months: number): Levels[] {
	const groups = Map.groupBy(sums, ({ key, start }) => `${start} ${key}`)
	return [...groups.values()].flatMap((own) => {
		const [{ key, start } = { key: '', start: 0 }] = own
		const length = Math.min(monthIndex(running) - monthIndex(start), months + 1)
		let [mrr, customers] = [0n, 0n]
		const ends = Array.from({ length: Math.max(0, length) }, (_, index) => {
			const month = addMonths(start, index)
			for (const sum of own.filter((one) => one.month === month)) {
				mrr += sum.amount
				customers += BigInt(sum.customers)
			}
			return { mrr, customers }
		})
		return ends.length > 0 ? [{ key, start, ends }] : []
	})
}

function keptOf(levels: readonly Levels[], months: number): (Kept | null)[] {
	return Array.from({ length: months + 1 }, (_, index) => {
		const old = levels.filter(({ ends }) => ends.length > index)
		if (old.length === 0) return null
		const sum = (at: number, of: 'mrr' | 'customers') => old.reduce((all, { ends }) => all + (ends[at]?.[of] ?? 0n), 0n)
		const [mrrMinor, customers] = [sum(index, 'mrr'), sum(index, 'customers')]
		return {
			mrrMinor,
			mrrBasisPoints: share([mrrMinor, sum(0, 'mrr')]),
			customers,
			customersBasisPoints: share([customers, sum(0, 'customers')]),
		}
	})
}
