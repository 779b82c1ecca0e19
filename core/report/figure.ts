import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { Figure, FigureRow, Value } from './answer.ts'
import { totalInOne } from './in-one.ts'
import { labelsOf } from './labels.ts'
import { type Measure, measures } from './measure.ts'
import { comparedPeriod, isStep } from './periods.ts'
import { permitMeasures } from './permitted.ts'
import type { MeasureName, Question, QuestionInput } from './question.ts'
import { comparison, rank } from './rank.ts'
import { readQuestion } from './read-question.ts'
import { hasCurrency, type Opened, openPeriod, type Values, valueOfNothing } from './value.ts'
import { isHiddenDimension, withinGroup } from './within-group.ts'

/**
 * Answers a question, one figure for each of its measures in their order. The same function serves pages, chat, the
 * terminal and downloads, so that they cannot disagree. Refuses `input.invalid`, `figure.not_by`, `not_found`, and what a measure of its own kind takes: permitted.ts.
 */
export async function findFigures(scope: Scope, input: QuestionInput): Promise<Figure[]> {
	permit(scope, 'report.read')
	const asked = withinGroup(scope, readQuestion(input))
	permitMeasures(scope, asked.measures)
	const compared = comparedPeriod(asked)
	const own = openPeriod(scope, asked, asked.period)
	const before = compared && openPeriod(scope, asked, compared)
	return await Promise.all(
		asked.measures.map(async (name) => {
			const totals = await totalsOf(scope, measures[name], own, before)
			return {
				...about(asked, name),
				totals,
				inOne: await totalInOne(scope, asked, measures[name], asked.period, totals),
				...rank(
					isHiddenDimension(scope, asked.groupBy) ? [] : await rowsOf(scope, asked, measures[name], own, before),
					measures[name].unit,
					asked,
					new Intl.Collator(scope.company.language),
				),
			}
		}),
	)
}

function about(asked: Question, measure: MeasureName): Omit<Figure, 'totals' | 'inOne' | 'rows' | 'left'> {
	const { period, groupBy = null } = asked
	return { measure, unit: measures[measure].unit, period, compared: comparedPeriod(asked), groupBy }
}

/** One of each currency that has something, the company's own first and always there; of counts one. */
async function totalsOf({ company }: Scope, measure: Measure, here: Opened, before: Opened | null): Promise<Value[]> {
	const found = paired(measure, await here.totals(measure), before && (await before.totals(measure)))
	const totals = found.flatMap(({ values }) => values)
	const own = hasCurrency(measure) ? company.currency : null
	if (!totals.some(({ currency }) => currency === own)) {
		const nothing = valueOfNothing(measure)
		totals.push(comparison(own, nothing, before && nothing))
	}
	const rankOf = ({ currency }: Value) => (currency === company.currency ? '' : (currency ?? ''))
	return totals.sort((one, other) => (rankOf(one) < rankOf(other) ? -1 : 1))
}

async function rowsOf(
	scope: Scope,
	{ groupBy, named }: Question,
	measure: Measure,
	own: Opened,
	before: Opened | null,
): Promise<FigureRow[]> {
	if (!groupBy) return []
	const pairs = paired(measure, await own.rows(measure), before && (await before.rows(measure)))
	if (isStep(groupBy))
		return pairs.flatMap(({ values }) =>
			values.flatMap((value, index) => {
				const key = own.stretches[index]
				return key && index < own.stretches.length - 1 ? [{ key, label: key, ...value }] : []
			}),
		)
	const labels = await labelsOf(scope, groupBy, [...new Set(pairs.map(({ key }) => key))], named)
	return pairs.flatMap(({ key, values: [value] }) =>
		value && (value.value || value.comparedValue || (measure.unit === 'days' && value.value !== null))
			? [{ key, label: labels.get(key) ?? null, ...value }]
			: [],
	)
}

type Paired = { key: string; values: Value[] }

/** Each value beside the one of the other period: stretches of time by their place in it. */
function paired(measure: Measure, own: readonly Values[], before: readonly Values[] | null): Paired[] {
	const nothing = valueOfNothing(measure)
	const pairs = new Map<string, { key: string; currency: string | null; own?: Values; before?: Values }>()
	for (const [side, all] of [
		['own', own],
		['before', before ?? []],
	] as const)
		for (const values of all) {
			const name = `${values.currency} ${values.key}`
			pairs.set(name, { key: values.key, currency: values.currency, ...pairs.get(name), [side]: values })
		}
	return [...pairs.values()].map((pair) => {
		const length = pair.own?.values.length ?? pair.before?.values.length ?? 0
		const values = Array.from({ length }, (_, index) => {
			const compared = before && (pair.before ? (pair.before.values[index] ?? null) : nothing)
			return comparison(pair.currency, pair.own ? (pair.own.values[index] ?? null) : nothing, compared)
		})
		return { key: pair.key, values }
	})
}
