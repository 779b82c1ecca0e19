import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { type Card, cardFields, type FieldRight } from './card-field.ts'
import { hiddenStates, isNarrowed } from './rights.ts'

/** Columns in which words stand, by the card and the field that they are of. */
const columns: [card: Card, field: string, columns: string[]][] = [
	['contract', 'purchaseOrder', ['contract.purchase_order']],
	['contract', 'importKey', ['contract.import_key']],
	['line', 'model', ['line.model']],
	['line', 'serialNumber', ['line.serial_number']],
	['line', 'factoryNumber', ['line.factory_number']],
	['customer', 'email', ['customer.email']],
	['customer', 'industry', ['customer.industry']],
	['customer', 'importKey', ['customer.import_key']],
	['customer', 'phone', ['party.phone']],
	['customer', 'address', ['party.street', 'party.city', 'party.postal_code']],
	['customer', 'taxNumber', ['party.tax_number']],
]

/**
 * A condition on `document`, beginning with `and`: none of the words stands in a field of its contract, its lines or its
 * customer that is hidden from the actor. A file that says what a field hides is not found by it.
 */
export function saysNothingHidden(scope: Scope, words: readonly string[]): Fragment {
	const { sql } = scope
	if (!isNarrowed(scope)) return sql``
	const parts = [...columns.flatMap((one) => partsOf(scope, one)), ...ownParts(scope)]
	if (parts.length === 0) return sql``
	const text = parts.reduce((before, part) => sql`${before}, ${part}`)
	const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
	return sql`and not exists (
		select from contract right join (values (1)) as one (one) on contract.id = document.contract_id
			left join contract_line as line on line.contract_id = contract.id
			left join customer on customer.id = coalesce(document.customer_id, contract.customer_id)
			left join billing_party as party on party.id = customer.billing_party_id
		where plain_text(concat_ws(' ', ${text})) like any (select plain_text(pattern) from unnest(${patterns}::text[]) as pattern))`
}

function partsOf(scope: Scope, [card, field, named]: (typeof columns)[number]): Fragment[] {
	const { sql } = scope
	const states = hiddenStates(scope, card, field)
	if (states.length === 0) return []
	if (card === 'customer') return named.map((column) => sql`${sql(column)}`)
	return named.map((column) => sql`case when contract.state = any(${states}::text[]) then ${sql(column)} end`)
}

/** Of the company's own fields those with text in them. */
function ownParts(scope: Scope): Fragment[] {
	const { sql } = scope
	const rights = scope.company.fieldRights.filter(
		(right) => isOwn(right) && hiddenStates(scope, right.card, right.field).length > 0,
	)
	return [...new Set(rights.map(({ card, field }) => `${card} ${field}`))].map((named) => {
		const [card = '', field = ''] = named.split(' ')
		const states = hiddenStates(scope, card as Card, field)
		const holder = sql(`${card}.id`)
		const inState = card === 'customer' ? sql`true` : sql`contract.state = any(${states}::text[])`
		return sql`case when ${inState} then (select text_value from own_value join own_field on own_field.id = field_id
			where own_field.number = ${Number(field.replace('own_', ''))} and ${sql(`own_value.${card}_id`)} = ${holder}) end`
	})
}

const isOwn = ({ card, field }: FieldRight) => !(field in cardFields[card])
