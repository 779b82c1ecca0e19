import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { type Card, type CardField, cardFields, fieldsOf } from './card-field.ts'
import { hiddenFields, isNarrowed } from './rights.ts'

type Bearer = Pick<Scope, 'actor' | 'company'>

/**
 * A row as the actor may see it: what stands in hidden fields of its card is nothing, of whatever kind it was. Pages leave
 * such fields out by their names, see `cardRights`; nobody who forgets to shows more than nothing.
 */
export function seen<Row extends object>(bearer: Bearer, card: Card, row: Row, state: ContractState | null): Row {
	const hidden = new Set(hiddenKeys(bearer, card, state))
	if (hidden.size === 0) return row
	const entries = Object.entries(row).map(([key, value]) => [key, hidden.has(key) ? nothingOf(value) : value])
	return Object.fromEntries(entries) as Row
}

/** Names that hidden fields of a card have in rows. */
export function hiddenKeys(bearer: Bearer, card: Card, state: ContractState | null): string[] {
	if (!isNarrowed(bearer)) return []
	const fields: Record<string, CardField> = cardFields[card]
	return hiddenFields(bearer, card, state).flatMap((field) => fields[field]?.keys ?? [])
}

function nothingOf(value: unknown): unknown {
	if (typeof value === 'string') return ''
	if (typeof value === 'number') return 0
	if (typeof value === 'bigint') return 0n
	if (typeof value === 'boolean') return false
	return Array.isArray(value) ? [] : null
}

/** What pages ask before they show or offer a field: those that are not there, and those that may be looked at alone. */
export type CardRights = { hidden: string[]; locked: string[] }

export function fieldNames(card: Card): string[] {
	return fieldsOf(card).map(([field]) => field)
}
