import type { Language } from '../words/language.ts'
import { languages } from '../words/language.ts'

/** ISO 3166 codes that stand for a country or territory; Intl knows their names but not which there are. */
const countryCodes =
	'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW'.split(
		' ',
	)

/** All countries by their names in a language, in its order. */
export function listCountries(language: Language): { code: string; name: string }[] {
	return countryCodes
		.map((code) => ({ code, name: nameCountry(language, code) }))
		.sort((one, other) => one.name.localeCompare(other.name, languages[language].locale))
}

/** The name of a country (ISO 3166) in a language. */
export function nameCountry(language: Language, code: string): string {
	try {
		return new Intl.DisplayNames(languages[language].locale, { type: 'region' }).of(code) ?? code
	} catch {
		return code
	}
}
