import { parseDay } from '../calendar.ts'
import type { BillableRows, EndRow, FactRow, StateRow } from '../invoice/billable.ts'
import type { PlannedAmendment, PlannedLine } from './planned.ts'
import { type ContractStanding, standingLine } from './standing.ts'

/** The rows that billing reads, as they would be once the amendment is written today. */
export function withPlanned(
	rows: BillableRows,
	planned: PlannedAmendment,
	standing: ContractStanding,
	today: string,
): BillableRows {
	const { contractId } = planned
	const sequence = standing.sequence + 1
	const recordedOn = parseDay(today)
	const dueFrom = Math.max(parseDay(planned.knownFrom), recordedOn)
	const contracts = rows.contracts.map((contract) => {
		if (contract.id !== contractId) return contract
		const { billedThrough, billAgainFrom } = contract
		const isAgain = billedThrough !== null && billedThrough >= dueFrom
		const { endsOn, state = contract.state, termMonths = contract.termMonths } = planned.contract
		return {
			...{ ...contract, state, termMonths },
			billedThrough: billedThrough === null ? null : Math.min(billedThrough, dueFrom - 1),
			billAgainFrom: isAgain ? Math.min(billAgainFrom ?? dueFrom, dueFrom) : billAgainFrom,
			endsOn: endsOn === undefined ? contract.endsOn : dayOrNull(endsOn),
		}
	})
	const facts: FactRow[] = [
		...planned.discounts.map((discount) => ({ ...discount, kind: 'discount' as const })),
		...planned.pauses.map((pause) => ({ ...pause, kind: 'pause' as const, percent: null, monthMinor: null })),
	].map(({ id, kind, startsOn, endsOn, percent, monthMinor }) => ({
		contractId,
		id,
		kind,
		sequence,
		recordedOn,
		startsOn: parseDay(startsOn),
		endsOn: dayOrNull(endsOn),
		percent,
		month: monthMinor === null ? null : String(monthMinor),
	}))
	const ends: EndRow[] = planned.terms.endsOn
		? [
				{
					contractId,
					knownOn: recordedOn,
					before: dayOrNull(planned.terms.endsOn[0]),
					end: dayOrNull(planned.terms.endsOn[1]),
				},
			]
		: []
	return {
		...rows,
		contracts,
		states: inOrder([...rows.states, ...statesOf(planned, standing, sequence, recordedOn)], standing, planned),
		facts: [...rows.facts, ...facts],
		ends: [...rows.ends, ...ends],
	}
}

function statesOf(
	planned: PlannedAmendment,
	standing: ContractStanding,
	sequence: number,
	recordedOn: number,
): StateRow[] {
	const { contractId } = planned
	const head = { contractId, sequence, recordedOn }
	const changed = planned.states.flatMap((state): StateRow[] => {
		const line = standingLine(standing, state.lineId)
		if (!line) return []
		return [{ ...head, lineId: line.id, ...factsOf(line), ...valuesOf(state) }]
	})
	const added = planned.added.flatMap((line): StateRow[] =>
		[line, ...(line.later ?? []).map((state) => ({ ...line, ...state }))].map((state) => ({
			...{ ...head, lineId: line.key, ...factsOf(line), ...cameWith(line), ...valuesOf(state) },
		})),
	)
	return [...changed, ...added]
}

type Facts = Pick<StateRow, 'description' | 'model' | 'serialNumber' | 'unit' | 'taxClass'> & {
	names?: StateRow['names']
	interval: { unit: 'day' | 'week' | 'month' | 'year'; count: number } | null
	freeDays?: number | undefined
}

function factsOf({ description, names, model, serialNumber, unit, taxClass, interval, freeDays }: Facts) {
	return {
		...{ description, names, model, serialNumber, unit, taxClass, freeDays: freeDays ?? 0 },
		intervalUnit: interval?.unit ?? null,
		intervalCount: interval?.count ?? null,
	}
}

function cameWith({ anchorOn, carried }: PlannedLine) {
	if (!anchorOn) return {}
	return {
		anchorOn: parseDay(anchorOn),
		carriedUntil: carried ? parseDay(carried.until) : null,
		carriedMinor: carried ? String(carried.minor) : null,
	}
}

type Values = Pick<StateRow, 'quantity' | 'unitPrice' | 'discountPercent'> & {
	effectiveOn: string
	startsOn: string
	endsOn: string | null
}

function valuesOf({ effectiveOn, startsOn, endsOn, quantity, unitPrice, discountPercent }: Values) {
	return {
		effectiveOn: parseDay(effectiveOn),
		startsOn: parseDay(startsOn),
		endsOn: dayOrNull(endsOn),
		...{ quantity, unitPrice, discountPercent },
	}
}

/** By line and the order of recording, as they are read; new lines come last. */
function inOrder(rows: StateRow[], standing: ContractStanding, planned: PlannedAmendment): StateRow[] {
	const place = new Map(
		[...standing.lines.map(({ id }) => id), ...planned.added.map(({ key }) => key)].map((id, at) => [id, at]),
	)
	return rows.sort(
		(one, two) =>
			(place.get(one.lineId) ?? 0) - (place.get(two.lineId) ?? 0) ||
			one.sequence - two.sequence ||
			one.effectiveOn - two.effectiveOn,
	)
}

function dayOrNull(day: unknown): number | null {
	return typeof day === 'string' ? parseDay(day) : null
}
