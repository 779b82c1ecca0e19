import type { Scope } from '../act.ts'
import { type Party, writeParties } from '../customer/write.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { type CurrentCustomer, partyFields, taxFields } from './current-customer.ts'
import { ownSaid } from './own.ts'

/** A customer and the fields that get another value, as text. */
export type CustomerRewrite = {
	current: CurrentCustomer
	set: ReadonlyMap<string, string>
	attributes: Record<string, string>
	/** What the last import says from now on. */
	digest: string | null
	/** Where these put back a country or tax number that the customer's people gave: by which others they were taxed. */
	taxedAsId?: string | null | undefined
}

/**
 * Writes customers anew. A new address is a new party: what was issued keeps the old. A country, region or tax number out of
 * a file counts as checked, like one that staff write; what the file leaves as it was does not. Set-based.
 */
export async function rewriteCustomers(scope: Scope, rewrites: readonly CustomerRewrite[]): Promise<void> {
	if (rewrites.length === 0) return
	const next = rewrites.map((rewrite) => merge(scope, rewrite))
	const moved = next.filter((one) => one.newParty)
	const parties = await writeParties(
		scope,
		moved.map((one) => one.party),
	)
	for (const [index, one] of moved.entries()) one.partyId = parties[index] ?? one.partyId
	const column = <Value>(value: (one: Merged) => Value) => next.map(value)
	await scope.sql`
		update customer set name = given.name, language = given.language, currency = given.currency, email = given.email,
			industry = given.industry, payment_term_days = given.payment_term_days, attributes = given.attributes::jsonb,
			taxed_as_id = given.taxed_as_id, billing_party_id = given.party_id, import_digest = given.digest,
			owner_id = (select id from staff_user where email = given.owner), group_id = (select id from staff_group where name = given.team),
			version = version + given.changed, updated_at = case given.changed when 1 then ${scope.now} else updated_at end
		from unnest(${column((one) => one.id)}::uuid[], ${column((one) => one.name)}::text[],
			${column((one) => one.language)}::text[], ${column((one) => one.currency)}::text[],
			${column((one) => one.email)}::text[], ${column((one) => one.industry)}::text[],
			${column((one) => one.paymentTermDays)}::integer[], ${column((one) => JSON.stringify(one.attributes))}::text[],
			${column((one) => one.partyId)}::uuid[], ${column((one) => one.digest)}::text[],
			${column((one) => (one.changed ? 1 : 0))}::integer[], ${column((one) => one.owner)}::text[],
			${column((one) => one.group)}::text[], ${column((one) => one.taxedAsId)}::uuid[])
			as given (id, name, language, currency, email, industry, payment_term_days, attributes, party_id, digest, changed, owner, team,
				taxed_as_id)
		where customer.id = given.id`
	await writeOwnValues(
		scope,
		'customer',
		rewrites.map(({ current, set }) => ({ id: current.id, own: ownSaid(set) })),
	)
}

type Merged = Omit<CurrentCustomer, 'number' | 'hasContracts' | 'version' | 'own'> & {
	digest: string | null
	changed: boolean
	newParty: boolean
}

function merge(scope: Scope, { current, set, attributes, digest, taxedAsId = null }: CustomerRewrite): Merged {
	const take = (field: string, otherwise: string) => set.get(field) ?? otherwise
	const name = take('name', current.name)
	const ownName = current.party.name === current.name ? name : current.party.name
	const term = take('paymentTermDays', current.paymentTermDays === null ? '' : String(current.paymentTermDays))
	const party: Party = { ...current.party, name: set.has('legalName') ? take('legalName', '') || name : ownName }
	for (const field of partyFields) party[field] = take(field, party[field])
	party.email = take('email', party.email)
	return {
		id: current.id,
		name,
		language: take('language', current.language) || scope.company.language,
		currency: take('currency', current.currency) || current.currency,
		email: take('email', current.email),
		industry: take('industry', current.industry),
		owner: take('owner', current.owner),
		group: take('group', current.group),
		paymentTermDays: term === '' ? null : Number(term),
		attributes,
		partyId: current.partyId,
		taxedAsId: taxFields.some((field) => set.has(field)) ? taxedAsId : current.taxedAsId,
		party,
		digest,
		changed: set.size > 0,
		newParty: JSON.stringify(party) !== JSON.stringify({ ...current.party }),
	}
}
