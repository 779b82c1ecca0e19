import type { Scope } from '../act.ts'
import type { Card, FieldOf } from '../field-right/card-field.ts'
import { hiddenEverywhere, hiddenSomewhere, hiddenStates, isNarrowed } from '../field-right/rights.ts'
import type { Field, List, ListName } from './list.ts'

type Of = { [One in Card]: [of: One, field: FieldOf<One>] }[Card]

const ofContract: Record<string, Of> = {
	purchaseOrder: ['contract', 'purchaseOrder'],
	owner: ['contract', 'owner'],
	group: ['contract', 'owner'],
	objectBy: ['contract', 'notice'],
	noticeDays: ['contract', 'notice'],
	paymentDays: ['contract', 'paymentDays'],
	autopay: ['contract', 'autopay'],
	access: ['contract', 'access'],
	health: ['contract', 'health'],
	reason: ['contract', 'reason'],
	mrr: ['contract', 'recurring'],
	importKey: ['contract', 'importKey'],
}
const ofLine: Record<string, Of> = {
	quantity: ['line', 'quantity'],
	unitPrice: ['line', 'unitPrice'],
	discount: ['line', 'discount'],
	model: ['line', 'model'],
	serialNumber: ['line', 'serialNumber'],
	factoryNumber: ['line', 'factoryNumber'],
	owner: ['contract', 'owner'],
	group: ['contract', 'owner'],
}
const ofCustomer: Record<string, Of> = {
	email: ['customer', 'email'],
	phone: ['customer', 'phone'],
	street: ['customer', 'address'],
	postalCode: ['customer', 'address'],
	city: ['customer', 'address'],
	region: ['customer', 'address'],
	taxNumber: ['customer', 'taxNumber'],
	industry: ['customer', 'industry'],
	termDays: ['customer', 'paymentDays'],
	owner: ['customer', 'owner'],
	group: ['customer', 'owner'],
	importKey: ['customer', 'importKey'],
	mrr: ['contract', 'recurring'],
}
const { owner, group, purchaseOrder } = ofContract

/** What of each list is a field that rights are set for. */
const rightedFields: Partial<Record<ListName, Record<string, Of | undefined>>> = {
	...{ contracts: ofContract, 'supplier-contracts': ofContract, lines: ofLine },
	...{ customers: ofCustomer, suppliers: ofCustomer },
	invoices: { purchaseOrder, owner, group },
	equipment: { owner, group },
	instalments: { owner, group },
	contacts: { email: ofCustomer.email, phone: ofCustomer.phone, owner: ofCustomer.owner, group: ofCustomer.group },
	products: { price: ofLine.unitPrice },
	receipts: { owner: ofCustomer.owner, group: ofCustomer.group },
	'collection-cases': { owner: ofCustomer.owner, group: ofCustomer.group },
}

/**
 * A list as the actor may see it. What is hidden from them in every state is no field of it: a column, a filter, an order
 * or a saved view by it is refused as one that nobody knows. What is hidden in some states is empty in those.
 */
export function withSeenFields(scope: Scope, list: List): List {
	if (!isNarrowed(scope)) return list
	const fields = Object.entries(list.fields).flatMap(([name, field]): [string, Field][] => {
		const of = field.own ? ownOf(list, name) : rightedFields[list.name]?.[name]
		if (!of) return [[name, field]]
		const [card, right] = of
		// Customers and products have no state, and what is summed up over contracts cannot be told apart by theirs.
		const stateless = card === 'customer' || ['customers', 'suppliers', 'products', 'contacts'].includes(list.name)
		if (stateless ? hiddenSomewhere(scope, card, right) : hiddenEverywhere(scope, card, right)) return []
		return hiddenSomewhere(scope, card, right) ? [[name, inSeenStates(list, field, card, right)]] : [[name, field]]
	})
	return { ...list, fields: Object.fromEntries(fields) }
}

const ownCards: Partial<Record<ListName, Card>> = {
	...{ customers: 'customer', suppliers: 'customer', contracts: 'contract', 'supplier-contracts': 'contract' },
	lines: 'line',
}

function ownOf({ name }: List, field: string): [Card, string] | undefined {
	const card = ownCards[name]
	return card && [card, field]
}

function inSeenStates(list: List, field: Field, card: Card, right: string): Field {
	const inState = (part: NonNullable<Field['sql']>) => (scope: Scope) =>
		scope.sql`case when contract.state <> all(${hiddenStates(scope, card, right)}::text[]) then ${part(scope)} end`
	return {
		...field,
		sql: inState(field.sql),
		...(field.id ? { id: inState(field.id) } : {}),
		joins: [...(list.joins.contract ? ['contract'] : []), ...(field.joins ?? [])],
		optional: true,
	}
}
