/** Languages whose month names are known besides the product's four: an export speaks that of its maker. */
const languages = ['en', 'ru', 'zh', 'vi', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sv', 'tr', 'uk']

let numbers: Map<string, number> | undefined

/** 1 to 12 for a month's name, long or short, as it stands alone or in a date; undefined for another word. */
export function monthNumber(word: string | undefined): number | undefined {
	numbers ??= collect()
	return word === undefined ? undefined : numbers.get(bare(word))
}

function collect(): Map<string, number> {
	const found = new Map<string, number>([
		['sept', 9],
		// As spreadsheets write them in German.
		['mrz', 3],
		['jän', 1],
		['jänner', 1],
	])
	for (const language of languages) {
		const formats = (['long', 'short'] as const).flatMap((month) => [
			new Intl.DateTimeFormat(language, { month, calendar: 'gregory', timeZone: 'UTC' }),
			new Intl.DateTimeFormat(language, { month, day: 'numeric', calendar: 'gregory', timeZone: 'UTC' }),
		])
		for (let month = 1; month <= 12; month++) {
			const moment = Temporal.PlainDate.from({ year: 2026, month, day: 15 }).toZonedDateTime('UTC').epochMilliseconds
			for (const format of formats) {
				const name = format.formatToParts(moment).find((part) => part.type === 'month')?.value
				// Of two languages that call different months the same, the one named first here is believed.
				if (name && /\p{L}{3}/u.test(name) && !found.has(bare(name))) found.set(bare(name), month)
			}
		}
	}
	return found
}

function bare(word: string): string {
	return word.toLowerCase().replace(/\./g, '').trim()
}
