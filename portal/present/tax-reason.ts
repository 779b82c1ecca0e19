import type { TaxReason } from '#core/tax/rate.ts'
import type { Language } from '../words/language.ts'
import type { useWords } from '../words/use-words.tsx'
import { nameCountry } from './country.ts'
import { formatDay } from './format.ts'

/** What decided a tax, as a sentence. */
export function sayTaxReason(say: ReturnType<typeof useWords>, language: Language, reason: TaxReason): string {
	switch (reason.kind) {
		case 'rate':
		case 'home_rate':
		case 'unchecked': {
			const country = nameCountry(language, reason.country)
			const place = reason.region ? `${reason.region}, ${country}` : country
			return say(`why.taxOf.${reason.kind}`, { place, since: formatDay(language, reason.since) })
		}
		case 'exempt':
			return say('why.taxOf.exempt', { certificate: reason.certificate })
		case 'reverse_charge':
			return say('why.taxOf.reverse_charge', { number: reason.number })
		case 'export':
		case 'no_rate':
			return say(`why.taxOf.${reason.kind}`, { place: nameCountry(language, reason.country) })
		case 'as_charged':
			return say('why.taxOf.as_charged')
	}
}
