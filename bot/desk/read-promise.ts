import { formatDay, parseDay } from '#core/calendar.ts'
import { readAmounts } from '../understand/amounts.ts'
import { indexOf } from '../understand/names.ts'
import { normalise } from '../understand/normalise.ts'
import { readPeriods } from '../understand/periods.ts'
import { type Amount, type Language, languages } from '../understand/reading.ts'
import { scan } from '../understand/scan.ts'
import { tokenise } from '../understand/tokenise.ts'

/** A promise as it was said: without an amount it is all that is open. `on` is ISO. */
export type SaidPromise = { on: string; amount?: Amount }

const nobody = indexOf({ group: [], person: [], customer: [], product: [], plan: [] })
const limit = /(?<![\p{L}\p{M}])(?:by|until|till|before|до|к|trước|đến)(?![\p{L}\p{M}])|之前|以前|前/gu
const near: Record<string, number> = {
	...{ today: 0, tomorrow: 1, сегодня: 0, завтра: 1, послезавтра: 2 },
	...{ 今天: 0, 明天: 1, 后天: 2, 'hôm nay': 0, 'ngày mai': 1 },
}

/**
 * The day and the amount that a customer has promised, in words of any of the four languages: a day to come, by its date,
 * its name, or as tomorrow. Undefined where it says no day, more than one, or several amounts.
 */
export function readPromise(
	said: string,
	{ today, language }: { today: string; language: Language },
): SaidPromise | undefined {
	const words = normalise(said)
	const named = dayByName(words, today)
	// The day itself counts: `by`, `до` and `前` say nothing more.
	const rest = (named ? words.replace(named.word, ' ') : words).replace(limit, ' ')
	// A day without its year is the latest that is not ahead: seen from a year on, that is the next one.
	const clock = { today: parseDay(today) + 364, dayFirst: true }
	for (const one of [language, ...languages.filter((other) => other !== language)]) {
		const items = readPeriods(readAmounts(scan(tokenise(rest), one, nobody)), clock)
		const days = items.flatMap((item) => (item.is === 'stretch' ? [item] : []))
		const amounts = items.flatMap((item): Amount[] =>
			item.is === 'amount' ? [item.amount] : item.is === 'number' ? [{ value: item.value }] : [],
		)
		const [day] = days
		const on = named?.on ?? (days.length === 1 && day && day.to - day.from === 1 ? formatDay(day.from) : undefined)
		if (!on || amounts.length > 1 || days.length > (named ? 0 : 1)) continue
		return { on, ...(amounts[0] && { amount: amounts[0] }) }
	}
	return undefined
}

/** `Friday`, `в пятницу`, `周五`, `thứ sáu`: the next one; tomorrow. */
function dayByName(words: string, today: string): { on: string; word: string } | undefined {
	const day = Temporal.PlainDate.from(today)
	for (const [word, days] of Object.entries(near).sort(([one], [other]) => other.length - one.length))
		if (has(words, word)) return { word, on: day.add({ days }).toString() }
	for (let days = 1; days <= 7; days++) {
		const on = day.add({ days })
		const word = weekdays(on).find((name) => has(words, name))
		if (word) return { word, on: on.toString() }
	}
	return undefined
}

/** What a day of the week is called, in each language, as it also stands after `by` in Russian. */
function weekdays(on: Temporal.PlainDate): string[] {
	const named = languages.flatMap((language) =>
		(['long', 'short'] as const).map((weekday) => normalise(on.toLocaleString(language, { weekday }))),
	)
	const declined = named.flatMap((name) => (/а$/.test(name) ? [`${name.slice(0, -1)}у`, `${name.slice(0, -1)}ы`] : []))
	return [...named, ...declined].filter((name) => name.length > 1)
}

function has(words: string, word: string): boolean {
	if (/\p{Script=Han}/u.test(word)) return words.includes(word)
	return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${word.replace(/[.]/g, '\\.')}(?![\\p{L}\\p{M}\\p{N}])`, 'u').test(words)
}
