import { z } from 'zod'
import { type Formats, formatsFor } from '#core/formats.ts'
import { line } from '../kit/field.ts'
import { country } from '../words/format.ts'
import type { Language } from '../words/language.ts'

const text = line.default('')

/** Who buys or sells, as printed on a paper: the names of a row of `billing_party`, so that a row can be handed in. */
export const party = z.object({
	name: line,
	street: z.string().default(''),
	postalCode: text,
	city: text,
	region: text,
	/** Two letters, ISO 3166. */
	country: text,
	taxNumber: text,
	/** What the number is called where the party lives: VAT, EIN, GSTIN, УНП. */
	taxNumberName: text,
	registrationNumber: text,
	email: text,
	phone: text,
})

export type Party = z.output<typeof party>

const cityFirst = ['US', 'CA', 'AU', 'IN', 'ID', 'NZ', 'TW', 'SG']
const codeLast = ['GB', 'IE', 'VN', 'CN', 'HK', 'JP', 'KR', 'TH', 'MY']

/** The lines of an address in the order its own country writes them, the country in the reader's language. */
export function addressLines(of: Party, language: Language): string[] {
	const lines = of.street.split(/\r?\n/)
	if (cityFirst.includes(of.country)) {
		lines.push([of.city, [of.region, of.postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', '))
	} else if (codeLast.includes(of.country)) {
		lines.push([of.city, of.region].filter(Boolean).join(', '), of.postalCode)
	} else {
		lines.push([of.postalCode, of.city].filter(Boolean).join(' '), of.region)
	}
	if (of.country) lines.push(country(of.country, language))
	return lines.map((each) => each.normalize('NFC').replace(/\s+/g, ' ').trim()).filter(Boolean)
}

/**
 * How a paper writes days, numbers and amounts: as the country of whoever buys does. It stands on the paper itself, so
 * that an address which changes later changes nothing.
 */
export function formatsOf({ language, buyer }: { language: Language; buyer: Party }): Formats {
	return formatsFor(language, buyer.country)
}
