import { type Formats, languageIn } from '#core/formats.ts'
import type { TaxReason } from '#core/tax/rate.ts'
import type { useWords } from '../words/use-words.tsx'
import { nameCountry } from './country.ts'
import { formatDay } from './format.ts'

/** What decided a tax, as a sentence. */
export function sayTaxReason(say: ReturnType<typeof useWords>, formats: Formats, reason: TaxReason): string {
	switch (reason.kind) {
		case 'rate':
		case 'home_rate':
		case 'unchecked': {
			const country = nameCountry(languageIn(formats), reason.country)
			const place = reason.region ? `${reason.region}, ${country}` : country
			return say(`why.taxOf.${reason.kind}`, { place, since: formatDay(formats, reason.since) })
		}
		case 'exempt':
			return say('why.taxOf.exempt', { certificate: reason.certificate })
		case 'reverse_charge':
			return say('why.taxOf.reverse_charge', { number: reason.number })
		case 'export':
		case 'no_rate':
			return say(`why.taxOf.${reason.kind}`, { place: nameCountry(languageIn(formats), reason.country) })
		case 'as_charged':
			return say('why.taxOf.as_charged')
	}
}
