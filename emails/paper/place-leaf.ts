import { words } from '../words/words.ts'
import { readable } from './colour.ts'
import { grid, ink } from './grid.ts'
import { placeClosing, placeTerms } from './place-closing.ts'
import { placeHead } from './place-head.ts'
import { placeTable } from './place-table.ts'
import type { Placed, PlacedText } from './placed.ts'
import type { Leaf, Plan } from './plan.ts'

/** Everything on one page. Its number is plain text, because the plan already knows how many there are. */
export function placeLeaf(plan: Plan, leaf: Leaf): Placed {
	const onto: Placed = { panels: [], rules: [], parts: [] }
	let top = leaf.first ? placeHead(plan, onto) : placeRunningHead(plan, onto)
	for (const [index, part] of leaf.tables.entries())
		top = placeTable(plan, part, index > 0 ? top + grid.gap : top, onto)
	if (leaf.closing) top = placeClosing(plan, top, onto)
	if (leaf.terms.length > 0) onto.parts.push(placeTerms(leaf.terms, top))
	placeFoot(plan, leaf, onto)
	return onto
}

const artifact = { kind: 'text', role: 'Artifact', left: 0 } as const

function placeRunningHead({ sheet, company }: Plan, onto: Placed): number {
	const run = { size: grid.text, leading: grid.line }
	const place: PlacedText = { ...artifact, top: grid.top, width: grid.inner, runs: [] }
	const [name = ''] = company
	onto.parts.push(
		{ ...place, runs: [{ ...run, text: name, weight: 600, colour: readable(sheet.brandColour) }] },
		{ ...place, side: 'right', runs: [{ ...run, text: `${sheet.heading} ${sheet.number}`, colour: ink.quiet }] },
	)
	return grid.top + grid.runningHead
}

function placeFoot({ sheet, foot }: Plan, leaf: Leaf, onto: Placed): void {
	const run = { size: 7, leading: 9, colour: ink.quiet }
	const page = words(sheet.language).paper.page(leaf.number, leaf.of)
	const top = grid.height - 26 - foot.length * 9
	onto.parts.push(
		{ ...artifact, top, width: grid.inner - 50, runs: [{ ...run, text: foot.join('\n') }] },
		{ ...artifact, top, left: grid.inner - 48, width: 48, side: 'right', runs: [{ ...run, text: page }] },
	)
}
