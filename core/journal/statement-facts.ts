import type { Scope } from '../act.ts'
import { refusePaper } from '../field-right/paper.ts'
import type { FullParty } from '../invoice/paper-facts.ts'
import { type FindStatement, findStatement, type Statement } from './statement.ts'

/** A statement of account with all that is printed on it. */
export type StatementFacts = Statement & { seller: FullParty & { website: string }; buyer: FullParty }

/** Refuses what `findStatement` refuses. */
export async function findStatementFacts(scope: Scope, input: FindStatement): Promise<StatementFacts> {
	await refusePaper(scope)
	const statement = await findStatement(scope, input)
	const { sql, company } = scope
	const party = (id: string) => sql`(select jsonb_build_object('name', name, 'street', street,
		'postalCode', postal_code, 'city', city, 'region', region, 'country', country, 'taxNumber', tax_number,
		'registrationNumber', registration_number, 'email', email, 'phone', phone)
		from billing_party where id = ${sql(id)})`
	const [parties] = await sql<{ buyer: FullParty; seller: FullParty }[]>`
		select ${party('customer.billing_party_id')} as buyer, ${party('company.billing_party_id')} as seller
		from customer cross join company where customer.id = ${statement.customer.id}`
	if (!parties) throw new Error('The customer has gone')
	return { ...statement, buyer: parties.buyer, seller: { ...parties.seller, website: company.website } }
}
