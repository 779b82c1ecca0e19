import { inkOn, readable, tint } from './colour.ts'
import { grid, ink } from './grid.ts'
import type { Placed, PlacedColumns, PlacedText, Run } from './placed.ts'
import type { Plan } from './plan.ts'
import { factWidth, type SetBlock } from './set-block.ts'

const label = (text: string): Run => ({
	text: `${text}\n`,
	size: grid.small,
	leading: grid.line + 3,
	colour: ink.quiet,
})
const body = (text: string): Run => ({ text, size: grid.text, leading: grid.line })
const strong = (text: string): Run => ({ ...body(text), weight: 600 })

/** The head of the first page: who, to whom, when, and the one figure that matters. Returns where it ends. */
export function placeHead(plan: Plan, onto: Placed): number {
	placeTitle(plan, onto)
	let top = grid.top + grid.head
	plan.parties.forEach((block, index) => {
		onto.parts.push(...placeBlock(block, index * (grid.inner / 2 + grid.gap / 2), top))
	})
	top += Math.max(0, ...plan.parties.map((block) => block.height)) + grid.gap
	placeFacts(plan, top, onto)
	top += plan.facts.length * grid.factRow + grid.gap
	placeHighlight(plan, top, onto)
	return top + grid.highlight + grid.gap
}

function placeTitle({ sheet, company, type }: Plan, onto: Placed): void {
	const half = grid.inner / 2
	const size = Math.min(20, half / (type.width(sheet.heading, 1, 600) + 0.1))
	const brand = readable(sheet.brandColour)
	onto.parts.push(
		{
			kind: 'text',
			role: 'P',
			left: 0,
			top: grid.top,
			width: half,
			runs: [{ text: company.join('\n'), size: 14, leading: 18, weight: 600, colour: brand }],
		},
		{
			kind: 'text',
			role: 'H1',
			left: half,
			top: grid.top - 3,
			width: half,
			side: 'right',
			runs: [{ text: sheet.heading, size, leading: 27, weight: 600 }],
		},
		{
			kind: 'text',
			role: 'P',
			left: half,
			top: grid.top + 24,
			width: half,
			side: 'right',
			runs: [{ text: sheet.number, size: 10, leading: 14, colour: ink.quiet }],
		},
	)
}

/** A label, a name and lines under it; pairs of label and value in two columns. */
export function placeBlock(block: SetBlock, left: number, top: number): (PlacedText | PlacedColumns)[] {
	const lines = block.lines.join('\n')
	const name = block.strong.join('\n')
	const runs = [label(block.label)]
	if (name) runs.push(strong(lines ? `${name}\n` : name))
	if (lines) runs.push(body(lines))
	const width = grid.inner / 2 - grid.gap / 2
	const text: PlacedText = { kind: 'text', role: 'P', left, top, width, runs }
	return block.pairs.length > 0 ? [text, placePairs(block, left, top + grid.line + 3)] : [text]
}

function placePairs({ pairs, labels }: SetBlock, left: number, top: number): PlacedColumns {
	const under = (lines: string[]) => Array<string>(lines.length - 1).fill(' ')
	const names = pairs.flatMap((pair) => [pair.label, ...under(pair.lines)]).join('\n')
	const values = pairs.flatMap((pair) => pair.lines).join('\n')
	const column = { kind: 'text', role: 'P', top } as const
	return {
		kind: 'columns',
		role: 'Pairs',
		heads: [],
		headRole: 'Artifact',
		columns: [
			{ ...column, left, width: labels, runs: [{ ...body(names), colour: ink.quiet }] },
			{ ...column, left: left + labels, width: grid.inner / 2, runs: [body(values)] },
		],
		rows: pairs.map(({ lines }) => ({ lines: lines.length, gap: 0 })),
	}
}

function placeFacts({ facts, type }: Plan, top: number, onto: Placed): void {
	facts.forEach((row, index) => {
		let left = 0
		for (const fact of row) {
			const width = factWidth(fact, type)
			const runs: Run[] = [{ text: `${fact.label}\n`, size: grid.small, leading: grid.line, colour: ink.quiet }]
			runs.push(strong(fact.value))
			onto.parts.push({ kind: 'text', role: 'P', left, top: top + 5 + index * grid.factRow, width: width + 6, runs })
			left += width + grid.factGap
		}
	})
	for (const at of [top, top + facts.length * grid.factRow + 1])
		onto.rules.push({ top: at, left: 0, width: grid.inner })
}

function placeHighlight({ sheet, type }: Plan, top: number, onto: Placed): void {
	const { highlight, brandColour } = sheet
	const inset = 16
	onto.panels.push({
		left: 0,
		top,
		width: grid.inner,
		height: grid.highlight,
		colour: tint(brandColour, 0.07),
		radius: 6,
	})
	const runs: Run[] = [
		{ text: `${highlight.label}\n`, size: grid.small, leading: grid.line, colour: ink.quiet },
		{ text: highlight.figure, size: 17, leading: 24, weight: 600 },
	]
	onto.parts.push({ kind: 'text', role: 'P', left: inset, top: top + 10, width: grid.inner / 2, runs })
	let right = grid.inner - inset
	if (highlight.link) right = placeButton(highlight.link, right, top, brandColour, type, onto) - inset
	const remark = type.width(highlight.remark, grid.text, 400) + 4
	onto.parts.push({
		kind: 'text',
		role: 'P',
		left: right - remark,
		top: top + 23,
		width: remark,
		side: 'right',
		runs: [body(highlight.remark)],
	})
}

function placeButton(
	link: { text: string; url: string },
	right: number,
	top: number,
	colour: string,
	type: Plan['type'],
	onto: Placed,
): number {
	const text = type.width(link.text, grid.text, 600) + 2
	const width = text + 28
	const area = { left: right - width, top: top + 16, width, height: 26 }
	onto.panels.push({ ...area, colour, radius: 4 })
	onto.parts.push({
		kind: 'text',
		role: 'Link',
		left: area.left + 14,
		top: top + 23,
		width: text + 4,
		runs: [{ ...strong(link.text), colour: inkOn(colour) }],
	})
	onto.link = { ...area, url: link.url }
	return area.left
}
