import { threeLetters } from './country-codes.ts'
import { bareWord } from './words.ts'

/** Codes that Intl names but ISO 3166 does not list as countries. */
const noCountry = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

/** Usual names and codes beside those of Intl. UK and EL are what the EU writes for GB and GR. */
const usual: Record<string, string> = {
	GB: 'uk|u k|great britain|england|scotland|wales|northern ireland|britain|великобритания|англия|英国|anh|vương quốc anh|nước anh',
	GR: 'el|hellas|hellenic republic',
	US: 'usa|u s|u s a|america|united states of america|the united states|сша|соединенные штаты|美国|mỹ|hoa kỳ',
	RU: 'russian federation|российская федерация|рф|россия|俄罗斯|俄国|nga|liên bang nga',
	CN: 'prc|people s republic of china|p r china|mainland china|китай|кнр|中国|中华人民共和国|trung quốc',
	VN: 'viet nam|socialist republic of vietnam|вьетнам|越南|việt nam',
	KR: 'korea|south korea|republic of korea|korea republic of|korea south|корея|южная корея|韩国|大韩民国|hàn quốc',
	KP: 'north korea|democratic people s republic of korea|кндр|朝鲜',
	TW: 'taiwan|taiwan province of china|тайвань|台湾|臺灣|đài loan',
	HK: 'hong kong|hong kong sar|гонконг|香港|hồng kông',
	MO: 'macau|macao|макао|澳门',
	CZ: 'czech republic|czechia|чехия|чешская республика|捷克',
	NL: 'holland|the netherlands|нидерланды|голландия|荷兰|hà lan',
	AE: 'uae|u a e|emirates|оаэ|эмираты|阿联酋',
	TR: 'turkey|türkiye|турция|土耳其|thổ nhĩ kỳ',
	CI: 'ivory coast|cote d ivoire|кот д ивуар',
	MM: 'burma|myanmar',
	SZ: 'swaziland',
	MK: 'macedonia|north macedonia|fyrom|македония',
	CD: 'dr congo|drc|democratic republic of the congo|congo democratic republic of the',
	CG: 'congo|republic of the congo',
	CV: 'cabo verde',
	TL: 'east timor',
	VA: 'holy see|vatican',
	PS: 'palestine|state of palestine',
	LA: 'lao pdr|lao people s democratic republic|лаос',
	MD: 'moldova republic of|republic of moldova|молдавия',
	IR: 'iran islamic republic of|islamic republic of iran',
	SY: 'syrian arab republic',
	TZ: 'united republic of tanzania|tanzania united republic of',
	VE: 'bolivarian republic of venezuela|venezuela bolivarian republic of',
	BO: 'plurinational state of bolivia|bolivia plurinational state of',
	BY: 'беларусь|белоруссия',
	KZ: 'казахстан|республика казахстан',
	KG: 'киргизия|кыргызстан',
	DE: 'deutschland|federal republic of germany|brd',
	AT: 'österreich',
	CH: 'schweiz|suisse|svizzera',
	ES: 'españa',
	IT: 'italia',
	SE: 'sverige',
	NO: 'norge',
	DK: 'danmark',
	FI: 'suomi',
	PL: 'polska',
	BR: 'brasil',
	MX: 'méxico',
	BE: 'belgique|belgië',
	IE: 'republic of ireland|éire',
}

let names: Map<string, string> | undefined

/**
 * ISO 3166 alpha-2 of a country's code (two or three letters) or name in the product's languages. `sure` is false
 * where the code is not ISO's own and another country could be meant, such as UK.
 */
export function readCountry(given: string): { code: string; sure: boolean } | undefined {
	names ??= collect()
	const word = bareWord(given.replace(/[’'`]/g, ' ').replace(/[(),]/g, ' '))
	const code = names.get(word)
	return code === undefined ? undefined : { code, sure: word !== 'uk' && word !== 'el' }
}

function collect(): Map<string, string> {
	const found = new Map<string, string>()
	const add = (word: string, code: string) => {
		const bare = bareWord(word.replace(/[’'`]/g, ' ').replace(/[(),]/g, ' '))
		if (!found.has(bare)) found.set(bare, code)
	}
	for (const code of countryCodes()) add(code, code)
	for (const [code, three] of threeLetters) add(three, code)
	for (const [code, words] of Object.entries(usual)) for (const word of words.split('|')) add(word, code)
	for (const language of ['en', 'ru', 'zh', 'vi', 'de', 'fr', 'es']) {
		const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
		for (const code of countryCodes()) {
			const name = display.of(code)
			if (!name) continue
			add(name, code)
			add(name.replaceAll('&', 'and').replaceAll('St.', 'Saint'), code)
			add(name.replaceAll('ё', 'е'), code)
		}
	}
	return found
}

function countryCodes(): string[] {
	const display = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
	return letters
		.flatMap((first) => letters.map((second) => first + second))
		.filter(
			(code) =>
				!noCountry.has(code) && display.of(code) && Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
		)
}
