import { parseDay } from '#core/calendar.ts'
import { readAmounts } from './amounts.ts'
import type { Item } from './item.ts'
import { indexOf, type NameIndex } from './names.ts'
import { type Open, openOf } from './open.ts'
import { readPeriods } from './periods.ts'
import { type Doubt, type Language, languages, type Names, type Reading } from './reading.ts'
import { scan } from './scan.ts'
import { type Token, tokenise } from './tokenise.ts'

export type Asking = {
	/** The asker's own language; a sentence that is plainly in another is answered in that one. */
	language?: Language
	/** An ISO date. */
	today: string
	names: Names
	/** How the asker writes days in figures: en-US puts the month first. */
	locale?: string
}

/** A sentence as it was understood: one reading; several, with what is in doubt; or nothing. */
export type Understood = { language: Language } & (
	| { kind: 'reading'; reading: Reading }
	| { kind: 'unsure'; doubt: Doubt; options: Reading[] }
	| { kind: 'nothing' }
)

const mostOptions = 6
const indexes = new WeakMap<Names, NameIndex>()

/** Reads a question of staff, in any of the four languages. What it does not say is not made up: then it is asked. */
export function understand(sentence: string, asking: Asking): Understood {
	const tokens = tokenise(sentence)
	const index = indexes.get(asking.names) ?? indexOf(asking.names)
	indexes.set(asking.names, index)
	const attempts = languagesOf(tokens, asking.language ?? 'en').map((language) =>
		attempt(tokens, language, index, asking),
	)
	const [best] = attempts.toSorted((one, two) => one.lost - two.lost)
	if (!best || best.open.readings.length + best.open.doubts.length === 0)
		return { kind: 'nothing', language: best?.language ?? asking.language ?? 'en' }
	const { language, open } = best
	const readings = distinct(open.readings)
	const [doubt] = open.doubts
	const [reading] = readings
	if (doubt) {
		const blank = doubt.about === 'words' && (readings.length === 0 || best.strange)
		return blank
			? { kind: 'nothing', language }
			: { kind: 'unsure', language, doubt, options: readings.slice(0, mostOptions) }
	}
	if (!reading) return { kind: 'nothing', language }
	if (readings.length > 1)
		return {
			kind: 'unsure',
			language,
			doubt: { about: 'measure', word: undefined },
			options: readings.slice(0, mostOptions),
		}
	return { kind: 'reading', language, reading }
}

/** The languages a sentence may be in, by its letters; the asker's own first. */
function languagesOf(tokens: readonly Token[], own: Language): Language[] {
	const text = tokens.map(({ text: word }) => word).join('')
	if (/\p{Script=Han}/u.test(text)) return ['zh']
	if (/\p{Script=Cyrillic}/u.test(text)) return ['ru']
	if (/[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/.test(text)) return ['vi']
	return [own, ...languages.filter((language) => language !== own)].filter(
		(language) => language === own || language === 'en' || language === 'vi',
	)
}

/** `strange` is a sentence of which more was not understood than was. */
type Attempt = { language: Language; open: Open; lost: number; strange: boolean }

function attempt(tokens: readonly Token[], language: Language, index: NameIndex, asking: Asking): Attempt {
	const clock = { today: parseDay(asking.today), dayFirst: !/^en-US/i.test(asking.locale ?? '') }
	const scanned = scan(tokens, language, index)
	const lost = scanned.reduce((sum, item) => sum + (item.is === 'unknown' ? item.end - item.at : 0), 0)
	// Two Chinese characters are about one word.
	const strangers = language === 'zh' ? lost / 2 : lost
	const read = variants(readPeriods(readAmounts(scanned), clock))
	const opens = read.map((items) =>
		openOf(items.length > 1 ? readPeriods(items, clock) : items, clock.today, asking.names),
	)
	const doubtful = read.length > 1 ? scanned.find((item) => item.is === 'name' && item.month !== undefined) : undefined
	const doubts: Doubt[] = doubtful ? [{ about: 'name', word: doubtful.said, known: true }] : []
	return {
		language,
		lost,
		strange: strangers > 2 && strangers > scanned.filter((item) => item.is !== 'unknown' && item.is !== 'noise').length,
		open: {
			readings: opens.flatMap(({ readings }) => readings),
			doubts: [...doubts, ...opens.flatMap((open) => open.doubts)],
		},
	}
}

/** A word that is both a month and somebody is read once as each. */
function variants(items: Item[]): Item[][] {
	const at = items.findIndex((item) => item.is === 'name' && item.month !== undefined)
	const item = items[at]
	if (item?.is !== 'name' || item.month === undefined) return [items]
	const { month, candidates, ...place } = item
	const with_ = (one: Item) => items.map((other, index) => (index === at ? one : other))
	return [with_({ ...place, is: 'month', month }), with_({ ...place, is: 'name', candidates })]
}

function distinct(readings: readonly Reading[]): Reading[] {
	return [...new Map(readings.map((reading) => [JSON.stringify(reading), reading])).values()]
}
