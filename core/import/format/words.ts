/** A word as it is compared: without case, accents kept, blanks, dashes, underscores and dots made one blank. */
export function bareWord(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_\-./\\–—:]+/g, ' ')
		.trim()
}

function table<Value>(entries: readonly (readonly [Value, string])[]): Map<string, Value> {
	return new Map(entries.flatMap(([value, words]) => words.split('|').map((word) => [bareWord(word), value] as const)))
}

const truths = table<boolean>([
	[true, 'true|yes|y|1|t|on|x|✓|✔|да|д|истина|вкл|是|有|真|对|√|có|đúng|phải|oui|ja|si|sí|wahr|vrai'],
	[false, 'false|no|n|0|f|off|нет|н|ложь|выкл|否|无|假|不|×|không|sai|non|nein|falsch|faux'],
])

export function readTruth(text: string): boolean | undefined {
	return truths.get(bareWord(text))
}

export type IntervalChoice = { unit: 'day' | 'week' | 'month' | 'year'; count: number } | 'once'

const intervals = table<IntervalChoice>([
	[
		{ unit: 'day', count: 1 },
		'daily|day|per day|d|p1d|1d|ежедневно|день|в день|每天|每日|按日|日付|hàng ngày|ngày|täglich|tag|pro tag|je tag',
	],
	[
		{ unit: 'week', count: 1 },
		'weekly|week|per week|w|wk|p1w|1w|еженедельно|неделя|в неделю|每周|每週|按周|周付|hàng tuần|tuần|wöchentlich|woche|pro woche|je woche',
	],
	[
		{ unit: 'week', count: 2 },
		'fortnightly|every two weeks|every 2 weeks|раз в две недели|每两周|hai tuần|zweiwöchentlich|alle zwei wochen|14 tägig',
	],
	[
		{ unit: 'month', count: 1 },
		'monthly|month|months|per month|mo|m|mth|p1m|1m|1 month|every month|ежемесячно|ежемесячный|ежемесячная|месяц|мес|в месяц|помесячно|每月|月付|按月|月|月度|包月|hàng tháng|tháng|theo tháng|mỗi tháng|monatlich|monat|monate|pro monat|je monat|im monat|mtl|1 monat|mensuel|mensual',
	],
	[
		{ unit: 'month', count: 3 },
		'quarterly|quarter|per quarter|q|qtr|p3m|3m|3 months|every 3 months|every three months|ежеквартально|ежеквартальный|квартал|поквартально|每季|每季度|季付|按季|季度|季|hàng quý|quý|theo quý|vierteljährlich|quartalsweise|quartal|pro quartal|je quartal|vierteljahr|3 monate|alle 3 monate|trimestriel',
	],
	[
		{ unit: 'month', count: 6 },
		'half yearly|halfyearly|semi annual|semi annually|semiannual|semiannually|biannual|biannually|p6m|6m|6 months|every 6 months|every six months|раз в полгода|полгода|полугодие|每半年|半年|半年付|nửa năm|sáu tháng|halbjährlich|halbjahr|pro halbjahr|6 monate|alle 6 monate|semestriel',
	],
	[
		{ unit: 'year', count: 1 },
		'annual|annually|yearly|year|years|per year|per annum|pa|yr|y|a|p1y|p12m|1y|12m|1 year|12 months|every year|every 12 months|ежегодно|ежегодный|год|годовой|годовая|в год|每年|年付|按年|年|年度|包年|hàng năm|năm|theo năm|mỗi năm|jährlich|jahr|jahre|pro jahr|je jahr|im jahr|jhrl|1 jahr|12 monate|annuel|anual',
	],
	[
		{ unit: 'year', count: 2 },
		'biennial|biennially|every two years|every 2 years|2 years|24 months|p2y|2y|раз в два года|每两年|hai năm|alle zwei jahre|zweijährlich|2 jahre|24 monate',
	],
	[
		{ unit: 'year', count: 3 },
		'triennial|every three years|every 3 years|3 years|36 months|p3y|3y|три года|三年|每三年|ba năm|alle drei jahre|dreijährlich|3 jahre|36 monate',
	],
	[
		'once',
		'once|one time|onetime|one off|oneoff|single|разово|единоразово|однократно|一次性|一次|một lần|einmalig|einmal|einmalzahlung',
	],
])

export function readInterval(text: string): IntervalChoice | undefined {
	return intervals.get(bareWord(text))
}

const languages = table<'en' | 'ru' | 'zh' | 'vi'>([
	['en', 'en|eng|english|английский|英语|英文|tiếng anh|anglais|englisch'],
	['ru', 'ru|rus|russian|русский|俄语|俄文|tiếng nga|russe|russisch'],
	[
		'zh',
		'zh|chi|zho|cn|chinese|mandarin|simplified chinese|китайский|中文|汉语|简体中文|普通话|tiếng trung|tiếng hoa|chinois|chinesisch',
	],
	['vi', 'vi|vie|vn|vietnamese|вьетнамский|越南语|tiếng việt|vietnamien|vietnamesisch'],
])

/** Also of a locale such as en-US or zh_Hans_CN. */
export function readLanguage(text: string): 'en' | 'ru' | 'zh' | 'vi' | undefined {
	const bare = bareWord(text)
	return (
		languages.get(bare) ??
		(/^[a-z]{2} [a-z]{2,4}( [a-z]{2})?$/.test(bare) ? languages.get(bare.slice(0, 2)) : undefined)
	)
}

const timings = table<'advance' | 'arrears'>([
	[
		'advance',
		'advance|in advance|prepaid|pre paid|upfront|up front|beginning of period|авансом|предоплата|вперёд|вперед|预付|预付费|trả trước|im voraus|vorschüssig|vorab|vorauszahlung|vorauskasse',
	],
	[
		'arrears',
		'arrears|in arrears|postpaid|post paid|end of period|постоплата|по факту|后付|后付费|trả sau|nachträglich|nachschüssig|im nachhinein',
	],
])

export function readTiming(text: string): 'advance' | 'arrears' | undefined {
	return timings.get(bareWord(text))
}

const renewals = table<'none' | 'tacit' | 'quote'>([
	[
		'tacit',
		'tacit|auto|automatic|automatically|auto renew|автоматически|автопродление|自动|自动续约|自动续费|tự động|automatisch|stillschweigend',
	],
	['quote', 'quote|by quote|offer|предложение|报价|báo giá|angebot|auf angebot'],
	['none', 'none|manual|never|not|нет|вручную|无|手动|không|thủ công|keine|manuell|nie|nicht'],
])

/** A yes-or-no column says whether the contract renews by itself. */
export function readRenewal(text: string): 'none' | 'tacit' | 'quote' | undefined {
	const found = renewals.get(bareWord(text))
	if (found) return found
	const truth = readTruth(text)
	return truth === undefined ? undefined : truth ? 'tacit' : 'none'
}

/** One of a field's own choices, by its name or a word for it. */
export function readChoice(text: string, choices: Readonly<Record<string, string>>): string | undefined {
	const bare = bareWord(text)
	return Object.keys(choices).find((choice) => choice === bare || choices[choice]?.split('|').includes(bare))
}

const nothing = new Set([
	'null',
	'n/a',
	'na',
	'#n/a',
	'none',
	'nil',
	'nan',
	'-',
	'–',
	'—',
	'--',
	'?',
	'нет данных',
	'无',
	'0000-00-00',
	'undefined',
])

/** What programs write into a cell that holds nothing. Not asked of names and other free text. */
export function isNothing(text: string): boolean {
	return text.length <= 12 && nothing.has(text.trim().toLowerCase())
}
