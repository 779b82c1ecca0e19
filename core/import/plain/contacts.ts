import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { findCustomers } from '../find-customers.ts'
import type { RowRecord } from '../record.ts'
import { forgetContacts } from '../undo/contacts.ts'
import type { KeptReason } from '../undo/undo-row.ts'
import type { Gone, Place, PlainSubject } from './subject.ts'

type At = Place & { customerId: string; email: string }

/** A person of a customer: found by both, in one text. */
const keyOf = (customerId: string, email: string) => `${customerId} ${email.toLowerCase()}`

function pairsOf(keys: readonly string[]): { customers: string[]; emails: string[] } {
	const pairs = keys.map((key) => [key.slice(0, 36), key.slice(37)] as const)
	return { customers: pairs.map(([id]) => id), emails: pairs.map(([, email]) => email) }
}

/** The name, out of two columns where the file has it in two. */
function nameOf({ values }: RowRecord): string {
	const parts = [values.firstName, values.lastName].filter((part) => typeof part === 'string' && part !== '')
	return String(values.name ?? '') || parts.join(' ')
}

/** People of customers. Someone known by their address already joins the customer and stays as they are. */
export const contacts: PlainSubject<At> = {
	name: 'contacts',
	action: 'customer.write',
	fields: ['name', 'phone', 'language', 'billing'],
	// What a person who joins is called here is not what the file says: it tells nothing of changes.
	brought: ['billing'],
	fixed: new Set(),
	emptied: new Set(['phone']),

	async place(scope, map, reader, records) {
		const customers = await findCustomers(scope, map, reader, records)
		const places = new Map<RowRecord, At>()
		for (const [record, { id }] of customers) {
			const name = nameOf(record)
			if (name !== '') record.values.name = name
			const email = String(record.values.email)
			places.set(record, { key: keyOf(id, email), customerId: id, email })
		}
		return places
	},

	async read({ sql }, keys) {
		const { customers, emails } = pairsOf(keys)
		const rows = await sql<
			{ key: string; id: string; name: string; phone: string; language: string; billing: boolean }[]
		>`
			select given.customer_id || ' ' || given.email as key, contact.id, name, phone, language, billing
			from unnest(${customers}::uuid[], ${emails}::text[]) as given (customer_id, email)
				join contact on lower(contact.email) = given.email
				join customer_contact as joined on joined.contact_id = contact.id and joined.customer_id = given.customer_id`
		return new Map(
			rows.map(({ key, id, billing, ...texts }) => [key, { id, texts: { ...texts, billing: String(billing) } }]),
		)
	},

	async create(scope, rows) {
		const { sql, now, company } = scope
		const people = rows.map(({ at, record: { values } }) => ({
			...at,
			name: String(values.name ?? at.email),
			phone: String(values.phone ?? ''),
			language: String(values.language ?? company.language),
			billing: values.billing ?? true,
		}))
		const once = [...new Map(people.map((one) => [one.email.toLowerCase(), one])).values()]
		await sql`
			insert into contact (name, email, phone, language, created_at)
			select name, email, phone, language, ${now}
			from unnest(${once.map(({ name }) => name)}::text[], ${once.map(({ email }) => email)}::text[],
				${once.map(({ phone }) => phone)}::text[], ${once.map(({ language }) => language)}::text[]) as given (name, email, phone, language)
			on conflict (lower(email)) do nothing`
		const joined = await sql<{ key: string; id: string }[]>`
			with given as (
				select * from unnest(${people.map(({ customerId }) => customerId)}::uuid[], ${people.map(({ email }) => email.toLowerCase())}::text[],
					${people.map(({ billing }) => String(billing))}::text[]) as given (customer_id, email, billing)
			), joined as (
				insert into customer_contact (customer_id, contact_id, billing)
				select customer_id, contact.id, given.billing::boolean from given join contact on lower(contact.email) = given.email
			)
			select customer_id || ' ' || given.email as key, contact.id from given join contact on lower(contact.email) = given.email`
		const byKey = new Map(joined.map(({ key, id }) => [key, id]))
		await emit(
			scope,
			...people.map(({ key, customerId, email }) => ({
				kind: 'contact.added' as const,
				subject: { kind: 'contact', id: byKey.get(key) ?? '' },
				...{ customerId, facts: { email, imported: true } },
			})),
		)
		return people.map(({ key }) => byKey.get(key) ?? '')
	},

	async change(scope, rows) {
		const { customers } = pairsOf(rows.map(({ key }) => key))
		const ids = rows.map(({ id }) => id)
		const texts = (field: string) => rows.map((row) => row.texts[field] ?? '')
		await scope.sql`
			update contact set name = given.name, phone = given.phone, language = given.language
			from unnest(${ids}::uuid[], ${texts('name')}::text[], ${texts('phone')}::text[], ${texts('language')}::text[])
				as given (id, name, phone, language) where contact.id = given.id`
		await scope.sql`
			update customer_contact set billing = given.billing::boolean
			from unnest(${ids}::uuid[], ${customers}::uuid[], ${texts('billing')}::text[]) as given (contact_id, customer_id, billing)
			where customer_contact.contact_id = given.contact_id and customer_contact.customer_id = given.customer_id`
		await emit(
			scope,
			...rows.map(({ id }, index) => ({
				kind: 'contact.updated' as const,
				subject: { kind: 'contact', id },
				...{ customerId: customers[index] ?? '', facts: { imported: true } },
			})),
		)
	},

	async remove(scope, batchId, rows) {
		const { customers } = pairsOf(rows.map(({ key }) => key))
		const ids = rows.map(({ id }) => id)
		await scope.sql`
			delete from customer_contact using unnest(${ids}::uuid[], ${customers}::uuid[]) as given (contact_id, customer_id)
			where customer_contact.contact_id = given.contact_id and customer_contact.customer_id = given.customer_id`
		await forgetContacts(scope, batchId, ids)
		await emit(
			scope,
			...rows.map(({ id }, index) => ({
				kind: 'contact.removed' as const,
				subject: { kind: 'contact', id },
				customerId: customers[index] ?? '',
			})),
		)
	},

	kept,
}

/** Who signs in, holds a link, or is the last who reads the bills of a customer without an address stays. */
async function kept({ sql }: Scope, rows: readonly Gone[]): Promise<Map<string, KeptReason>> {
	const { customers, emails } = pairsOf(rows.map(({ key }) => key))
	const found = await sql<{ key: string; linked: boolean }[]>`
		select given.customer_id || ' ' || given.email as key,
			exists (select from secure_link as link where link.contact_id = contact.id and link.customer_id = given.customer_id) as linked
		from unnest(${customers}::uuid[], ${emails}::text[]) as given (customer_id, email)
			join contact on lower(contact.email) = given.email join customer on customer.id = given.customer_id
			join customer_contact as joined on joined.customer_id = customer.id and joined.contact_id = contact.id
		where exists (select from account where contact_id = contact.id)
			or exists (select from secure_link as link where link.contact_id = contact.id and link.customer_id = given.customer_id)
			or (customer.email = '' and joined.billing and not exists (select from customer_contact as other join contact as person on person.id = other.contact_id
				where other.customer_id = customer.id and other.billing and lower(person.email) <> all(${emails}::text[])))`
	return new Map(found.map(({ key, linked }) => [key, linked ? 'link_sent' : 'used']))
}
