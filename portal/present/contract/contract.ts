import type { ContractPage } from '#core/contract/page.ts'
import type { ComingInvoice } from '#core/contract/preview.ts'
import type { Told } from '#core/contract/timeline.ts'
import type { Why } from '#core/schedule/why.ts'
import type { Happened } from '../happened.tsx'

/** A contract as its page takes it: days as ISO text, and of long invoices only their sums. */
export type ShownContract = ReturnType<typeof presentContract>
export type ShownComing = ReturnType<typeof presentComing>

/** An invoice to come with more lines than this has a page of its own. */
export const mostLinesInline = 12

type Wanted = {
	/** The day of an invoice to come that is wanted with all its lines, however many. */
	whole?: string | undefined
	/** How many of the invoices to come are wanted with their lines; the others have a page of their own. */
	inFull?: number
}

export function presentContract(
	{ notice, coming, lines: _lines, happened: _happened, ...page }: ContractPage,
	wanted: Wanted = {},
) {
	const { whole, inFull = coming.length } = wanted
	const most = (on: string, index: number) =>
		on === whole ? Number.POSITIVE_INFINITY : index < inFull ? mostLinesInline : 0
	return {
		...page,
		notice: notice && {
			kind: notice.kind,
			endsOn: notice.endsOn.toString(),
			lastDay: notice.kind === 'renewed' ? notice.lastDay.toString() : null,
		},
		coming: coming.map((invoice, index) => presentComing(invoice, most(invoice.on.toString(), index))),
	}
}

/** With its lines, or without them where there are more than `most`. */
export function presentComing(invoice: ComingInvoice, most: number) {
	return {
		on: invoice.on.toString(),
		subtotalMinor: invoice.subtotalMinor,
		taxMinor: invoice.taxMinor,
		totalMinor: invoice.totalMinor,
		count: invoice.lines.length,
		lines:
			invoice.lines.length > most
				? null
				: invoice.lines.map((line, index) => ({
						key: `${line.contractLineId} ${line.kind} ${line.periodFrom} ${index}`,
						description: line.description,
						periodFrom: line.periodFrom?.toString() ?? null,
						periodTo: line.periodTo?.toString() ?? null,
						netMinor: line.netMinor,
						why: line.why as Why,
					})),
	}
}

/** One more than fits on the page says that there are earlier ones. */
export function presentHappened(told: Told[], most: number): { list: Happened[]; before: string | null } {
	const list = told.slice(0, most).map(({ happenedAt, id, kind, by, number, facts }) => ({
		id,
		kind,
		at: happenedAt.toString(),
		by,
		number,
		facts: facts as Happened['facts'],
	}))
	return { list, before: told.length > most ? (list.at(-1)?.id ?? null) : null }
}
