import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { refusePaper } from '../field-right/paper.ts'
import type { FullParty } from '../invoice/paper-facts.ts'
import { refuse } from '../refusal.ts'
import { findPayment, type PaymentWithInvoices } from './find.ts'

/** A payment that has come, with all that is printed on its receipt. */
export type ReceiptFacts = PaymentWithInvoices & {
	receiptNumber: string
	receivedOn: Temporal.PlainDate
	language: Language
	seller: FullParty & { website: string }
	buyer: FullParty
}

/** Refuses not_found, payment.not_succeeded. */
export async function findReceiptFacts(scope: Scope, input: { id: string }): Promise<ReceiptFacts> {
	await refusePaper(scope)
	const payment = await findPayment(scope, input)
	const { receiptNumber, receivedOn } = payment
	if (!receiptNumber || !receivedOn || payment.state !== 'succeeded')
		return refuse('payment.not_succeeded', { state: payment.state })
	const { sql, company } = scope
	const party = (
		id: string,
	) => sql`(select jsonb_build_object('name', name, 'street', street, 'postalCode', postal_code,
		'city', city, 'region', region, 'country', country, 'taxNumber', tax_number,
		'registrationNumber', registration_number, 'email', email, 'phone', phone)
		from billing_party where id = ${sql(id)})`
	const [row] = await sql<{ language: Language; buyer: FullParty; seller: FullParty }[]>`
		select customer.language, ${party('customer.billing_party_id')} as buyer, ${party('company.billing_party_id')} as seller
		from customer cross join company where customer.id = ${payment.customerId}`
	if (!row) throw new Error('The customer has gone')
	return { ...payment, ...row, receiptNumber, receivedOn, seller: { ...row.seller, website: company.website } }
}
