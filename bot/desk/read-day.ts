import { formatDay, parseDay } from '#core/calendar.ts'
import { indexOf } from '../understand/names.ts'
import { normalise } from '../understand/normalise.ts'
import { readPeriods } from '../understand/periods.ts'
import { type Language, languages } from '../understand/reading.ts'
import { scan } from '../understand/scan.ts'
import { tokenise } from '../understand/tokenise.ts'

/** Which way a day without a year, or by its name, lies. */
export type Reading = { today: string; language: Language; ahead: boolean }

const nobody = indexOf({ group: [], person: [], customer: [], product: [], plan: [] })

/** Leads to a day, and says nothing else. */
const leading =
	/^(?:as of|as at|as on|as per|until|till|by|before|on|at|per|for|in|по состоянию на|состоянию на|на|до|к|в|во|за|截至|截止到?|到|在|于|tính đến hết|tính đến ngày|tính đến|đến ngày|đến|vào ngày|vào|tại ngày|tại|trước|ngày)(?=\s|\p{Script=Han}|\d)\s*/u
const closing = /\s*(?:为止|止|之前|以前|的)$/u

const near: [number, string][] = [
	[-2, 'the day before yesterday|day before yesterday|позавчера|前天|hôm kia'],
	[-1, 'yesterday|вчера|昨天|昨日|hôm qua'],
	[0, 'today|now|сегодня|сейчас|今天|今日|现在|hôm nay|bây giờ'],
	[2, 'the day after tomorrow|day after tomorrow|послезавтра|后天|ngày kia'],
	[1, 'tomorrow|завтра|明天|明日|ngày mai|mai'],
]

const units: ['days' | 'weeks' | 'months' | 'years', string][] = [
	['days', 'days?|дн(?:я|ей)|день|天|日|ngày'],
	['weeks', 'weeks?|недел[юьи]|周|个?星期|tuần'],
	['months', 'months?|месяц(?:а|ев)?|个月|tháng'],
	['years', 'years?|года?|лет|年|năm'],
]
const numerals: Record<string, number> = {
	...{ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, один: 1, одну: 1, два: 2, две: 2, три: 3, четыре: 4 },
	...{ 一: 1, 两: 2, 三: 3, 四: 4, một: 1, hai: 2, ba: 3, bốn: 4 },
}
const count = `(?:(\\d{1,3}|${Object.keys(numerals).join('|')})\\s*)?`

/**
 * The one day that words say, and nothing beside it, in any of the four languages: a date, its name, `yesterday`, `3 weeks ago`,
 * `через неделю`, `上周五`; of a stretch, such as a month, its last day where what was asked lies behind. ISO.
 */
export function readDay(said: string, reading: Reading): string | undefined {
	const whole = normalise(said).trim()
	const words = whole.replace(leading, '').replace(closing, '').trim()
	if (words === '') return undefined
	return (
		byNearness(words, reading.today) ??
		counted(whole, reading.today) ??
		counted(words, reading.today) ??
		weekday(words, reading) ??
		dated(words, reading)
	)
}

function byNearness(words: string, today: string): string | undefined {
	const found = near.find(([, names]) => names.split('|').includes(words))
	return found && later(today, { days: found[0] })
}

const later = (today: string, by: Temporal.DurationLike) => Temporal.PlainDate.from(today).add(by).toString()

function counted(words: string, today: string): string | undefined {
	for (const [unit, names] of units) {
		const one = `${count}(?:${names})`
		const back = new RegExp(`^(?:${one}\\s*(?:ago|back|назад|之?前|以前|trước))$`, 'u').exec(words)
		const on = new RegExp(
			`^(?:(?:in|within|через|sau)\\s+${one}|${one}\\s*(?:from now|后|之后|以后|nữa|sau|tới))$`,
			'u',
		).exec(words)
		const number = back ? (back[1] ?? '') : (on?.[1] ?? on?.[2] ?? '')
		// `Month ago` and `за месяц` without a number are one; of days that is said otherwise.
		const many = number === '' ? 1 : (numerals[number] ?? Number(number))
		if (back) return later(today, { [unit]: -many })
		if (on) return later(today, { [unit]: many })
	}
	return undefined
}

const behind = /^(?:last|past|прошл\p{L}+|上个?)\s*|\s*(?:tuần trước|trước|vừa rồi|vừa qua)$/u
const coming =
	/^(?:next|this|coming|следующ\p{L}+|ближайш\p{L}+|эт\p{L}+|下个?|这个?|本)\s*|\s*(?:tuần sau|tuần tới|tới|này|sau)$/u

/** `Friday` and `last Friday` are the one before today, where it lies behind; else the one after. */
function weekday(words: string, { today, ahead }: Reading): string | undefined {
	const isBehind = behind.test(words)
	const name = words.replace(isBehind ? behind : coming, '').replace(/^(?:в|во)\s+/u, '')
	const step = isBehind || (!ahead && !coming.test(words)) ? -1 : 1
	// 上周五 is of the week before, 下周五 of the next one.
	const ofWeek = /^([上下])个?(?:周|星期|礼拜)/u.exec(words)?.[1]
	for (let days = 1; days <= 7; days++) {
		const on = Temporal.PlainDate.from(today).add({ days: days * step })
		if (!namesOf(on).includes(name)) continue
		if (!ofWeek) return on.toString()
		const monday = Temporal.PlainDate.from(today).subtract({ days: Temporal.PlainDate.from(today).dayOfWeek - 1 })
		return monday.add({ days: (ofWeek === '上' ? -7 : 7) + on.dayOfWeek - 1 }).toString()
	}
	return undefined
}

/** What a day of the week is called in each language, in Russian also as it stands after `в` and `к`. */
export function namesOf(on: Temporal.PlainDate): string[] {
	const named = languages.flatMap((language) =>
		(['long', 'short'] as const).map((style) => normalise(on.toLocaleString(language, { weekday: style }))),
	)
	const declined = named.flatMap((name) =>
		/а$/.test(name)
			? ['у', 'ы', 'е'].map((ending) => name.slice(0, -1) + ending)
			: /(?:к|г)$/.test(name)
				? [`${name}у`, `${name}а`]
				: [],
	)
	return [...named, ...declined].filter((name) => name.length > 1)
}

function dated(words: string, { today, language, ahead }: Reading): string | undefined {
	const now = parseDay(today)
	// A day without its year is the latest that is not ahead: seen from a year on, that is the next one.
	for (const from of ahead ? [now, now + 364] : [now])
		for (const one of [language, ...languages.filter((other) => other !== language)]) {
			const clock = { today: from, dayFirst: true }
			const items = readPeriods(scan(tokenise(words), one, nobody), clock).filter(({ is }) => is !== 'noise')
			const [item] = items
			if (items.length !== 1 || item?.is !== 'stretch') continue
			const isDay = item.to - item.from === 1
			if (ahead ? isDay && item.from >= now : isDay || item.to - 1 <= now) return formatDay(item.to - 1)
		}
	return undefined
}
