import type { Field } from './field.ts'

const called = {
	en: 'english|английском|английский|英文|tiếng anh',
	ru: 'russian|русском|русский|俄文|tiếng nga',
	zh: 'chinese|китайском|китайский|中文|tiếng trung',
	vi: 'vietnamese|вьетнамском|вьетнамский|越南文|tiếng việt',
}

/** What a column is headed in each of the four languages, before that of what stands in it is said. */
export type HeadedIn = readonly [english: string, russian: string, chinese: string, vietnamese: string]

/** What a column in one language is headed: `name ru`, `name in Russian`, `наименование на русском`, `俄文名称`. */
function headersIn(language: keyof typeof called, words: HeadedIn): string {
	const [english, russian, chinese, vietnamese] = words
	const [inEnglish, onRussian, russianly, inChinese, inVietnamese] = called[language].split('|')
	return [
		...[`${english} ${language}`, `${language} ${english}`, `${english} in ${inEnglish}`, `${inEnglish} ${english}`],
		...[`${english} ${inEnglish}`, `${russian} на ${onRussian}`, `${russian} ${russianly}`, `${russian} ${language}`],
		...[
			`${inChinese}${chinese}`,
			`${chinese}${inChinese}`,
			`${vietnamese} ${inVietnamese}`,
			`${vietnamese} ${language}`,
		],
	].join('|')
}

const endings = { en: 'En', ru: 'Ru', zh: 'Zh', vi: 'Vi' } as const

/** The fields of what something is called or described as to readers of each language. */
export function saidFields(words: 'name' | 'description', most: number, ...headed: HeadedIn[]): Field[] {
	return (['en', 'ru', 'zh', 'vi'] as const).map((language) => ({
		name: `${words}${endings[language]}`,
		kind: 'text',
		most,
		headers: headed.map((one) => headersIn(language, one)).join('|'),
	}))
}
