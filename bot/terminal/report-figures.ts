import { look } from '#core/act.ts'
import { addMonths, formatDay, readDay } from '#core/calendar.ts'
import { formatDecimal } from '#core/decimal.ts'
import { formatMajor } from '#core/money.ts'
import type { Figure, Value } from '#core/report/answer.ts'
import { findFigures } from '#core/report/figure.ts'
import { dimensions, measureNames, measureSets, type QuestionInput } from '#core/report/question.ts'
import { terminalActor, withBooks } from './books.ts'
import { DONE, type Io } from './command.ts'
import { sayRefusal, table, toJson } from './words.ts'

export const figuresUsage = [
	'MEASURE[,MEASURE...] --from DAY --to DAY [--by DIMENSION] [--compare before|year_before] [--over AMOUNT] [--limit N] [--json]',
	`  days as 2026-01-31 or whole months as 2026-01, both included`,
	`  MEASURE is ${measureNames.join(', ')}, or ${Object.keys(measureSets).join(', ')}`,
	`  DIMENSION is ${dimensions.join(', ')}`,
].join('\n')

type Given = Partial<Record<'from' | 'to' | 'by' | 'compare' | 'over' | 'limit', string>>

/** What the words ask; undefined where they cannot be understood. What cannot be answered is refused by the question itself. */
export function readReport(name: string, given: Given): QuestionInput | undefined {
	const set = Object.entries(measureSets).find(([known]) => known === name)?.[1]
	const measures = (set ?? name.split(',')).flatMap((word) => measureNames.find((known) => known === word) ?? [])
	const from = dayOf(given.from, false)
	const to = dayOf(given.to, true)
	const groupBy = dimensions.find((known) => known === given.by)
	const compare = (['before', 'year_before'] as const).find((known) => known === given.compare)
	const isWhole = measures.length === (set ?? name.split(',')).length
	if (!isWhole || !from || !to || from >= to || (given.by && !groupBy) || (given.compare && !compare)) return undefined
	return {
		measures,
		period: { from, to },
		...(groupBy && { groupBy }),
		...(compare && { compare }),
		...(given.over && { where: { over: given.over } }),
		...(given.limit && { limit: Number(given.limit) }),
	}
}

/** A month is its first day; as an end, the day after its last, as the day after a day. */
function dayOf(text: string | undefined, isEnd: boolean): string | undefined {
	if (!text) return undefined
	const month = readDay(`${text}-01`)
	if (month !== undefined) return formatDay(isEnd ? addMonths(month, 1) : month)
	const day = readDay(text)
	return day === undefined ? undefined : formatDay(isEnd ? day + 1 : day)
}

/** Figures for people or as JSON; amounts are decimal strings in major units, shares in per cent. */
export async function reportFigures(io: Io, question: QuestionInput, asJson: boolean): Promise<number> {
	return await withBooks(io, async (books) => {
		const outcome = await look(books, terminalActor, findFigures, question)
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		if (asJson) io.out(toJson({ figures: outcome.value.map(inMajor) }))
		else io.out(outcome.value.map(printed).join('\n\n'))
		return DONE
	})
}

function inMajor({ totals, rows, ...figure }: Figure) {
	return {
		...figure,
		totals: totals.map((value) => valueIn(figure.unit, value)),
		rows: rows.map(({ key, label, ...value }) => ({ key, label, ...valueIn(figure.unit, value) })),
	}
}

function valueIn(unit: Figure['unit'], { currency, value, comparedValue, change, changeBasisPoints }: Value) {
	const plain = (amount: bigint | null) => {
		if (amount === null) return null
		if (unit === 'money') return formatMajor(amount, currency ?? '')
		if (unit === 'days') return formatDecimal({ digits: amount, scale: 1 })
		return unit === 'count' ? amount.toString() : percent(amount)
	}
	return {
		currency,
		value: plain(value),
		compared: plain(comparedValue),
		change: plain(change),
		changePercent: changeBasisPoints === null ? null : percent(changeBasisPoints),
	}
}

const units = { money: '', count: '', basis_points: '%', days: 'days' }

const percent = (basisPoints: bigint) => formatDecimal({ digits: basisPoints, scale: 2 })

function printed(figure: Figure): string {
	const { measure, groupBy, totals, rows, left, compared, unit } = figure
	const heads = [
		groupBy ?? measure,
		'value',
		...(compared ? ['before', 'change', 'change %'] : []),
		unit === 'money' ? 'currency' : '',
	]
	const line = (name: string, of: Value) => {
		const { value, compared: before, change, changePercent, currency } = valueIn(unit, of)
		const found = [value, ...(compared ? [before, change, changePercent] : [])].map((cell) => cell ?? '')
		return [name, ...found, currency ?? units[unit]]
	}
	const body = [...rows.map((row) => line(row.label ?? '-', row)), ...totals.map((total) => line('total', total))]
	return [`${measure}`, table(heads, body), ...(left > 0 ? [`${left} more`] : [])].join('\n')
}
