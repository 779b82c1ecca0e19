import type { ShownChange } from './shown.ts'
import { type CardBody, day, money } from './subject.ts'

/** A change of a contract as a card shows it. */
export function cardOfChange(shown: ShownChange, currency: string): CardBody {
	const ends = shown.endsOn.filter(({ before, after }) => before !== after)
	return {
		facts: [{ name: 'effective_on', value: day(shown.effectiveOn) }],
		changes: [
			{
				name: 'month',
				before: money(BigInt(shown.month.before), currency),
				after: money(BigInt(shown.month.after), currency),
			},
			...ends.map(({ before, after }) => ({ name: 'ends_on' as const, before: day(before), after: day(after) })),
		],
		effect: shown.effect && {
			...{ minor: shown.effect.total, currency },
			lines: shown.effect.lines.map((line, index) => ({ ...line, part: shown.parts?.[index] ?? null })),
		},
		told: shown.told ?? [],
	}
}
