import type { ChangePreview } from '../amendment/change.ts'
import type { ToldChange } from '../amendment/tell-change.ts'
import { partInChange, type Why } from '../schedule/why.ts'
import type { CardLine } from './subject.ts'

/** What of a change is shown to those who decide it, and kept with their decision. Amounts are minor units as text. */
export type ShownChange = {
	effectiveOn: string
	direction: 'more' | 'less' | 'same'
	/** What is billed, or credited, at once; null when nothing is. */
	effect: {
		subtotal: string
		tax: string
		total: string
		lines: Omit<CardLine, 'part'>[]
	} | null
	/** A month of what recurs, before tax. */
	month: { before: string; after: string }
	/** The next whole period with its tax. */
	next: { before: string | null; after: string | null }
	endsOn: { before: string | null; after: string | null }[]
	/** The change in names, as it was told when it was asked for; not in the fingerprint. */
	told?: ToldChange[]
	/** Of each line of the effect, which side of the change it is; not in the fingerprint. */
	parts?: ReturnType<typeof partInChange>[]
}

export function shownOf(preview: ChangePreview): ShownChange {
	const { effect, recurring, parts } = preview
	return {
		effectiveOn: preview.effectiveOn,
		direction: preview.direction,
		effect: effect && {
			subtotal: String(effect.subtotalMinor),
			tax: String(effect.taxMinor),
			total: String(effect.totalMinor),
			lines: effect.lines.map((line) => ({
				description: line.description,
				from: line.periodFrom?.toString() ?? null,
				to: line.periodTo?.toString() ?? null,
				net: String(line.netMinor),
				tax: String(line.taxMinor),
			})),
		},
		month: { before: String(recurring.before.monthMinor), after: String(recurring.after.monthMinor) },
		next: {
			before: recurring.before.next && String(recurring.before.next.totalMinor),
			after: recurring.after.next && String(recurring.after.next.totalMinor),
		},
		endsOn: parts.map((part) => part.endsOn),
	}
}

/** Which side of the change each line of its effect is. */
export function partsOf({ effect }: ChangePreview): NonNullable<ShownChange['parts']> {
	return effect?.lines.map(({ why }) => partInChange(why as Why)) ?? []
}
