import type { Fragment } from 'postgres'
import type { Sql, TransactionSql } from '#db/client.ts'

type Query = { sql: Sql | TransactionSql }

/**
 * SQL: the country whose days, numbers and amounts somebody reads: their own choice, else that of the address of the
 * customer it is about. The query has a `contact`, which may be null.
 */
export const countryRead = ({ sql }: Query, customerId: Fragment): Fragment =>
	(sql as Sql)`coalesce(contact.formats_country, ${countryOfCustomer({ sql }, customerId)})`

/**
 * SQL: the same on the portal's pages, which a contact of several customers reads alike: that of the one they have
 * belonged to longest.
 */
export const countryReadByAll = ({ sql }: Query): Fragment =>
	countryRead(
		{ sql },
		(sql as Sql)`(select customer.id from customer_contact join customer on customer.id = customer_contact.customer_id
			where customer_contact.contact_id = contact.id and customer.role = 'customer'
			order by customer_contact.id limit 1)`,
	)

/** SQL: the country of a customer's address. */
export const countryOfCustomer = ({ sql }: Query, customerId: Fragment): Fragment =>
	(sql as Sql)`(select home.country from customer as at_home join billing_party as home on home.id = at_home.billing_party_id
		where at_home.id = ${customerId})`
