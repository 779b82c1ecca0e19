import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { selfOf } from './edit-self.ts'

export type AccountAddress = {
	id: string
	name: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
}

export type AccountPerson = {
	id: string
	name: string
	email: string
	billing: boolean
	reminders: boolean
	conversation: boolean
	ratings: boolean
}

/** What a customer's people may see and change of themselves. Days are ISO dates. */
export type CustomerAccount = {
	customer: { id: string; number: string; name: string }
	address: AccountAddress
	/** Its country or tax number is not checked yet, so that it lowers no tax. */
	unchecked: boolean
	/** One that waits for its day. */
	coming: (AccountAddress & { effectiveOn: string }) | null
	people: AccountPerson[]
	/** Who looks, where it is one of them. */
	self: (AccountPerson & { phone: string; language: Language }) | null
}

/** Refuses `not_found`, and `not_permitted` or `link.too_narrow` for who may not change anything. */
export async function findCustomerAccount(
	scope: Scope,
	{ customerId }: { customerId: string },
): Promise<CustomerAccount> {
	permit(scope, 'account.write')
	const { sql, actor } = scope
	const selfId = actor.kind === 'contact' ? actor.contactId : null
	const party = (alias: string) => sql`jsonb_build_object('id', ${sql(alias)}.id, 'name', ${sql(alias)}.name,
		'street', ${sql(alias)}.street, 'postalCode', ${sql(alias)}.postal_code, 'city', ${sql(alias)}.city,
		'region', ${sql(alias)}.region, 'country', ${sql(alias)}.country, 'taxNumber', ${sql(alias)}.tax_number)`
	const person = sql`jsonb_build_object('id', contact.id, 'name', coalesce(member.added_as, contact.name),
		'email', contact.email, 'billing', member.billing, 'reminders', member.reminders,
		'conversation', member.conversation, 'ratings', member.ratings)`
	const [account] = await sql<CustomerAccount[]>`
		select jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name) as customer,
			${party('party')} as address, customer.taxed_as_id is not null as unchecked,
			(select ${party('next')} || jsonb_build_object('effectiveOn', address_change.effective_on)
				from address_change join billing_party as next on next.id = address_change.billing_party_id
				where address_change.customer_id = customer.id and applied_at is null and withdrawn_at is null) as coming,
			coalesce((select jsonb_agg(${person} order by coalesce(member.added_as, contact.name) collate people, contact.id)
				from customer_contact as member join contact on contact.id = member.contact_id
				where member.customer_id = customer.id), '[]') as people,
			(select ${person} || jsonb_build_object('name', contact.name, 'phone', contact.phone, 'language', contact.language)
				from customer_contact as member join contact on contact.id = member.contact_id
				where member.customer_id = customer.id and contact.id = ${selfId}) as self
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = ${customerId} and ${reach(scope).customer()}`
	if (!account) refuse('not_found', { noun: 'customer' })
	return account
}

export type Self = {
	name: string
	email: string
	phone: string
	language: Language
	formatsCountry: string | null
}

/** The contact who asks, as they are known everywhere. Refuses `not_permitted`, `not_found`. */
export async function findSelf(scope: Scope): Promise<Self> {
	const [self] = await scope.sql<Self[]>`
		select name, email, phone, language, formats_country as "formatsCountry" from contact where id = ${selfOf(scope)}`
	if (!self) refuse('not_found', { noun: 'contact' })
	return self
}
