import type { Scope } from '../act.ts'

export type TaxRate = {
	country: string
	region: string
	taxClass: string
	label: string
	/** Exact decimal. */
	percent: string
	validFrom: string
}

/** Who sells to whom: ISO 3166 countries, the buyer's tax number and exemption where there are any. */
export type TaxParties = {
	sellerCountry: string
	buyerCountry: string
	buyerRegion: string
	buyerTaxNumber: string
	exemption: string
}

/** `note` names a sentence that the invoice must carry. */
export type Tax = { percent: string; label: string; note: '' | 'exempt' | 'reverse_charge' | 'export' }

const european = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))

/** All rates: few rows, read once for many lines. */
export function rateRows(scope: Scope) {
	return scope.sql<TaxRate[]>`
		select country, region, tax_class as "taxClass", label, percent::text as percent, valid_from::text as "validFrom" from tax_rate`
}

/**
 * The tax of one class of product on a day (ISO date). At home and where the company has a rate of that country, its
 * rate, the region's before the country's, the latest valid on the day. To a business in another country of the
 * European Union, which gives its number: reverse charge (Directive 2006/112/EC, articles 44 and 196). Elsewhere none.
 */
export function taxOn(rates: readonly TaxRate[], parties: TaxParties, taxClass: string, on: string): Tax {
	if (parties.exemption) return { percent: '0', label: '', note: 'exempt' }
	const abroad = parties.sellerCountry !== parties.buyerCountry
	const withinUnion = european.has(parties.sellerCountry) && european.has(parties.buyerCountry)
	if (abroad && withinUnion && parties.buyerTaxNumber) return { percent: '0', label: '', note: 'reverse_charge' }
	const there = latest(rates, parties.buyerCountry, parties.buyerRegion, taxClass, on)
	if (there) return { percent: there.percent, label: there.label, note: '' }
	if (!abroad) return { percent: '0', label: '', note: '' }
	const home = withinUnion ? latest(rates, parties.sellerCountry, '', taxClass, on) : undefined
	return home ? { percent: home.percent, label: home.label, note: '' } : { percent: '0', label: '', note: 'export' }
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
		if (rate.country !== country || rate.taxClass !== taxClass || rate.validFrom > on) continue
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
