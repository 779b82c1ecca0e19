import { createHash } from 'node:crypto'
import type { TopLevelSpec } from 'vega-lite'
import { type Chart, type Look, specOf } from './spec.ts'

/*
 * Charts as SVG, drawn where the page or the picture is made. The drawing library is large, so it is loaded with the first
 * chart; a chart that was drawn is kept, because pages show the same few again and again.
 */

const drawn = new Map<string, string>()
const mostKept = 300

/** The SVG of a chart. The same chart is the same bytes. */
export async function drawChart(chart: Chart, look: Look): Promise<string> {
	const key = createHash('sha256')
		.update(JSON.stringify([chart, look]))
		.digest('base64')
	const known = drawn.get(key)
	if (known !== undefined) return known
	const svg = await draw(specOf(chart, look))
	if (drawn.size >= mostKept) drawn.clear()
	drawn.set(key, svg)
	return svg
}

async function draw(spec: TopLevelSpec): Promise<string> {
	const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')])
	const view = new View(parse(compile(spec).spec), { renderer: 'none' })
	try {
		return await view.toSVG()
	} finally {
		view.finalize()
	}
}
