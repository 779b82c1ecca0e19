import { dayOf, formatDay } from '../calendar.ts'
import type { Billable, FactRow } from '../invoice/billable.ts'
import { levelOn } from '../movement/level.ts'
import { type Notice, type NoticeTerms, noticeOn } from './notice.ts'
import type { ContractState } from './state.ts'

/** The terms of a contract that amendments change; their names are the keys of an amendment's `terms`. */
export type ContractAsOf = {
	endsOn: string | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
	untoldUntil?: string | null
}

export type TermsChange = { effectiveOn: string; recordedOn: string; terms: Record<string, [unknown, unknown]> }

/**
 * The terms as they were, or will be, on a day: from what they are now, every later amendment is taken back, the last
 * one first. An end and the length of terms are known from the day they were set. Without a day: as they are now.
 */
export function termsAsOf(now: ContractAsOf, amendments: readonly TermsChange[], on: string | undefined): ContractAsOf {
	if (on === undefined) return now
	const terms: Record<string, unknown> = { ...now }
	for (const { effectiveOn, recordedOn, terms: changed } of amendments.toReversed()) {
		for (const [name, [before]] of Object.entries(changed)) {
			const knownOn = name === 'endsOn' || name === 'termMonths' ? recordedOn : effectiveOn
			if (name in terms && knownOn > on) terms[name] = before
		}
	}
	return terms as ContractAsOf
}

/** A discount of the contract, or days on which nothing is charged. Days are ISO dates, `endsOn` the last. */
export type ContractReduction = {
	id: string
	startsOn: string
	endsOn: string | null
} & ({ kind: 'pause' } | { kind: 'percent'; percent: string } | { kind: 'amount'; monthMinor: bigint })

/** How a contract stands on a day, past or to come, as all that is settled today has it. */
export type OnDay = {
	/** The day lies after the last one of the contract, or before its first. */
	life: 'before' | 'within' | 'over'
	state: ContractState
	notice: Notice | null
	/** Discounts and pauses that hold on the day or are still to come then. */
	reductions: ContractReduction[]
	/** What it brings a month on the day, after discounts and before tax; reckoned for other days than today. */
	monthMinor: bigint | null
}

type Asked = {
	/** The day asked for, and the company's. */
	day: string
	today: string
	startsOn: string
	state: ContractState
	terms: ContractAsOf
	amendments: readonly TermsChange[]
	billable: Billable | undefined
	facts: readonly FactRow[]
}

const running: readonly ContractState[] = ['sent', 'signed', 'active', 'paused', 'ending']

export function standOn({ day, today, startsOn, terms, billable, facts, ...asked }: Asked): OnDay {
	const over = terms.endsOn !== null && day > terms.endsOn
	const reductions = reductionsOn(facts, day)
	const state = day === today ? asked.state : stateOn(asked, day, over, reductions)
	const lives = running.includes(state) && !over && state !== 'ending'
	return {
		life: over ? 'over' : day < startsOn ? 'before' : 'within',
		state,
		notice: lives ? noticeOn(noticeTerms(startsOn, terms), Temporal.PlainDate.from(day)) : null,
		reductions,
		monthMinor: billable && day !== today ? levelOn(billable.schedule, dayOf(Temporal.PlainDate.from(day))) : null,
	}
}

function stateOn(
	{ state, amendments }: Pick<Asked, 'state' | 'amendments'>,
	day: string,
	over: boolean,
	reductions: readonly ContractReduction[],
): ContractState {
	if (!['active', 'paused', 'ending', 'closed'].includes(state)) return state
	if (over) return 'closed'
	const noticed = amendments.findLast(({ terms, recordedOn }) => 'ending' in terms && recordedOn <= day)
	if (noticed?.terms.ending?.[1] === true) return 'ending'
	return reductions.some(({ kind, startsOn }) => kind === 'pause' && startsOn <= day) ? 'paused' : 'active'
}

/** Each as it was said last; what was taken back whole ends before it starts. */
function reductionsOn(facts: readonly FactRow[], day: string): ContractReduction[] {
	const latest = new Map<string, FactRow>()
	for (const fact of facts) {
		const known = latest.get(fact.id)
		if (!known || known.sequence <= fact.sequence) latest.set(fact.id, fact)
	}
	return [...latest.values()]
		.map(({ id, kind, startsOn, endsOn, percent, month }): ContractReduction => {
			const days = { id, startsOn: formatDay(startsOn), endsOn: endsOn === null ? null : formatDay(endsOn) }
			if (kind === 'pause') return { ...days, kind }
			return percent === null
				? { ...days, kind: 'amount', monthMinor: BigInt(month ?? '0') }
				: { ...days, kind: 'percent', percent }
		})
		.filter(({ startsOn, endsOn }) => endsOn === null || (endsOn >= day && endsOn >= startsOn))
		.sort((one, two) => one.startsOn.localeCompare(two.startsOn))
}

function noticeTerms(startsOn: string, terms: ContractAsOf): NoticeTerms {
	return {
		startsOn: Temporal.PlainDate.from(startsOn),
		endsOn: terms.endsOn === null ? null : Temporal.PlainDate.from(terms.endsOn),
		renewal: terms.renewal,
		termMonths: terms.termMonths,
		noticeDays: terms.noticeDays,
		untoldUntil: terms.untoldUntil ? Temporal.PlainDate.from(terms.untoldUntil) : null,
	}
}
