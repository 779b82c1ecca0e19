import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'

/** A country (ISO 3166) with how many customers who have a contract in force are invoiced there. */
export type CustomerCountry = { country: string; customers: number }

/** The countries in which a price update can meet somebody, those with most customers first. */
export async function listCustomerCountries(scope: Scope): Promise<CustomerCountry[]> {
	permit(scope, 'product.write')
	return await scope.sql<CustomerCountry[]>`
		select party.country, count(distinct customer.id)::int as customers
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
		where contract.state in ('active', 'paused', 'ending') and party.country <> '' and ${reach(scope).contract()}
		group by 1 order by 2 desc, 1`
}
