import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import type { Machine } from '../equipment/find.ts'
import { refusePaper } from '../field-right/paper.ts'
import type { FullParty } from '../invoice/paper-facts.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { findGatePass, type GatePass } from './find.ts'
import { tokenOf } from './issue.ts'

export type GatePassFacts = GatePass & {
	machines: Machine[]
	/** Of the company: whoever stands at the gate reads it. */
	language: Language
	seller: FullParty & { website: string }
	buyer: FullParty
	/** What its code says. */
	token: string
}

/** A pass as it is printed, for whoever asked for it. One that lets nothing out is not printed: refuses `not_found`. */
export async function findGatePassFacts(scope: Scope, { id }: { id: string }): Promise<GatePassFacts> {
	permit(scope, 'delivery.ask')
	await refusePaper(scope)
	const { sql, company } = scope
	const pass = await findGatePass(scope, { id })
	if (pass.state !== 'open') refuse('not_found', { noun: 'gate_pass' })
	const [row] = await sql<{ seller: FullParty; buyer: FullParty }[]>`
		select ${partyColumns(scope, 'seller')} as seller, ${partyColumns(scope, 'buyer')} as buyer
		from customer join billing_party as buyer on buyer.id = customer.billing_party_id
			join billing_party as seller on seller.id = ${company.billingPartyId}
		where customer.id = ${pass.customer.id}`
	if (!row) throw new Error('The customer of a pass is gone')
	const { website, language } = company
	return { ...pass, ...row, seller: { ...row.seller, website }, language, token: tokenOf(scope, id) }
}

/** A party as papers print it, of a joined `billing_party` by its name. */
export function partyColumns({ sql }: Pick<Scope, 'sql'>, name: string) {
	return sql`jsonb_build_object('name', ${sql(name)}.name, 'street', ${sql(name)}.street,
		'postalCode', ${sql(name)}.postal_code, 'city', ${sql(name)}.city, 'region', ${sql(name)}.region,
		'country', ${sql(name)}.country, 'taxNumber', ${sql(name)}.tax_number,
		'registrationNumber', ${sql(name)}.registration_number, 'email', ${sql(name)}.email, 'phone', ${sql(name)}.phone)`
}
