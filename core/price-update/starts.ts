import { endsByNotice, type NoticeTerms, noticeOn } from '../contract/notice.ts'
import type { ContractState } from '../contract/state.ts'
import { type PriceRule, termsIn } from './rule.ts'

/** Why a line is left out. */
export type Excluded =
	| 'fixed_price'
	| 'in_notice'
	| 'ends'
	| 'notice_too_short'
	| 'not_up'
	| 'same'
	| 'no_price'
	| 'planned'
	| 'refused'
	/** Somebody would have to agree to it on the contract alone. */
	| 'approval'

export type Startable = NoticeTerms & {
	state: ContractState
	pricesFixedThrough: Temporal.PlainDate | null
	/** When it is billed next, and how often the line is. */
	nextDueOn: Temporal.PlainDate | null
	interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number }
	country: string
}

/**
 * The day from which a line has its new price. By renewal that is the first day of the next term for which the customer can
 * still give notice; a contract without terms has it from a billing period whose beginning they can leave before.
 */
export function effectiveDay(
	contract: Startable,
	rule: PriceRule,
	today: Temporal.PlainDate,
): Temporal.PlainDate | Excluded {
	if (contract.state === 'ending') return 'in_notice'
	const earliest = today.add({ days: termsIn(rule, contract.country).noticeDays })
	const on = rule.starts.at === 'day' ? Temporal.PlainDate.from(rule.starts.on) : nextStart(contract, earliest, today)
	if (on === null) return 'ends'
	if (isBefore(on, earliest)) return 'notice_too_short'
	if (contract.renewal !== 'tacit' && contract.endsOn && isBefore(contract.endsOn, on)) return 'ends'
	if (contract.pricesFixedThrough && !isBefore(contract.pricesFixedThrough, on)) return 'fixed_price'
	return isBefore(on, contract.startsOn) ? contract.startsOn : on
}

/** Between the letter and the last day on which the customer can give notice, at least. */
const daysToDecide = 14

/** Null where it ends by itself. */
function nextStart(
	contract: Startable,
	earliest: Temporal.PlainDate,
	today: Temporal.PlainDate,
): Temporal.PlainDate | null {
	// Who is written to today has time to make up their mind, and can then still leave before.
	const decided = today.add({ days: daysToDecide })
	const notice = noticeOn(contract, decided)
	if (notice.kind === 'fixed') return null
	if (notice.kind === 'renewed') {
		const starts = endsByNotice(contract, decided, 1 + 731).map((end) => end.add({ days: 1 }))
		return starts.find((start) => !isBefore(start, earliest)) ?? null
	}
	const free = notice.endsOn.add({ days: 1 })
	const wanted = isBefore(free, earliest) ? earliest : free
	const { unit, count } = contract.interval
	const first = contract.nextDueOn ?? contract.startsOn
	for (let periods = 0; ; periods++) {
		const start = first.add({ [`${unit}s`]: count * periods })
		if (!isBefore(start, wanted)) return start
	}
}

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0
