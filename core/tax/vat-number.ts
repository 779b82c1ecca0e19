import { validate as austria } from 'stdnum/lib/cjs/at/uid.js'
import { validate as belgium } from 'stdnum/lib/cjs/be/vat.js'
import { validate as bulgaria } from 'stdnum/lib/cjs/bg/vat.js'
import { validate as switzerland } from 'stdnum/lib/cjs/ch/uid.js'
import { validate as cyprus } from 'stdnum/lib/cjs/cy/vat.js'
import { validate as czechia } from 'stdnum/lib/cjs/cz/dic.js'
import { validate as germany } from 'stdnum/lib/cjs/de/vat.js'
import { validate as denmark } from 'stdnum/lib/cjs/dk/cvr.js'
import { validate as estonia } from 'stdnum/lib/cjs/ee/kmkr.js'
import { validate as spain } from 'stdnum/lib/cjs/es/nif.js'
import { validate as finland } from 'stdnum/lib/cjs/fi/alv.js'
import { validate as france } from 'stdnum/lib/cjs/fr/tva.js'
import { validate as britain } from 'stdnum/lib/cjs/gb/vat.js'
import { validate as greece } from 'stdnum/lib/cjs/gr/vat.js'
import { validate as croatia } from 'stdnum/lib/cjs/hr/oib.js'
import { validate as hungary } from 'stdnum/lib/cjs/hu/anum.js'
import { validate as ireland } from 'stdnum/lib/cjs/ie/vat.js'
import { validate as italy } from 'stdnum/lib/cjs/it/iva.js'
import { validate as lithuania } from 'stdnum/lib/cjs/lt/pvm.js'
import { validate as luxembourg } from 'stdnum/lib/cjs/lu/tva.js'
import { validate as latvia } from 'stdnum/lib/cjs/lv/pvn.js'
import { validate as malta } from 'stdnum/lib/cjs/mt/vat.js'
import { validate as netherlands } from 'stdnum/lib/cjs/nl/btw.js'
import { validate as norway } from 'stdnum/lib/cjs/no/mva.js'
import { validate as poland } from 'stdnum/lib/cjs/pl/nip.js'
import { validate as portugal } from 'stdnum/lib/cjs/pt/nif.js'
import { validate as romania } from 'stdnum/lib/cjs/ro/cui.js'
import { validate as sweden } from 'stdnum/lib/cjs/se/vat.js'
import { validate as slovenia } from 'stdnum/lib/cjs/si/ddv.js'
import { validate as slovakia } from 'stdnum/lib/cjs/sk/dph.js'

type Validate = (input: string) => { isValid: boolean }

/** The members of the European Union, by ISO 3166. */
export const union: ReadonlySet<string> = new Set(
	'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
)

const validators: Readonly<Record<string, Validate>> = {
	...{ AT: austria, BE: belgium, BG: bulgaria, CY: cyprus, CZ: czechia, DE: germany, DK: denmark, EE: estonia },
	...{ ES: spain, FI: finland, FR: france, GR: greece, HR: croatia, HU: hungary, IE: ireland, IT: italy },
	...{ LT: lithuania, LU: luxembourg, LV: latvia, MT: malta, NL: netherlands, PL: poland, PT: portugal, RO: romania },
	...{ SE: sweden, SI: slovenia, SK: slovakia, GB: britain, CH: switzerland, NO: norway },
}

/** Where the letters in front, or those behind that some write, are not the country's own code. */
const letters: Readonly<Record<string, { front?: string; behind?: RegExp; whole?: (digits: string) => string }>> = {
	GR: { front: 'EL' },
	CH: { front: 'CHE', behind: /(MWST|TVA|IVA|TPV)$/, whole: (digits) => `CHE${digits}` },
	NO: { behind: /MVA$/, whole: (digits) => `${digits}MVA` },
}

/**
 * The VAT number of a business in a country, with its letters and without blanks: `FR40303265045`. Null where the text is
 * none by its form and its check digits, and for countries whose numbers are not known here: the Union's, GB, CH and NO
 * are. Whether the number has been given to anybody is not asked.
 */
export function vatNumberOf(country: string, text: string): string | null {
	const valid = validators[country]
	const own = compact(text)
	if (!valid || !/^[A-Z0-9+*]{4,20}$/.test(own)) return null
	const { front = country, behind, whole } = letters[country] ?? {}
	const digits = withoutFront(country, front, own).replace(behind ?? '', '')
	return valid(whole ? whole(digits) : digits).isValid ? `${front}${digits}` : null
}

/** Whether a text gives itself out for a VAT number of the country, by its letters and digits, and is none. */
export function isWrongVatNumber(country: string, text: string): boolean {
	if (!validators[country]) return false
	const own = compact(text)
	const digits = withoutFront(country, letters[country]?.front ?? country, own)
	if (digits === own || !/^[A-Z0-9+*]{5,16}$/.test(digits)) return false
	return digits.replaceAll(/\D/g, '').length >= 5 && vatNumberOf(country, text) === null
}

/** How VAT numbers of a country look, for people; of one that nobody has. */
export function vatNumberExample(country: string): string {
	return examples[country] ?? ''
}

const examples: Readonly<Record<string, string>> = {
	...{ AT: 'ATU12345675', BE: 'BE0123456749', BG: 'BG123456786', CY: 'CY12345678F', CZ: 'CZ12345679' },
	...{ DE: 'DE123456788', DK: 'DK12345674', EE: 'EE123456780', ES: 'ESB12345674', FI: 'FI12345671' },
	...{ FR: 'FR44732829320', GR: 'EL123456783', HR: 'HR12345678903', HU: 'HU12345676', IE: 'IE1234567T' },
	...{ IT: 'IT12345670033', LT: 'LT123456715', LU: 'LU12345613', LV: 'LV40003123400', MT: 'MT12345634' },
	...{ NL: 'NL123456780B94', PL: 'PL1234567802', PT: 'PT123456789', RO: 'RO1234567897', SE: 'SE123456789701' },
	...{ SI: 'SI12345679', SK: 'SK2021234501', GB: 'GB123456727', CH: 'CHE123456788', NO: 'NO123456785MVA' },
}

const compact = (text: string) => text.toUpperCase().replaceAll(/[\s.\-/]/g, '')

function withoutFront(country: string, front: string, own: string): string {
	const used = [front, country].find((one) => own.startsWith(one))
	return used ? own.slice(used.length) : own
}
