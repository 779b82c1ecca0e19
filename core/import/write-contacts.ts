import type { Scope } from '../act.ts'
import type { RowRecord } from './record.ts'

type CustomerPerson = { customerId: string; values: RowRecord['values'] }

/**
 * Joins the people that rows name to their customers. Someone already known by that address stays as they are and
 * belongs to this customer too. Rows without a person's address are passed over. Set-based.
 * Answers who came to which customer, by the customer's id.
 */
export async function writeContacts(scope: Scope, rows: readonly CustomerPerson[]): Promise<Map<string, string[]>> {
	const joined = new Map<string, string[]>()
	const people = new Map<string, { name: string; email: string; phone: string; language: string }>()
	const pairs: { customerId: string; email: string }[] = []
	for (const { customerId, values } of rows) {
		if (typeof values.contactEmail !== 'string') continue
		const email = values.contactEmail
		const key = email.toLowerCase()
		pairs.push({ customerId, email: key })
		if (people.has(key)) continue
		const name = values.contactName ?? values.name ?? email
		const language = values.language ?? scope.company.language
		people.set(key, { name: String(name), email, phone: String(values.contactPhone ?? ''), language: String(language) })
	}
	if (pairs.length === 0) return joined
	const list = [...people.values()]
	await scope.sql`
		insert into contact (name, email, phone, language, created_at)
		select name, email, phone, language, ${scope.now}
		from unnest(${list.map((one) => one.name)}::text[], ${list.map((one) => one.email)}::text[],
			${list.map((one) => one.phone)}::text[], ${list.map((one) => one.language)}::text[]) as given (name, email, phone, language)
		on conflict (lower(email)) do nothing`
	const added = await scope.sql<{ customerId: string; contactId: string }[]>`
		insert into customer_contact (customer_id, contact_id)
		select given.customer_id, contact.id
		from unnest(${pairs.map((pair) => pair.customerId)}::uuid[], ${pairs.map((pair) => pair.email)}::text[])
			as given (customer_id, email)
		join contact on lower(contact.email) = given.email
		on conflict (customer_id, contact_id) do nothing
		returning customer_id as "customerId", contact_id as "contactId"`
	for (const { customerId, contactId } of added) joined.set(customerId, [...(joined.get(customerId) ?? []), contactId])
	return joined
}
