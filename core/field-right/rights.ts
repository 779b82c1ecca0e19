import type { Actor, Scope } from '../act.ts'
import type { Company } from '../company/read.ts'
import type { ContractState } from '../contract/state.ts'
import type { Action } from '../permit.ts'
import { type Access, type Card, cardFields, type FieldRight, fieldsOf, rightedStates } from './card-field.ts'

type Bearer = Pick<Scope, 'actor' | 'company'>

/** A role's rights, looked up once for as long as the company's settings are the same. */
type Rights = { said: ReadonlyMap<string, Access>; withheld: ReadonlySet<Action> }
const known = new WeakMap<readonly FieldRight[], Map<string, Rights>>()

function rightsOf({ fieldRights }: Pick<Company, 'fieldRights'>, role: string): Rights {
	const ofRoles = known.get(fieldRights) ?? new Map<string, Rights>()
	known.set(fieldRights, ofRoles)
	const rights = ofRoles.get(role) ?? gather(fieldRights.filter((right) => right.role === role))
	ofRoles.set(role, rights)
	return rights
}

function gather(rights: readonly FieldRight[]): Rights {
	const said = new Map(rights.map(({ card, field, state, access }) => [`${card}.${field}.${state ?? ''}`, access]))
	const hidden = rights.filter(({ access }) => access === 'hidden')
	const withheld = hidden.flatMap(
		({ card, field }) => fieldsOf(card).find(([name]) => name === field)?.[1].withholds ?? [],
	)
	// A file says everything of a card at once, and is shown beside what is there.
	const imports: Action[] = rights.some(({ access }) => access !== 'edited') ? ['import.run'] : []
	// In the channel of no team cards and alerts are whole: who makes one hear of them would read there what is hidden.
	const places: Action[] = hidden.length > 0 ? ['chat.place'] : []
	return { said, withheld: new Set([...withheld, ...imports, ...places]) }
}

/** The actor as they are in this company: without what their role cannot do unless it sees what is hidden from it. */
export function withRights(actor: Actor, company: Company): Actor {
	if (actor.kind !== 'staff' || company.fieldRights.length === 0) return actor
	const { withheld } = rightsOf(company, actor.role)
	return withheld.size === 0 ? actor : { ...actor, withheld }
}

/** Whether any field is hidden from the actor, or theirs to see alone. */
export function isNarrowed({ actor, company }: Bearer): boolean {
	return actor.kind === 'staff' && company.fieldRights.length > 0 && rightsOf(company, actor.role).said.size > 0
}

/** What the actor may do with a field of a card, beside what they may do at all. */
export function accessTo(bearer: Bearer, card: Card, field: string, state: ContractState | null): Access {
	const { actor, company } = bearer
	if (actor.kind !== 'staff' || !isNarrowed(bearer)) return 'edited'
	const { said } = rightsOf(company, actor.role)
	return said.get(`${card}.${field}.${state ?? ''}`) ?? said.get(`${card}.${field}.`) ?? 'edited'
}

/** Whether the actor may see a field of a card whose contract is in this state; of one whose state is not known, in every state. */
export function sees(bearer: Bearer, card: Card, field: string, state: ContractState | null): boolean {
	if (!isNarrowed(bearer)) return true
	const states = state === null && card !== 'customer' ? rightedStates : [state]
	return states.every((one) => accessTo(bearer, card, field, one) !== 'hidden')
}

/** The states in which a field is hidden; of a customer's, none or all. */
export function hiddenStates(bearer: Bearer, card: Card, field: string): ContractState[] {
	return isNarrowed(bearer) ? rightedStates.filter((state) => !sees(bearer, card, field, state)) : []
}

/** Whether a field is hidden from the actor in any state: for what is told of many contracts at once. */
export const hiddenSomewhere = (bearer: Bearer, card: Card, field: string) =>
	hiddenStates(bearer, card, field).length > 0

/** Whether it is hidden in every state: then to the actor there is no such field. */
export const hiddenEverywhere = (bearer: Bearer, card: Card, field: string) =>
	hiddenStates(bearer, card, field).length === rightedStates.length

/** Fields whose hiding hides money: with one of them, the others and their sums could be worked out. */
const money = [
	['line', 'quantity'],
	['line', 'unitPrice'],
	['line', 'discount'],
	['contract', 'discount'],
] as const

/** Whether the actor may see what lines of a contract in this state come to. */
export const seesMoney = (bearer: Bearer, state: ContractState | null) =>
	money.every(([card, field]) => sees(bearer, card, field, state))

/** Names of the fields of a card that are hidden from the actor in this state, those of the company's own included. */
export function hiddenFields(bearer: Bearer, card: Card, state: ContractState | null): string[] {
	if (!isNarrowed(bearer)) return []
	const own = new Set(bearer.company.fieldRights.flatMap((right) => (right.card === card ? [right.field] : [])))
	return [...new Set([...Object.keys(cardFields[card]), ...own])].filter((field) => !sees(bearer, card, field, state))
}
