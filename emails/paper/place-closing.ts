import { grid, ink } from './grid.ts'
import { placeBlock } from './place-head.ts'
import type { Placed, PlacedText, Run } from './placed.ts'
import { type Plan, sumsHeight } from './plan.ts'
import type { Sum } from './sheet.ts'

/** What closes a paper: how to pay and notes on the left, the sums on the right. Returns where it ends. */
export function placeClosing(plan: Plan, start: number, onto: Placed): number {
	const top = start + grid.gap
	if (plan.sheet.sums.length > 0) placeSums(plan, top, onto)
	let below = top
	for (const block of plan.blocks) {
		onto.parts.push(...placeBlock(block, 0, below))
		below += block.height + 10
	}
	const end = Math.max(below, top + sumsHeight(plan.sheet.sums.length))
	const { drawing, code } = plan.sheet
	const drawn = drawing ? placeDrawing(drawing, end, onto) : end
	return code ? placeCode(code, drawn, onto) : drawn
}

/** A signature over a line, with its label under it. */
function placeDrawing({ label, path }: NonNullable<Plan['sheet']['drawing']>, top: number, onto: Placed): number {
	const width = (grid.drawing - 2 * grid.gap) * 3
	onto.strokes = { left: 0, top: top + grid.gap / 2, width, path }
	const line = top + grid.drawing - grid.gap
	onto.rules.push({ top: line, left: 0, width })
	const runs: Run[] = [{ text: label, size: grid.small, leading: grid.line, colour: ink.quiet }]
	onto.parts.push({ kind: 'text', role: 'P', left: 0, top: line + 3, width, runs })
	return top + grid.drawing
}

/** A code over its label. */
function placeCode({ label, rows }: NonNullable<Plan['sheet']['code']>, start: number, onto: Placed): number {
	const top = start + grid.gap
	onto.code = { left: 0, top, width: grid.code, rows }
	const runs: Run[] = [{ text: label, size: grid.text, leading: grid.line, weight: 600 }]
	onto.parts.push({ kind: 'text', role: 'P', left: 0, top: top + grid.code + 6, width: grid.inner, runs })
	return top + grid.code + grid.codeLabel
}

function placeSums({ sheet, sums }: Plan, top: number, onto: Placed): void {
	const left = grid.inner - sums
	const strong = (index: number) => sheet.sums[index]?.weight === 'strong'
	const leading = (index: number) => grid.sum + (strong(index + 1) ? grid.sumGap : strong(index) ? 3 : 0)
	const runs = (pick: (sum: Sum) => string): Run[] =>
		sheet.sums.map((sum, index) => {
			const run = { text: pick(sum) + (index < sheet.sums.length - 1 ? '\n' : ''), leading: leading(index) }
			return sum.weight === 'strong' ? { ...run, size: 10.5, weight: 600 } : { ...run, size: grid.text }
		})
	let at = top
	for (const [index, sum] of sheet.sums.entries()) {
		if (sum.weight === 'strong') onto.rules.push({ top: at - 5, left, width: sums })
		at += leading(index)
	}
	const text = { kind: 'text', role: 'P', top } as const
	onto.parts.push({
		kind: 'columns',
		role: 'Pairs',
		heads: [],
		headRole: 'Artifact',
		columns: [
			{ ...text, left, width: sums, runs: runs(({ label }) => label) },
			{ ...text, left, width: sums, side: 'right', runs: runs(({ value }) => value) },
		],
		rows: sheet.sums.map(() => ({ lines: 1, gap: 0 })),
	})
}

/** Texts too long to stand beside the sums. */
export function placeTerms(lines: string[], top: number): PlacedText {
	const runs: Run[] = [{ text: lines.join('\n'), size: grid.text, leading: grid.line, colour: ink.quiet }]
	return { kind: 'text', role: 'P', left: 0, top: top + grid.line, width: grid.inner, runs }
}
