import type { Scope } from '../act.ts'
import { compare, parseDecimal } from '../decimal.ts'
import { union, vatNumberOf } from './vat-number.ts'

export type TaxRate = {
	country: string
	region: string
	taxClass: string
	label: string
	/** Exact decimal. */
	percent: string
	validFrom: string
	/** The last day; null: until another begins. After it the one before counts again. */
	validTo: string | null
	/** Prices of its class include the tax. All rates of a class say the same of it. */
	included: boolean
}

/** Why a customer pays no tax, by a certificate. Empty country, region or class: whichever it is. */
export type TaxExemption = {
	certificate: string
	country: string
	region: string
	taxClass: string
	validFrom: string
	validTo: string | null
}

/** Who sells to whom: ISO 3166 countries, the buyer's tax number and exemptions where there are any. */
export type TaxParties = {
	sellerCountry: string
	buyerCountry: string
	buyerRegion: string
	buyerTaxNumber: string
	exemptions: readonly TaxExemption[] | null
	/** What staff have checked, where the customer's people have said something else since. */
	checked: CheckedParty | null
}

export type CheckedParty = { country: string; region: string; taxNumber: string }

/**
 * What decided the tax, for people and for keeping. `rate`: of the buyer's place; `home_rate`: of the seller's; `unchecked`:
 * either, because what the buyer says is not checked yet.
 */
export type TaxReason =
	| { kind: 'rate' | 'home_rate' | 'unchecked'; country: string; region: string; taxClass: string; since: string }
	| { kind: 'exempt'; certificate: string }
	| { kind: 'reverse_charge'; number: string }
	| { kind: 'export' | 'no_rate'; country: string }
	| { kind: 'as_charged' }

/** `note` names a sentence that the invoice must carry. */
export type Tax = {
	percent: string
	label: string
	note: '' | 'exempt' | 'reverse_charge' | 'export'
	reason: TaxReason
}

/** All rates: few rows, read once for many lines. */
export function rateRows(scope: Pick<Scope, 'sql'>) {
	return scope.sql<TaxRate[]>`
		select country, region, tax_class as "taxClass", label, percent::text as percent, valid_from::text as "validFrom",
			valid_to::text as "validTo", included from tax_rate`
}

/** A customer's exemptions that have not been taken back, as JSON, for a query that has `customer`; null for none. */
export function exemptionsJson({ sql }: Pick<Scope, 'sql'>) {
	return sql`(select jsonb_agg(jsonb_build_object('certificate', certificate, 'country', country, 'region', region,
		'taxClass', tax_class, 'validFrom', valid_from, 'validTo', valid_to) order by id)
		from tax_exemption where tax_exemption.customer_id = customer.id and taken_back_at is null)`
}

/** What of a customer has been checked, as JSON, for a query that has `customer`; null where all of it is. */
export function checkedJson({ sql }: Pick<Scope, 'sql'>) {
	return sql`(select jsonb_build_object('country', checked.country, 'region', checked.region, 'taxNumber', checked.tax_number)
		from billing_party as checked where checked.id = customer.taxed_as_id)`
}

/**
 * The tax of one class of product on a day (ISO date). What the customer's people say of their place and number counts once
 * it is checked; until then for more tax only, and a number for nothing.
 */
export function taxOn(rates: readonly TaxRate[], parties: TaxParties, taxClass: string, on: string): Tax {
	const said = taxAsSaid(rates, parties, taxClass, on)
	const { checked } = parties
	if (!checked) return said
	const sameNumber = checked.country === parties.buyerCountry && checked.taxNumber === parties.buyerTaxNumber
	const placed = sameNumber ? said : taxAsSaid(rates, { ...parties, buyerTaxNumber: '' }, taxClass, on)
	const known = { buyerCountry: checked.country, buyerRegion: checked.region, buyerTaxNumber: checked.taxNumber }
	const before = taxAsSaid(rates, { ...parties, ...known }, taxClass, on)
	const counts = compare(parseDecimal(placed.percent), parseDecimal(before.percent)) < 0 ? before : placed
	if (compare(parseDecimal(counts.percent), parseDecimal(said.percent)) <= 0) return counts
	const { reason } = counts
	return reason.kind === 'rate' || reason.kind === 'home_rate'
		? { ...counts, reason: { ...reason, kind: 'unchecked' } }
		: counts
}

/**
 * By what is said of the buyer, the tax of one class of product on a day (ISO date). Who is exempt there pays none. At home and where the company has a
 * rate of that country, its rate, the region's before the country's, the latest valid on the day. To a business in
 * another country of the European Union, whose VAT number is right by its form and check digits: reverse charge
 * (Directive 2006/112/EC, articles 44 and 196). Elsewhere none.
 */
function taxAsSaid(rates: readonly TaxRate[], parties: TaxParties, taxClass: string, on: string): Tax {
	const { sellerCountry, buyerCountry, buyerRegion } = parties
	const exemption = parties.exemptions?.find((one) => exempts(one, parties, taxClass, on))
	if (exemption) return untaxed('exempt', { kind: 'exempt', certificate: exemption.certificate })
	const abroad = sellerCountry !== buyerCountry
	const withinUnion = union.has(sellerCountry) && union.has(buyerCountry)
	const number = abroad && withinUnion ? vatNumberOf(buyerCountry, parties.buyerTaxNumber) : null
	if (number) return untaxed('reverse_charge', { kind: 'reverse_charge', number })
	const there = latest(rates, buyerCountry, buyerRegion, taxClass, on)
	if (there) return taxed('rate', there)
	if (!abroad) return untaxed('', { kind: 'no_rate', country: buyerCountry })
	const home = withinUnion ? latest(rates, sellerCountry, '', taxClass, on) : undefined
	if (home) return taxed('home_rate', home)
	return untaxed('export', { kind: withinUnion ? 'no_rate' : 'export', country: buyerCountry })
}

function untaxed(note: Tax['note'], reason: TaxReason): Tax {
	return { percent: '0', label: '', note, reason }
}

function taxed(kind: 'rate' | 'home_rate', rate: TaxRate): Tax {
	const { percent, label, country, region, taxClass, validFrom } = rate
	return { percent, label, note: '', reason: { kind, country, region, taxClass, since: validFrom } }
}

const isValid = (one: { validFrom: string; validTo: string | null }, on: string) =>
	one.validFrom <= on && (one.validTo === null || on <= one.validTo)

function exempts(one: TaxExemption, { buyerCountry, buyerRegion }: TaxParties, taxClass: string, on: string): boolean {
	if (!isValid(one, on)) return false
	if (one.country !== '' && one.country !== buyerCountry) return false
	return (one.region === '' || one.region === buyerRegion) && (one.taxClass === '' || one.taxClass === taxClass)
}

function latest(
	rates: readonly TaxRate[],
	country: string,
	region: string,
	taxClass: string,
	on: string,
): TaxRate | undefined {
	let best: TaxRate | undefined
	for (const rate of rates) {
		if (rate.country !== country || rate.taxClass !== taxClass || !isValid(rate, on)) continue
		if (rate.region !== '' && rate.region !== region) continue
		if (
			!best ||
			(rate.region !== '' && best.region === '') ||
			(rate.region === best.region && rate.validFrom > best.validFrom)
		)
			best = rate
	}
	return best
}
