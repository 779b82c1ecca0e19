import type { Scope } from '../act.ts'
import { type CancelReason, findCancelReasons } from '../contract/cancel-reasons.ts'
import type { ContractState } from '../contract/state.ts'
import { seen } from '../field-right/seen.ts'
import { permit } from '../permit.ts'
import { findPlanned, type PlannedChange } from './find-planned.ts'
import { lineEnd, readStanding, type StandingDiscount, type StandingLine, stateInUse } from './standing.ts'

/** A line as staff may change it. Days are ISO dates, `endsOn` its own last day; quantities and prices exact decimals. */
export type ChangeableByStaff = Pick<
	StandingLine,
	'id' | 'planId' | 'unit' | 'description' | 'model' | 'serialNumber'
> & {
	quantity: string
	unitPrice: string
	discountPercent: string
	startsOn: string
	endsOn: string | null
}

export type FoundChangeable = {
	contract: {
		id: string
		number: string
		title: string
		customerId: string
		currency: string
		state: ContractState
		endsOn: string | null
		termMonths: number | null
	}
	lines: ChangeableByStaff[]
	/** How many lines match the search, of which the first are in `lines`. */
	found: number
	discounts: StandingDiscount[]
	paused: boolean
	reasons: CancelReason[]
	planned: PlannedChange[]
}

export type FindChangeable = {
	contractId: string
	search?: string | undefined
	/** Only these lines, where any are named. */
	lineIds?: readonly string[]
	limit: number
}

/** What of a contract in force staff can change, as it stands today. Refuses `not_found`. */
export async function findChangeable(
	scope: Scope,
	{ contractId, search = '', lineIds = [], limit }: FindChangeable,
): Promise<FoundChangeable> {
	permit(scope, 'contract.amend')
	const today = scope.today.toString()
	const { lines, discounts, pauses, ...contract } = await readStanding(scope, contractId)
	const wanted = new Set(lineIds)
	const asked = (line: StandingLine) => (wanted.size === 0 || wanted.has(line.id)) && matches(line, search)
	const here = lines.flatMap((line) => (asked(line) ? changeable(line, today) : []))
	const isOver = (endsOn: string | null) => endsOn !== null && endsOn < today
	const { state } = contract
	return {
		contract: seen(scope, 'contract', contract, state),
		lines: here.slice(0, limit).map((line) => seen(scope, 'line', line, state)),
		found: here.length,
		discounts: discounts.filter(({ startsOn, endsOn }) => !isOver(endsOn) && (endsOn ?? startsOn) >= startsOn),
		paused: pauses.some(({ startsOn, endsOn }) => !isOver(endsOn) && (endsOn ?? startsOn) >= startsOn),
		reasons: (await findCancelReasons(scope)).filter(({ active }) => active),
		planned: await findPlanned(scope, { contractId }),
	}
}

function changeable(line: StandingLine, today: string): ChangeableByStaff[] {
	const state = stateInUse(line, today) ?? line.states[0]
	const endsOn = lineEnd(line)
	if (!state || (endsOn !== null && (endsOn < today || endsOn < state.startsOn))) return []
	const { id, planId, unit, description, model, serialNumber } = line
	const { quantity, unitPrice, discountPercent, startsOn } = state
	return [
		{ id, planId, unit, description, model, serialNumber, quantity, unitPrice, discountPercent, startsOn, endsOn },
	]
}

function matches({ description, model, serialNumber }: StandingLine, search: string): boolean {
	const text = `${description} ${model} ${serialNumber}`.toLowerCase()
	return search
		.toLowerCase()
		.split(/\s+/)
		.every((word) => text.includes(word))
}
