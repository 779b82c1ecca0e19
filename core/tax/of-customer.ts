import type { Scope } from '../act.ts'
import { sees } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { exemptionsJson, rateRows, type TaxParties, type TaxReason, taxOn } from './rate.ts'
import { union, vatNumberOf } from './vat-number.ts'

export type CustomerTax = {
	/** The VAT number, where the tax number is one by its form and check digits and may be seen. */
	vatNumber: string | null
	/** Buyer and seller are in two countries of the Union, where a VAT number decides who owes the tax. */
	acrossUnion: boolean
	/** Today, of the standard class. */
	percent: string
	label: string
	reason: TaxReason
	/** Newest first; those that were taken back are left out. Days are ISO dates. */
	exemptions: {
		id: string
		certificate: string
		country: string
		region: string
		taxClass: string
		validFrom: string
		validTo: string | null
		recordedBy: string
	}[]
}

/** How a customer is taxed today, and why. Refuses `not_found`. */
export async function findCustomerTax(scope: Scope, { customerId }: { customerId: string }): Promise<CustomerTax> {
	permit(scope, 'customer.read')
	const { sql } = scope
	const [parties] = await sql<TaxParties[]>`
		select ${scope.company.country}::text as "sellerCountry", party.country as "buyerCountry",
			party.region as "buyerRegion", party.tax_number as "buyerTaxNumber", ${exemptionsJson(scope)} as exemptions
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = ${customerId} and ${reach(scope).customer()}`
	if (!parties) refuse('not_found', { noun: 'customer' })
	const exemptions = await sql<CustomerTax['exemptions']>`
		select tax_exemption.id, certificate, country, region, tax_class as "taxClass", valid_from::text as "validFrom",
			valid_to::text as "validTo", coalesce(staff_user.name, split_part(recorded_by, ':', 2)) as "recordedBy"
		from tax_exemption left join staff_user on recorded_by = 'staff:' || staff_user.id
		where customer_id = ${customerId} and taken_back_at is null and ${reach(scope).customer('customer_id')}
		order by valid_from desc, tax_exemption.id desc`
	const { percent, label, reason } = taxOn(await rateRows(scope), parties, 'standard', scope.today.toString())
	const { sellerCountry, buyerCountry, buyerTaxNumber } = parties
	return {
		vatNumber: sees(scope, 'customer', 'taxNumber', null) ? vatNumberOf(buyerCountry, buyerTaxNumber) : null,
		acrossUnion: sellerCountry !== buyerCountry && union.has(sellerCountry) && union.has(buyerCountry),
		...{ percent, label, reason, exemptions },
	}
}
