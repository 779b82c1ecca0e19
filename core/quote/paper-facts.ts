import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { refusePaper } from '../field-right/paper.ts'
import type { FullParty } from '../invoice/paper-facts.ts'
import { permit } from '../permit.ts'
import { chosenOf } from './choose.ts'
import { conditionsOf } from './conditions.ts'
import { previewOf, type QuotePreview } from './preview.ts'
import { type Quote, quoteSaid, readQuote } from './read.ts'

/** A quote with all that is printed on it, with these lines, accepted today. */
export type QuotePaperFacts = {
	quote: Quote
	preview: QuotePreview
	forContractNumber: string
	/** The day it was sent; of a draft today. */
	sentOn: Temporal.PlainDate
	seller: FullParty & { website: string }
	buyer: FullParty
}

/** In a language; `chosen` null: as it is offered. Refuses `not_found`. */
export async function findQuotePaperFacts(
	scope: Scope,
	{ id, chosen, language }: { id: string; chosen: readonly string[] | null; language: Language },
): Promise<QuotePaperFacts> {
	permit(scope, 'quote.read')
	await refusePaper(scope)
	const read = await readQuote(scope, id)
	const quote = { ...quoteSaid(read, language), conditions: await conditionsOf(scope, read) }
	const preview = await previewOf(scope, quote, chosenOf(quote.lines, chosen))
	const { sql, company } = scope
	const [row] = await sql<{ seller: FullParty; buyer: FullParty; forContractNumber: string }[]>`
		select ${party(scope, 'seller')} as seller, ${party(scope, 'buyer')} as buyer,
			coalesce(contract.number, '') as "forContractNumber"
		from quote join customer on customer.id = quote.customer_id
			join billing_party as buyer on buyer.id = customer.billing_party_id
			join billing_party as seller on seller.id = ${company.billingPartyId}
			left join contract on contract.id = quote.for_contract_id
		where quote.id = ${id}`
	if (!row) throw new Error('The quote has gone')
	const sentOn = quote.sentAt?.toZonedDateTimeISO(company.timeZone).toPlainDate() ?? scope.today
	return { quote, preview, sentOn, ...row, seller: { ...row.seller, website: company.website } }
}

function party({ sql }: Scope, name: string) {
	return sql`jsonb_build_object('name', ${sql(name)}.name, 'street', ${sql(name)}.street,
		'postalCode', ${sql(name)}.postal_code, 'city', ${sql(name)}.city, 'region', ${sql(name)}.region,
		'country', ${sql(name)}.country, 'taxNumber', ${sql(name)}.tax_number,
		'registrationNumber', ${sql(name)}.registration_number, 'email', ${sql(name)}.email, 'phone', ${sql(name)}.phone)`
}
