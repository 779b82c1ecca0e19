import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Reader } from './readers.ts'

export type AddressNotice = {
	customerId: string
	customer: string
	effectiveOn: Temporal.PlainDate
	withdrawn: boolean
	party: { name: string; street: string; postalCode: string; city: string; region: string; country: string }
}

/** What a letter about a new billing address says. Refuses `not_found`. */
export async function findAddressNotice(scope: Scope, { id }: { id: string }): Promise<AddressNotice> {
	permit(scope, 'customer.read')
	const [notice] = await scope.sql<AddressNotice[]>`
		select customer.id as "customerId", customer.name as customer, effective_on as "effectiveOn",
			withdrawn_at is not null as withdrawn,
			jsonb_build_object('name', party.name, 'street', party.street, 'postalCode', party.postal_code, 'city', party.city,
				'region', party.region, 'country', party.country) as party
		from address_change join customer on customer.id = address_change.customer_id
			join billing_party as party on party.id = address_change.billing_party_id
		where address_change.id = ${id}`
	if (!notice) refuse('not_found', { noun: 'address_change' })
	return notice
}

export type AdditionNotice = { reader: Reader; customer: string; addedBy: string }

/** What a letter to somebody who was added to a customer says; undefined when they have been removed again. */
export async function findAdditionNotice(
	scope: Scope,
	input: { customerId: string; contactId: string; addedBy: string },
): Promise<AdditionNotice | undefined> {
	permit(scope, 'customer.read')
	const [notice] = await scope.sql<AdditionNotice[]>`
		select jsonb_build_object('contactId', contact.id, 'name', contact.name, 'email', contact.email,
				'language', contact.language) as reader, customer.name as customer, adder.name as "addedBy"
		from customer_contact join contact on contact.id = contact_id join customer on customer.id = customer_id
			join contact as adder on adder.id = ${input.addedBy}
		where customer_contact.customer_id = ${input.customerId} and customer_contact.contact_id = ${input.contactId}`
	return notice
}

export type PeopleNotice = { readers: Reader[]; customer: string; by: string }

/**
 * Who is told that one of a customer's people added or removed another: all who belong to it now. Who was removed is told
 * too; who was added is told by a letter of their own.
 */
export async function findPeopleNotice(
	scope: Scope,
	input: { customerId: string; contactId: string; by: string },
): Promise<PeopleNotice> {
	permit(scope, 'customer.read')
	const [notice] = await scope.sql<PeopleNotice[]>`
		select customer.name as customer, doer.name as by, coalesce((
			select jsonb_agg(jsonb_build_object('contactId', contact.id, 'name', contact.name, 'email', contact.email,
				'language', contact.language) order by contact.id)
			from contact where contact.email <> '' and contact.id in (
				select contact_id from customer_contact where customer_contact.customer_id = customer.id
				union select ${input.contactId}::uuid)
		), '[]') as readers
		from customer join contact as doer on doer.id = ${input.by} where customer.id = ${input.customerId}`
	if (!notice) refuse('not_found', { noun: 'customer' })
	return notice
}
