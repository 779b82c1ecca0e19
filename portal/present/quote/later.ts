import type { Reduction } from '../contract/reductions.tsx'
import type { ShownPreview } from './shown.ts'

export type Later = { from: string; totalMinor: bigint }
type Rhythm = ShownPreview['recurring'][number]

/** What one rhythm comes to from later days on, where that is something else. */
export function laterOf(preview: ShownPreview, { intervalUnit, intervalCount, totalMinor }: Rhythm): Later[] {
	const same = (each: Rhythm) => each.intervalUnit === intervalUnit && each.intervalCount === intervalCount
	let before = totalMinor
	return preview.later.flatMap(({ from, recurring }) => {
		const now = recurring.find(same)?.totalMinor ?? 0n
		if (now === before) return []
		before = now
		return [{ from, totalMinor: now }]
	})
}

/** A discount of everything, as it is told. */
export function reductionOf(
	percent: string | null,
	monthMinor: bigint | null,
	days: { startsOn: string; endsOn: string | null },
): Parameters<typeof Reduction>[0]['of'] {
	if (percent !== null) return { ...days, id: '', kind: 'percent', percent }
	return { ...days, id: '', kind: 'amount', monthMinor: monthMinor ?? 0n }
}
