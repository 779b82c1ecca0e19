import { look } from '#core/act.ts'
import { currencyCodes } from '#core/money.ts'
import { listStaff } from '#core/staff/list.ts'
import type { LoadContext } from '../../load-context.ts'
import type { StaffMember } from '../../sign-in/actor.ts'
import { nameCountry } from '../country.ts'

/** ISO 3166 codes that stand for a country or territory; Intl knows their names but not which there are. */
const countryCodes =
	'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN VU WF WS XK YE YT ZA ZM ZW'.split(
		' ',
	)

/** What the choices of a customer's form offer. */
export async function customerChoices(context: LoadContext, { actor }: StaffMember) {
	const found = await look(
		context.books,
		actor,
		async (scope) => ({
			staff: await listStaff(scope),
			termDays: scope.company.paymentTermDays,
			currency: scope.company.currency,
			country: scope.company.country,
		}),
		undefined,
	)
	if (!found.ok) throw new Error('The choices of a customer are not readable')
	const countries = countryCodes
		.map((code) => ({ code, name: nameCountry('en', code) }))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'))
	return { ...found.value, countries, currencies: currencyCodes() }
}
