import type { Language } from './words.ts'

/** ISO 3166-1 codes that cards are issued in. */
const CODES =
	'AC AD AE AF AG AI AL AM AO AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW'.split(
		' ',
	)

const lists = new Map<Language, { code: string; name: string }[]>()

/** Countries and regions by their names in the reader's language, in its order. */
export function countriesIn(language: Language): { code: string; name: string }[] {
	const known = lists.get(language)
	if (known !== undefined) return known
	const names = new Intl.DisplayNames(language, { type: 'region' })
	const order = new Intl.Collator(language)
	const list = CODES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
		order.compare(a.name, b.name),
	)
	lists.set(language, list)
	return list
}

export function isCountry(code: string): boolean {
	return CODES.includes(code.toUpperCase())
}
