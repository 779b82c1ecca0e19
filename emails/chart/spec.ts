import type { TopLevelSpec } from 'vega-lite'

/** A series has one value a label; null where there is none. Amounts are in major units, for drawing only. */
export type Chart = {
	kind: 'bars' | 'lines'
	/** What it shows, for those who do not see it. */
	title: string
	/** Of the values: a currency's code, a per cent sign, or nothing. */
	unit: string
	labels: string[]
	series: { name: string; values: (number | null)[] }[]
	/** Between which the values lie; null where that is not said. For lines. */
	band?: { low: (number | null)[]; high: (number | null)[] }
}

/** Colours as SVG takes them: on a page, names of the theme's tokens, so that one drawing serves light and dark. */
export type Palette = { ink: string; muted: string; line: string; series: string[] }

export type Look = {
	/** Of the plot with its axes, in pixels. */
	width: number
	height: number
	palette: Palette
	font: string
	fontSize: number
	/** Bars of one label stand on each other, those below zero under it. */
	stacked?: boolean
	/** Bars lie, one label under another: for names. */
	lying?: boolean
	/** Names of the series, where nothing beside the chart says them. */
	legend?: boolean
}

export function specOf(chart: Chart, look: Look): TopLevelSpec {
	const { width, height, palette, font, fontSize, legend = false } = look
	const names = chart.series.map(({ name }) => name)
	const values: Point[] = chart.series.flatMap((series, index) =>
		chart.labels.map((label, place) => ({
			label,
			place,
			series: series.name,
			order: index,
			value: series.values[place] ?? null,
		})),
	)
	if (chart.band) values.push(...bandOf(chart))
	const text = {
		labelColor: palette.muted,
		labelFont: font,
		labelFontSize: fontSize,
		titleColor: palette.muted,
		titleFont: font,
	}
	return {
		$schema: 'https://vega.github.io/schema/vega-lite/v6.json',
		width,
		height,
		autosize: { type: 'fit', contains: 'padding' },
		padding: 2,
		background: 'transparent',
		data: { values },
		...markOf(chart, look, {
			color: {
				field: 'series',
				type: 'nominal',
				scale: {
					domain: names,
					range: names.map((_, index) => palette.series[index % palette.series.length] ?? palette.ink),
				},
				legend:
					// Two periods with their years stand beside each other whole.
					legend && names.length > 1
						? {
								title: null,
								orient: 'top',
								...text,
								symbolType: 'square',
								labelLimit: Math.max(160, width / names.length - 60),
							}
						: null,
			},
		}),
		config: {
			view: { stroke: null },
			axis: { ...text, gridColor: palette.line, domainColor: palette.line, tickColor: palette.line },
		},
	} as TopLevelSpec
}

type Point = { label: string; place: number; series: string; order: number; value: number | null; high?: number | null }

/** The band's points: a series of their own that no line is drawn of. */
function bandOf({ labels, band }: Chart): Point[] {
	return labels.map((label, place) => ({
		label,
		place,
		series: '',
		order: -1,
		value: band?.low[place] ?? null,
		high: band?.high[place] ?? null,
	}))
}

function markOf(chart: Chart, look: Look, shared: { color: object }): object {
	const { palette, lying = false, stacked = false } = look
	const names = {
		field: 'label',
		type: 'ordinal',
		sort: chart.labels,
		axis: {
			title: null,
			labelAngle: 0,
			labelOverlap: 'greedy',
			ticks: false,
			domain: false,
			labelPadding: 6,
			labelLimit: Math.round(look.width / 4),
		},
		scale: chart.kind === 'bars' ? { paddingInner: 0.3, paddingOuter: 0.1 } : { padding: 0.3 },
	}
	const sizes = {
		field: 'value',
		type: 'quantitative',
		stack: stacked ? 'zero' : null,
		axis: {
			title: null,
			format: '~s',
			...(chart.unit === '%' && { labelExpr: "datum.label + ' %'" }),
			tickCount: 5,
			ticks: false,
			domain: false,
			labelPadding: 6,
			gridColor: { condition: { test: 'datum.value === 0', value: palette.muted }, value: palette.line },
		},
		scale: { zero: chart.kind === 'bars', nice: true },
	}
	const order = stacked ? { order: { field: 'order', type: 'ordinal' } } : {}
	const apart = chart.kind === 'bars' && !stacked && chart.series.length > 1
	const offset = apart
		? { [lying ? 'yOffset' : 'xOffset']: { field: 'series', sort: chart.series.map(({ name }) => name) } }
		: {}
	const encoding = { ...(lying ? { y: names, x: sizes } : { x: names, y: sizes }), ...shared, ...order, ...offset }
	if (chart.kind === 'bars') return { mark: { type: 'bar', cornerRadius: 2 }, encoding }
	// What it is compared with stands back: a broken line without points.
	const isFirst = `datum.order === 0`
	const band = {
		mark: { type: 'area', opacity: 0.16, color: palette.series[0] ?? palette.ink, interpolate: 'monotone' },
		transform: [{ filter: 'datum.order === -1 && datum.high !== null' }],
		encoding: { x: names, y: sizes, y2: { field: 'high' } },
	}
	return {
		layer: [
			...(chart.band ? [band] : []),
			{ mark: { type: 'line', strokeWidth: 2.5, interpolate: 'monotone' }, transform: [{ filter: isFirst }], encoding },
			{
				mark: { type: 'line', strokeWidth: 1.75, strokeDash: [5, 4], interpolate: 'monotone' },
				transform: [{ filter: `datum.order > 0` }],
				encoding,
			},
			{ mark: { type: 'point', filled: true, size: 44, opacity: 1 }, transform: [{ filter: isFirst }], encoding },
		],
	}
}
