import type { Scope } from '../act.ts'
import { sees } from '../field-right/rights.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { checkedJson, exemptionsJson, rateRows, type TaxParties, type TaxReason, taxOn } from './rate.ts'
import { union, vatNumberOf } from './vat-number.ts'

/** `from`: an ISO date, null for what stands on invoices now. */
export type DetailsToCheck = { partyId: string; country: string; taxNumber: string; from: string | null }

export type CustomerTax = {
	/** The VAT number, where the tax number is one by its form and check digits and may be seen. */
	vatNumber: string | null
	/** Buyer and seller are in two countries of the Union, where a VAT number decides who owes the tax. */
	acrossUnion: boolean
	/** Today, of the standard class. */
	percent: string
	label: string
	reason: TaxReason
	/** What the customer's people have said and nobody has checked: of now, and of an address to come. */
	toCheck: DetailsToCheck[]
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
			party.region as "buyerRegion", party.tax_number as "buyerTaxNumber", ${exemptionsJson(scope)} as exemptions, ${checkedJson(scope)} as checked
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = ${customerId} and ${reach(scope).customer()}`
	if (!parties) refuse('not_found', { noun: 'customer' })
	const exemptions = await sql<CustomerTax['exemptions']>`
		select tax_exemption.id, certificate, country, region, tax_class as "taxClass", valid_from::text as "validFrom",
			valid_to::text as "validTo", coalesce(staff_user.name, split_part(recorded_by, ':', 2)) as "recordedBy"
		from tax_exemption left join staff_user on recorded_by = 'staff:' || staff_user.id
		where customer_id = ${customerId} and taken_back_at is null and ${reach(scope).customer('customer_id')}
		order by valid_from desc, tax_exemption.id desc`
	const toCheck = await sql<DetailsToCheck[]>`
		select party.id as "partyId", party.country, party.tax_number as "taxNumber", null as from
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = ${customerId} and taxed_as_id is not null and ${reach(scope).customer()}
		union all
		select party.id, party.country, party.tax_number, effective_on::text
		from address_change join billing_party as party on party.id = address_change.billing_party_id
			join customer on customer.id = address_change.customer_id
			join billing_party as known on known.id = coalesce(customer.taxed_as_id, customer.billing_party_id)
		where customer.id = ${customerId} and applied_at is null and withdrawn_at is null and checked_at is null
			and requested_by like 'contact:%' and ${reach(scope).customer()}
			and (party.country, party.region, party.tax_number) <> (known.country, known.region, known.tax_number)
		order by 4 nulls first`
	const { percent, label, reason } = taxOn(await rateRows(scope), parties, 'standard', scope.today.toString())
	const { sellerCountry, buyerCountry, buyerTaxNumber } = parties
	return {
		vatNumber: sees(scope, 'customer', 'taxNumber', null) ? vatNumberOf(buyerCountry, buyerTaxNumber) : null,
		acrossUnion: sellerCountry !== buyerCountry && union.has(sellerCountry) && union.has(buyerCountry),
		toCheck: sees(scope, 'customer', 'taxNumber', null) ? toCheck : [],
		...{ percent, label, reason, exemptions },
	}
}
