import type { Language } from '../understand/reading.ts'
import { readDay } from './read-day.ts'

const marked =
	/^(?:as of|as at|as on|as per|per|on|at|for|по состоянию на|на|за|截至|截止到?|到|tính đến|đến|vào|tại)(?=\s|\p{Script=Han}|\d)/iu
/** Chinese says the day first, and needs no space between: 截至3月31日K-00001. */
const first =
	/^((?:截至|截止到?)?(?:.{1,12}?(?:日|号|底|末|天|前)|(?:上个?)?(?:周|星期|礼拜)[一二三四五六日天]))(?:的|,|，|\s)*(\S.*)$/su

/** The name that words say, and the day after (or before) it; a stretch longer than a day only where a word leads to it. */
export function splitDay(said: string, { today, language }: { today: string; language: Language }) {
	const reading = { today, language, ahead: false }
	const dayIn = (words: string) => {
		const on = readDay(words, reading)
		// Of what no word leads to only a day is one: `Acme March` may be a name.
		const isDay = /^\d{1,4}[-./]\d/.test(words) || readDay(words, { ...reading, ahead: true }) !== undefined
		return on && (isDay || marked.test(words.trim())) ? on : undefined
	}
	const text = said.trim()
	for (const { index } of text.matchAll(/\s+|(?<=\S)(?=截至|截止|昨天|前天|今天)/gu)) {
		const [what, words] = [text.slice(0, index).replace(/[,，:：]$/u, ''), text.slice(index).trim()]
		const on = dayIn(words)
		if (on && what) return { what: what.trim(), on }
	}
	const [, words = '', what = ''] = first.exec(text) ?? []
	const on = words && dayIn(words)
	return on ? { what: what.trim(), on } : undefined
}
