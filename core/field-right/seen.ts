import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { type Card, type CardField, cardFields, cards, fieldsOf } from './card-field.ts'
import { hiddenFields, isNarrowed, sees, seesMoney } from './rights.ts'

type Bearer = Pick<Scope, 'actor' | 'company'>

/**
 * A row as the actor may see it: what stands in hidden fields of its card is nothing, of whatever kind it was. Pages leave
 * such fields out by `hiddenOf`; one that forgets to shows nothing more by it.
 */
export function seen<Row extends object>(bearer: Bearer, card: Card, row: Row, state: ContractState | null): Row {
	const hidden = new Set(hiddenKeys(bearer, card, state))
	if (hidden.size === 0) return row
	const entries = Object.entries(row).map(([key, value]) => [key, hidden.has(key) ? nothingOf(value) : value])
	return Object.fromEntries(entries) as Row
}

/** Names that hidden fields of a card have in rows. */
export function hiddenKeys(bearer: Bearer, card: Card, state: ContractState | null): string[] {
	const fields: Record<string, CardField> = cardFields[card]
	return hiddenFields(bearer, card, state).flatMap((field) => fields[field]?.keys ?? [])
}

/** Hidden fields of a contract in this state, of its lines and its customer, for pages: `line.model`. */
export function hiddenOf(bearer: Bearer, state: ContractState | null): string[] {
	return cards.flatMap((card) => hiddenFields(bearer, card, state).map((field) => `${card}.${field}`))
}

/** A line as the actor may see it, and what it is from a later day on. */
export function seenLine<Line extends { planned?: object | null }>(
	bearer: Bearer,
	line: Line,
	state: ContractState | null,
): Line {
	if (!isNarrowed(bearer)) return line
	// What it costs from a day on tells what it costs.
	return { ...seen(bearer, 'line', line, state), ...(seesMoney(bearer, state) ? {} : { planned: null }) }
}

/** Figures in what an event tells, by which money could be told. */
const tellsMoney = /(?:Minor|Price|Percent|percent|amount|total|price)$/
/** Kinds of events whose words name machines. */
const tellsMachines = /^(?:machine_request|telematics|equipment|gate_pass|delivery)\./

/** What an event tells, without what is hidden from the actor. */
export function seenFacts(
	bearer: Bearer,
	{ kind, state, facts }: { kind: string; state: ContractState | null; facts: Record<string, unknown> },
): Record<string, unknown> {
	if (!isNarrowed(bearer)) return facts
	const hidden = new Set(cards.flatMap((card) => hiddenKeys(bearer, card, state)))
	const machines = !sees(bearer, 'line', 'serialNumber', state) && tellsMachines.test(kind)
	if (machines) for (const key of ['text', 'machines', 'serialNumbers']) hidden.add(key)
	const money = seesMoney(bearer, state)
	return without(facts, (key) => hidden.has(key) || (!money && tellsMoney.test(key)))
}

function without(facts: Record<string, unknown>, isHidden: (key: string) => boolean): Record<string, unknown> {
	const kept = Object.entries(facts).filter(([key]) => !isHidden(key))
	return Object.fromEntries(kept.map(([key, value]) => [key, within(value, isHidden)]))
}

function within(value: unknown, isHidden: (key: string) => boolean): unknown {
	if (Array.isArray(value)) return value.map((one) => within(one, isHidden))
	return typeof value === 'object' && value !== null ? without({ ...value }, isHidden) : value
}

function nothingOf(value: unknown): unknown {
	if (typeof value === 'string') return ''
	if (typeof value === 'number') return 0
	if (typeof value === 'bigint') return 0n
	if (typeof value === 'boolean') return false
	return Array.isArray(value) ? [] : null
}

export function fieldNames(card: Card): string[] {
	return fieldsOf(card).map(([field]) => field)
}
