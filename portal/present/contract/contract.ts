import type { ContractPage } from '#core/contract/page.ts'
import type { ComingInvoice } from '#core/contract/preview.ts'
import type { Told } from '#core/contract/timeline.ts'
import type { DueWhy } from '#core/schedule/why.ts'
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
	/** The company's day. */
	today: string
	/** Says after which renewal an invoice comes, on pages that list them. */
	afterRenewal?: (day: string) => string
}

export function presentContract(
	{ notice, coming, lines: _lines, happened: _happened, ...page }: ContractPage,
	wanted: Wanted,
) {
	const { whole, today, inFull = coming.length, afterRenewal } = wanted
	const most = (on: string, index: number) =>
		on === whole ? Number.POSITIVE_INFINITY : index < inFull ? mostLinesInline : 0
	return {
		...page,
		notice: notice && {
			kind: notice.kind,
			endsOn: notice.endsOn.toString(),
			lastDay: notice.kind === 'renewed' ? notice.lastDay.toString() : null,
			months: notice.kind === 'renewed' ? notice.months : null,
		},
		time: timeOf({ ...page.contract, endsOn: page.goesOn ? null : page.contract.endsOn }, page.on, today),
		coming: coming.map((invoice, index) => ({
			...presentComing(invoice, most(invoice.on.toString(), index)),
			renewal: invoice.renewedOn ? afterRenewal?.(invoice.renewedOn.toString()) : undefined,
		})),
	}
}

/** No more days than these are on the slider. */
const mostDays = 60

/** Where one can go in time from the day shown: a month back and on, and days over the whole life of the contract. */
function timeOf({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, on: string, today: string) {
	const from = Temporal.PlainDate.from(startsOn)
	const here = Temporal.PlainDate.from(on)
	const ahead = Temporal.PlainDate.from(today < startsOn ? startsOn : today).add({ months: 24 })
	const last = endsOn === null ? ahead : Temporal.PlainDate.from(endsOn)
	const months = from.until(last, { largestUnit: 'months' }).months
	const step = Math.max(1, Math.ceil(months / mostDays))
	const days = Array.from({ length: Math.floor(months / step) + 1 }, (_, index) =>
		from.add({ months: index * step }).toString(),
	)
	const before = here.subtract({ months: 1 })
	const after = here.add({ months: 1 })
	return {
		today,
		days,
		index: Math.max(
			0,
			days.findLastIndex((day) => day <= on),
		),
		earlier: Temporal.PlainDate.compare(before, from) < 0 ? (on > startsOn ? startsOn : null) : before.toString(),
		later: endsOn !== null && after.toString() > endsOn ? (on < endsOn ? endsOn : null) : after.toString(),
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
						why: line.why as DueWhy,
					})),
	}
}

/** One more than fits on the page says that there are earlier ones. */
export function presentHappened(told: Told[], most: number): { list: Happened[]; before: string | null } {
	const list = told.slice(0, most).map(({ happenedAt, id, kind, by, who, number, facts }) => ({
		id,
		kind,
		at: happenedAt.toString(),
		by,
		who,
		number,
		facts: facts as Happened['facts'],
	}))
	return { list, before: told.length > most ? (list.at(-1)?.id ?? null) : null }
}
