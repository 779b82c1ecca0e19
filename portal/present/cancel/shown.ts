import type { ChangePreview } from '#core/amendment/change.ts'
import type { Cancellation } from '#core/amendment/find-cancellation.ts'
import type { DueWhy } from '#core/schedule/why.ts'
import type { Language } from '#portal/words/language.ts'
import { presentComing } from '../contract/contract.ts'

/** What leaving means, as a page takes it: days as ISO text, reasons in the reader's language. */
export type ShownCancellation = ReturnType<typeof presentCancellation>
export type ShownMoney = ReturnType<typeof moneyOf>
export type ShownOffer = ShownCancellation['offers'][number]

/** Of as many invoices as the preview looks ahead, the last is not known to be the last. */
const lookedAhead = 12

export function presentCancellation(found: Cancellation, language: Language) {
	const { contract, notice, noticeDays, ends, endsOn, reasonCode, reasons, cancel, undo, offers } = found
	return {
		...{ contract, noticeDays, ends, endsOn, reasonCode },
		notice: {
			kind: notice.kind,
			endsOn: notice.endsOn.toString(),
			lastDay: notice.kind === 'renewed' ? notice.lastDay.toString() : null,
		},
		reasons: reasons.map(({ code, labels }) => ({ code, label: labels[language] })),
		cancel: cancel && moneyOf(cancel),
		undo: undo && moneyOf(undo),
		offers: offers.map(({ id, told, preview }) => ({ id, told, ...moneyOf(preview) })),
	}
}

/** The money of a change: what is made on the day of asking, what comes after, and what that adds up to. */
function moneyOf({ seen, currency, effect, effectiveOn, recurring, coming }: ChangePreview) {
	return {
		...{ seen, currency, effectiveOn },
		monthMinor: { before: recurring.before.monthMinor, after: recurring.after.monthMinor },
		effect: effect && {
			on: effect.on,
			subtotalMinor: effect.subtotalMinor,
			taxMinor: effect.taxMinor,
			totalMinor: effect.totalMinor,
			count: effect.lines.length,
			lines: effect.lines.map((line, index) => ({
				key: String(index),
				description: line.description,
				periodFrom: line.periodFrom?.toString() ?? null,
				periodTo: line.periodTo?.toString() ?? null,
				netMinor: line.netMinor,
				why: line.why as DueWhy,
			})),
		},
		/** All that come when there is a last one; otherwise only the next few are known. */
		ends: coming.after.length < lookedAhead,
		after: withLines(coming.after),
	}
}

/** So many lines stand with the invoices they are on; of more, only sums. */
const mostLines = 60

function withLines(invoices: ChangePreview['coming']['after']) {
	let room = mostLines
	return invoices.map((invoice) => {
		const fits = invoice.lines.length <= room
		if (fits) room -= invoice.lines.length
		return presentComing(invoice, fits ? room + invoice.lines.length : 0)
	})
}
