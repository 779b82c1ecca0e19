import { expect, test } from 'vitest'
import { drawPicture } from '#bot/chart.ts'
import { drawChart } from '#emails/chart/draw.ts'
import type { Chart } from '#emails/chart/spec.ts'

const months: Chart = {
	kind: 'lines',
	title: 'MRR',
	unit: 'EUR',
	labels: ['Jan 26', 'Feb 26', 'Mar 26'],
	series: [
		{ name: 'MRR', values: [1000, 1200.5, null] },
		{ name: 'Before', values: [900, 950, 980] },
	],
}
const teams: Chart = {
	kind: 'bars',
	title: 'Overdue',
	unit: 'CNY',
	labels: ['北方设备与维护团队', 'Đội Bắc <&"> Сервис'],
	series: [{ name: '逾期', values: [5000, -20] }],
}
const size = (png: Uint8Array) => {
	const view = new DataView(png.buffer, png.byteOffset)
	return [view.getUint32(16), view.getUint32(20)]
}

test('a chart is a PNG of twice its width, and the same chart the same bytes', async () => {
	const [one, again] = [await drawPicture(months), await drawPicture(structuredClone(months))]
	expect([...one.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
	expect(size(one)).toEqual([1440, 720])
	expect(Buffer.compare(one, again)).toBe(0)
	expect(Buffer.compare(one, await drawPicture({ ...months, labels: ['Apr 26', 'May 26', 'Jun 26'] }))).not.toBe(0)
})

test('names in any script lie beside their bars, and hostile ones stay text', async () => {
	const [width, height = 0] = size(await drawPicture(teams))
	expect(width).toBe(1440)
	expect(height).toBeLessThan(720)
	const palette = { ink: '#000', muted: '#333', line: '#ccc', series: ['#05a'] }
	const svg = await drawChart(teams, { width: 600, height: 200, palette, font: 'x', fontSize: 12, lying: true })
	expect(svg).toContain('北方设备与维护团队')
	expect(svg).toContain('&lt;&amp;')
	expect(svg).not.toContain('<&')
})

test('a chart of nothing is still a picture', async () => {
	expect(size(await drawPicture({ ...months, labels: [], series: [] }))[0]).toBe(1440)
})

test('two periods stand in the legend whole, with their years', async () => {
	const palette = { ink: '#000', muted: '#333', line: '#ccc', series: ['#05a', '#888'] }
	const names = ['28 сент. – 30 окт. 2026 г.', '28 сент. – 30 окт. 2025 г.']
	const chart = { ...teams, series: names.map((name) => ({ name, values: [5000, 20] })) }
	const look = { width: 720, height: 200, palette, font: 'x', fontSize: 14, lying: true, legend: true }
	const svg = await drawChart(chart, look)
	for (const name of names) expect(svg).toContain(`>${name}</text>`)
})
