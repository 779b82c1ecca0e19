import type { ChangeInvoice, ChangePreview } from '#core/amendment/change.ts'
import type { ComingInvoice } from '#core/contract/preview.ts'
import type { DueWhy } from '#core/schedule/why.ts'
import { presentComing, type ShownComing } from '../contract/contract.ts'

/** A preview as a page takes it: days as ISO text, the next invoices beside each other by day. */
export type ShownPreview = ReturnType<typeof presentPreview>

export type PreviewWanted = {
	/** So many lines stand with the invoices they are on; of more, invoices are opened one by one. */
	lines?: number
	/** The day of the invoice that is opened with all its lines, however many. */
	whole?: string | null
	/** Says after which renewal an invoice comes. */
	afterRenewal: (day: string) => string
}

export function presentPreview({ change: _, effect, coming, parts, ...preview }: ChangePreview, wanted: PreviewWanted) {
	return {
		...preview,
		notices: parts.flatMap(({ contractId, notice, title, number }) =>
			notice?.kind === 'renewed'
				? [{ contractId, lastDay: notice.lastDay.toString(), name: parts.length > 1 ? title || number : '' }]
				: [],
		),
		effect: effect && presentEffect(effect),
		coming: beside(coming, wanted),
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

/** An invoice to come as it is and as it would be; where both say the same, `after` stands for both. */
export type Beside = {
	on: string
	same: boolean
	before: ShownComing | null
	after: ShownComing | null
	renewal?: string
	/** Asked for with all its lines: open from the first. */
	asked?: true
}

/** The invoices to come as they are and as they would be, each day once. */
function beside(
	{ before, after }: ChangePreview['coming'],
	{ lines = 60, whole, afterRenewal }: PreviewWanted,
): Beside[] {
	const [was, becomes] = [byDay(before), byDay(after)]
	let room = lines
	const shown = (invoice: ComingInvoice | undefined) => {
		if (!invoice) return null
		const fits = invoice.lines.length <= room || invoice.on.toString() === whole
		if (fits) room -= invoice.lines.length
		return presentComing(invoice, fits ? Number.POSITIVE_INFINITY : 0)
	}
	return [...new Set([...was.keys(), ...becomes.keys()])].sort().map((on) => {
		const [one, two] = [was.get(on), becomes.get(on)]
		const same = one !== undefined && two !== undefined && textOf(one) === textOf(two)
		const renewedOn = (two ?? one)?.renewedOn
		return {
			...{ on, same, after: shown(two), before: same ? null : shown(one) },
			...(on === whole && { asked: true as const }),
			...(renewedOn && { renewal: afterRenewal(renewedOn.toString()) }),
		}
	})
}

function byDay(invoices: readonly ComingInvoice[]): Map<string, ComingInvoice> {
	const days = new Map<string, ComingInvoice>()
	for (const invoice of invoices) {
		const on = invoice.on.toString()
		const first = days.get(on)
		days.set(on, first ? together(first, invoice) : invoice)
	}
	return days
}

function together(one: ComingInvoice, other: ComingInvoice): ComingInvoice {
	return {
		...one,
		lines: [...one.lines, ...other.lines],
		subtotalMinor: one.subtotalMinor + other.subtotalMinor,
		taxMinor: one.taxMinor + other.taxMinor,
		totalMinor: one.totalMinor + other.totalMinor,
	}
}

function textOf({ lines }: ComingInvoice): string {
	return lines
		.map(({ description, periodFrom, periodTo, netMinor, taxMinor, quantity }) =>
			[description, periodFrom, periodTo, netMinor, taxMinor, quantity].join(),
		)
		.join('\n')
}
