import type { Scope } from '../act.ts'
import type { PartyRole } from '../customer/input.ts'

/** Somebody whom an application may be about: by the same tax number, address or name. */
export type Known = {
	kind: 'party' | 'application'
	id: string
	name: string
	/** A party's number, or the day of the other application. */
	note: string
	role: PartyRole | null
}

/** A tax number without what people write between its parts, in letters of one size. */
const plain = (sql: Scope['sql'], column: string) => sql`upper(regexp_replace(${sql(column)}, '[^[:alnum:]]', '', 'g'))`

/** Parties and other applications that look like the same company, so that nobody is taken in twice unseen. */
export async function readKnown({ sql, company }: Scope, id: string): Promise<Known[]> {
	return await sql<Known[]>`
		with asked as (
			select *, ${plain(sql, 'tax_number')} as tax from partner_application where id = ${id}
		)
		(select 'party' as kind, customer.id, customer.name, customer.number as note, customer.role
		from asked cross join customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id is distinct from asked.customer_id and (
			asked.tax <> '' and party.country = asked.country and ${plain(sql, 'party.tax_number')} = asked.tax
			or lower(customer.email) = lower(asked.email) or lower(customer.name) = lower(asked.company_name)
			or customer.id in (select customer_contact.customer_id from contact
				join customer_contact on customer_contact.contact_id = contact.id
				where lower(contact.email) = (select lower(email) from asked)))
		order by customer.id limit 5)
		union all
		(select 'application', other.id, other.company_name, (other.confirmed_at at time zone ${company.timeZone})::date::text, null
		from asked join partner_application as other on other.id <> asked.id and other.state <> 'unconfirmed' and (
			asked.tax <> '' and other.country = asked.country and ${plain(sql, 'other.tax_number')} = asked.tax
			or lower(other.email) = lower(asked.email) or lower(other.company_name) = lower(asked.company_name))
		order by other.id desc limit 5)`
}
