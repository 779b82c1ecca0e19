import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type Party = {
	name: string
	phone: string
	address: string
	identityNumber: string
	/** The number of a customer, where they are one. */
	customerNumber: string
	/** Who stood in the same place before: a person without any number stays the same one while their name is corrected. */
	known?: string | undefined
}

/**
 * The guarantor that somebody is: a customer by their number, a person by theirs, else a new one. What is told of a person is
 * kept as it was told last. Refuses `survey.customer_unknown`.
 */
export async function findParty(scope: Scope, party: Party): Promise<{ id: string; customerId: string | null }> {
	if (party.customerNumber !== '') return await ofCustomer(scope, party)
	const { sql, now } = scope
	const { name, phone, address, identityNumber, known } = party
	const values = sql`name = ${name}, phone = ${phone}, address = ${address}`
	if (identityNumber !== '') {
		const [person] = await sql<{ id: string; customerId: string | null }[]>`
			insert into guarantor (name, phone, address, identity_number, created_at)
			values (${name}, ${phone}, ${address}, ${identityNumber}, ${now})
			on conflict (lower(identity_number)) where identity_number <> '' do update set ${values}
			returning id, customer_id as "customerId"`
		if (!person) throw new Error('A guarantor was not written')
		return person
	}
	// Only who stands good for nothing else is called anew.
	const [same] = known
		? await sql<{ id: string }[]>`
			update guarantor set ${values} where id = ${known} and identity_number = '' and num_nonnulls(customer_id, contact_id) = 0
				and not exists (select from guarantee where guarantor_id = guarantor.id)
				and not exists (select from credit_survey_guarantor where guarantor_id = guarantor.id) returning id`
		: []
	if (same) return { ...same, customerId: null }
	const [written] = await sql<{ id: string }[]>`
		insert into guarantor (name, phone, address, created_at) values (${name}, ${phone}, ${address}, ${now}) returning id`
	if (!written) throw new Error('A guarantor was not written')
	return { ...written, customerId: null }
}

async function ofCustomer(scope: Scope, { customerNumber }: Party): Promise<{ id: string; customerId: string | null }> {
	const { sql, now } = scope
	const [customer] = await sql<{ id: string; name: string }[]>`
		select id, name from customer
		where lower(number) = lower(${customerNumber}) and ${reach(scope).customer()}`
	if (!customer) return refuse('survey.customer_unknown', { number: customerNumber })
	const [party] = await sql<{ id: string; customerId: string }[]>`
		insert into guarantor (name, customer_id, created_at) values (left(${customer.name}, 200), ${customer.id}, ${now})
		on conflict (customer_id) where customer_id is not null do update set name = excluded.name
		returning id, customer_id as "customerId"`
	if (!party) throw new Error('A guarantor was not written')
	return party
}
