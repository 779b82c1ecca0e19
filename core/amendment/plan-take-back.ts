import { compare, parseDecimal } from '../decimal.ts'
import { refuse } from '../refusal.ts'
import { dayBefore, type Ground, isBound, later } from './ground.ts'
import type { DatedLineState } from './line-states.ts'
import { type PlannedAmendment, plannedFor } from './planned.ts'
import type { PlannedEnd } from './planned-end.ts'
import type { PlannedItem } from './planned-items.ts'
import { setFrom } from './set-from.ts'
import { touchLines } from './touched-lines.ts'

/**
 * Leaves undone what an amendment has planned for days to come: what was said before goes on. A customer takes back only
 * what their side planned. Refuses `contract.nothing_changes` when nothing of it is to come any more.
 */
export function planTakeBack(ground: Ground, sequence: number): PlannedAmendment {
	const { standing, today } = ground
	const items = ground.planned.filter((item) => item.sequence === sequence)
	const [first] = items
	if (!first) refuse('contract.nothing_changes', { number: standing.number })
	if (isBound(ground) && !first.byCustomer) refuse('change.not_allowed', { access: standing.access })
	const facts = items.some(({ kind }) => kind === 'pause' || kind === 'pause_ends') ? 'pause' : 'discount'
	const isOfLines = items.some(({ kind }) => kind === 'step' || kind === 'line' || kind === 'line_end')
	const end = items.find((item) => item.kind === 'contract_end')
	const kind = end ? (end.noticed ? 'end' : 'change') : isOfLines ? 'change' : facts
	const planned = plannedFor(standing.id, kind, first.on)
	// Ends of lines are known from the day they are set, and so is that there is none.
	if (end || items.some((item) => item.kind === 'line_end')) planned.knownFrom = today
	if (end) takeEndBack(planned, standing, end)
	const lines = touchLines(standing)
	for (const item of items) {
		switch (item.kind) {
			case 'step': {
				const line = lines.get(item.after.lineId)
				if (line) lines.set(line, withoutStep(line.states, item))
				break
			}
			case 'line': {
				const line = lines.get(item.state.lineId)
				if (line) lines.set(line, setFrom(line, item.on, null, { endsOn: dayBefore(item.on) }))
				break
			}
			case 'line_end': {
				const line = lines.get(item.lineId)
				const startsOn = line?.states[0]?.startsOn ?? today
				if (line) lines.set(line, setFrom(line, later(today, startsOn), null, { endsOn: item.before }))
				break
			}
			case 'discount':
			case 'discount_ends': {
				const discount = standing.discounts.find(({ id }) => id === item.id)
				const endsOn = item.kind === 'discount' ? dayBefore(item.startsOn) : item.before
				if (discount) planned.discounts.push({ ...discount, endsOn })
				break
			}
			case 'pause':
			case 'pause_ends': {
				const pause = standing.pauses.find(({ id }) => id === item.id)
				const endsOn = item.kind === 'pause' ? dayBefore(item.startsOn) : item.before
				if (pause) planned.pauses.push({ ...pause, endsOn })
			}
		}
	}
	planned.states = lines.states()
	return planned
}

/** The contract ends as it would have: notice that another term had taken away is given again. */
function takeEndBack(
	planned: PlannedAmendment,
	standing: Ground['standing'],
	{ before, termMonths, noticed }: PlannedEnd,
): void {
	planned.terms = { endsOn: [standing.endsOn, before] }
	planned.contract.endsOn = before
	if (termMonths) {
		planned.terms.termMonths = [standing.termMonths, termMonths[0]]
		planned.contract.termMonths = termMonths[0]
	}
	if (!noticed) return
	planned.terms.ending = [false, true]
	planned.terms.endBefore = [null, noticed.endsOn]
	planned.contract = { ...planned.contract, state: 'ending', cancelReason: noticed.reason }
}

/** What the step changed is from its day on as before it, until another step says otherwise. */
function withoutStep(
	states: readonly DatedLineState[],
	{ fields, before, after }: Extract<PlannedItem, { kind: 'step' }>,
): DatedLineState[] {
	const from = states.findIndex(({ effectiveOn }) => effectiveOn === after.effectiveOn)
	const later = states.slice(from).map((state) => ({ ...state }))
	const stands = states[from - 1] ?? before
	for (const field of fields) {
		for (const state of later) {
			if (!isEqual(state[field], after[field])) break
			state[field] = stands[field]
		}
	}
	const [first] = later
	// What was in use early is not any more.
	if (first && fields.includes('quantity')) first.inUseOn = null
	return later
}

const isEqual = (one: string, other: string) => compare(parseDecimal(one), parseDecimal(other)) === 0
