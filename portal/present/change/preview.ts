import type { ChangeInvoice, ChangePreview } from '#core/amendment/change.ts'
import type { DueWhy } from '#core/schedule/why.ts'

/** A preview as a page takes it: days as ISO text, the next invoices beside each other by day. */
export type ShownPreview = ReturnType<typeof presentPreview>

export function presentPreview({ change: _, effect, coming, parts, ...preview }: ChangePreview) {
	return {
		...preview,
		notices: parts.flatMap(({ contractId, notice, title, number }) =>
			notice?.kind === 'renewed'
				? [{ contractId, lastDay: notice.lastDay.toString(), name: parts.length > 1 ? title || number : '' }]
				: [],
		),
		effect: effect && presentEffect(effect),
		coming: beside(coming),
		parts: parts.map(({ notice: _, ...part }) => ({ ...part, effect: part.effect && presentEffect(part.effect) })),
	}
}

function presentEffect(effect: ChangeInvoice) {
	return {
		kind: effect.kind,
		on: effect.on,
		subtotalMinor: effect.subtotalMinor,
		taxMinor: effect.taxMinor,
		totalMinor: effect.totalMinor,
		lines: effect.lines.map((line, index) => ({
			key: String(index),
			description: line.description,
			periodFrom: line.periodFrom?.toString() ?? null,
			periodTo: line.periodTo?.toString() ?? null,
			netMinor: line.netMinor,
			why: line.why as DueWhy,
		})),
	}
}

type Beside = { on: string; beforeMinor: bigint | null; afterMinor: bigint | null }

/** The invoices to come as they are and as they would be, each day once. */
function beside({ before, after }: ChangePreview['coming']): Beside[] {
	const days = new Map<string, Beside>()
	const at = (on: string) => {
		const day = days.get(on) ?? { on, beforeMinor: null, afterMinor: null }
		days.set(on, day)
		return day
	}
	for (const { on, totalMinor } of before) {
		const day = at(on.toString())
		day.beforeMinor = (day.beforeMinor ?? 0n) + totalMinor
	}
	for (const { on, totalMinor } of after) {
		const day = at(on.toString())
		day.afterMinor = (day.afterMinor ?? 0n) + totalMinor
	}
	return [...days.values()].sort((one, two) => one.on.localeCompare(two.on))
}
