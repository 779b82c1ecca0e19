import { formatMajor } from '#core/money.ts'
import type { Figure } from '#core/report/answer.ts'
import type { MeasureName } from '#core/report/question.ts'
import { drawChart } from '#emails/chart/draw.ts'
import type { Chart, Look } from '#emails/chart/spec.ts'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { nameRow } from './value.ts'

/** A chart drawn twice: for a desk and for a phone, where a smaller one keeps its letters readable. */
export type Picture = { title: string; wide: string; narrow: string; legend: { name: string; colour: string }[] }

/** The theme's tokens, by their names: the drawing is light or dark as the page around it. */
const colours: Partial<Record<MeasureName, string>> = {
	new: 'var(--accent)',
	expansion: 'var(--good)',
	reactivation: 'var(--edge)',
	contraction: 'var(--warn)',
	churn: 'var(--bad)',
}

/** Several measures of the same stretches of time on each other: what moved MRR. */
export async function drawMovements(figures: readonly Figure[], currency: string, half: Half = {}): Promise<Picture> {
	const keys = keysOf(figures, currency)
	const series = figures.map((figure) => ({
		name: say(`figures.measure.${figure.measure}`),
		values: valuesOf(figure, currency, keys),
	}))
	const chart = {
		kind: 'bars',
		title: say('figures.movements'),
		unit: currency,
		labels: keys.map(shortMonth),
		series,
	} as const
	return await picture(
		chart,
		{ stacked: true, ...half },
		figures.map(({ measure }) => colours[measure] ?? 'var(--edge)'),
	)
}

/** One measure over time, beside what it is compared with. */
export async function drawOverTime(figure: Figure, currency: string | null, half: Half = {}): Promise<Picture> {
	const { measure, unit, groupBy } = figure
	const keys = keysOf([figure], currency)
	const name = say(`figures.measure.${measure}`)
	const compared = valuesOf(figure, currency, keys, 'comparedValue')
	const series = [{ name, values: valuesOf(figure, currency, keys) }]
	if (compared.some((value) => value !== null)) series.push({ name: say('figures.compared'), values: compared })
	const chart: Chart = {
		kind: measure === 'mrr' || measure === 'arr' || unit !== 'money' ? 'lines' : 'bars',
		title: say('figures.overTime', { measure: name }),
		unit: unit === 'basis_points' ? '%' : (currency ?? ''),
		labels: keys.map((key) => (groupBy === 'month' ? shortMonth(key) : nameRow(groupBy, key, key))),
		series,
	}
	return await picture(chart, half, ['var(--accent)', 'var(--edge)'])
}

/** One measure by name, the largest dozen. */
export async function drawRanking(figure: Figure, currency: string | null): Promise<Picture> {
	const rows = figure.rows.filter((row) => row.currency === currency).slice(0, 12)
	const name = say(`figures.measure.${figure.measure}`)
	const series = [{ name, values: rows.map((row) => inMajor(figure, row.value, currency)) }]
	if (figure.compared)
		series.push({
			name: say('figures.compared'),
			values: rows.map((row) => inMajor(figure, row.comparedValue, currency)),
		})
	const labels = rows.map(({ key, label }) => nameRow(figure.groupBy, key, label))
	const unit = figure.unit === 'basis_points' ? '%' : (currency ?? '')
	return await picture({ kind: 'bars', title: name, unit, labels, series }, { lying: true }, [
		'var(--accent)',
		'var(--edge)',
	])
}

/** A chart of the bot's: names lie, time stands. */
export async function drawReply(chart: Chart): Promise<Picture> {
	const lying = chart.kind === 'bars' && chart.labels.some((label) => label.length > 9)
	return await picture(chart, lying ? { lying } : {}, ['var(--accent)', 'var(--edge)'])
}

/** For two beside each other on a desk. */
export const half = { width: 480 }
type Half = Partial<typeof half>

export async function picture(chart: Chart, more: Partial<Look>, series: string[]): Promise<Picture> {
	const palette = { ink: 'var(--ink)', muted: 'var(--muted)', line: 'var(--line)', series }
	const look = { palette, font: 'inherit', ...more }
	const rows = more.lying ? Math.max(3, chart.labels.length) * (chart.series.length > 1 ? 36 : 26) + 40 : 0
	const [wide, narrow] = await Promise.all([
		drawChart(chart, { ...look, width: look.width ?? 900, height: rows || 300, fontSize: 13.5 }),
		drawChart(chart, { ...look, width: 340, height: rows || 240, fontSize: 12 }),
	])
	const legend = chart.series.map(({ name }, index) => ({ name, colour: series[index] ?? 'var(--ink)' }))
	return { title: chart.title, wide, narrow, legend }
}

function keysOf(figures: readonly Figure[], currency: string | null): string[] {
	const keys = figures.flatMap(({ rows }) => rows.filter((row) => row.currency === currency).map(({ key }) => key))
	return [...new Set(keys)].sort()
}

function valuesOf(
	figure: Figure,
	currency: string | null,
	keys: readonly string[],
	which: 'value' | 'comparedValue' = 'value',
) {
	const rows = new Map(figure.rows.filter((row) => row.currency === currency).map((row) => [row.key, row]))
	return keys.map((key) => inMajor(figure, rows.get(key)?.[which] ?? null, currency))
}

/** For drawing only: a picture has no cents. */
function inMajor({ unit }: Figure, value: bigint | null, currency: string | null): number | null {
	if (value === null) return null
	if (unit === 'money') return Number(formatMajor(value, currency ?? ''))
	return unit === 'basis_points' ? Number(value) / 100 : unit === 'days' ? Number(value) / 10 : Number(value)
}

const months = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' })
export const shortMonth = (key: string) =>
	months.format(Date.UTC(Number(key.slice(0, 4)), Number(key.slice(5, 7)) - 1, 1))
