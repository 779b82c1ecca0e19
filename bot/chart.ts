import { createRequire } from 'node:module'
import { drawChart } from '#emails/chart/draw.ts'
import type { Chart, Look, Palette } from '#emails/chart/spec.ts'

/** The theme's colours by day: a chat shows a picture on its own ground, light or dark, so it brings white with it. */
const palette: Palette = {
	ink: '#1b242f',
	muted: '#59616d',
	line: '#ded7c9',
	series: ['#0e5259', '#8a8374', '#835000', '#a3271d', '#1a6a3d', '#a63d2f'],
}

const files = createRequire(import.meta.url)
const latin = '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'
const han = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'

/** A chart as a PNG, twice as sharp as it is wide: the same chart is the same bytes. Names lie, time stands. */
export async function drawPicture(chart: Chart): Promise<Uint8Array> {
	const lying = chart.kind === 'bars' && chart.labels.some((label) => label.length > 9)
	const rows = Math.max(3, chart.labels.length) * (chart.series.length > 1 ? 38 : 28) + 70
	const look: Look = {
		...{ width: 720, height: lying ? rows : 360, palette, font: 'Noto Sans', fontSize: 14, legend: true },
		...(lying && { lying }),
	}
	const svg = await drawChart(chart, look)
	const { Resvg } = await import('@resvg/resvg-js')
	// The Chinese letters are ten megabytes: opened only for a chart that has some.
	const fontFiles = [latin, ...(/[\u2e80-\u9fff\uff00-\uffef]/.test(svg) ? [han] : [])].map((file) =>
		files.resolve(file),
	)
	const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Noto Sans' }
	return new Resvg(svg, { fitTo: { mode: 'zoom', value: 2 }, background: '#ffffff', font }).render().asPng()
}
