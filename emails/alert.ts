import { z } from 'zod'
import { alertAbout, alertSentence, type ToldAlert, toldAlert } from './kit/alert.ts'
import { facts } from './kit/facts.ts'
import { currency, day, link, minor } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import type { Language } from './words/language.ts'
import { words } from './words/words.ts'

const several = addressed.extend({
	alerts: z.array(toldAlert).min(1),
	/** How many there are, those not listed among them. */
	total: z.number().int().positive(),
	/** The page of the console where it goes on. */
	url: link,
})

/** To one of the staff: what has just happened to what they look after. */
export const alerts = defineLetter('alerts', several, ({ language, alerts: told, total, url }) => {
	const say = words(language).alert
	const [first] = told
	const sentence = first ? alertSentence(language, first) : ''
	return {
		subject:
			total === 1 && first
				? `${first.customerName}${language === 'zh' ? '：' : ': '}${sentence}`.slice(0, 160)
				: say.subjectMany(total),
		preview: sentence,
		heading: say.heading,
		parts: [
			...listed(language, told),
			...(total > told.length ? [{ kind: 'quiet' as const, text: say.more(total - told.length) }] : []),
			{ kind: 'button', label: say.button, url },
			{ kind: 'quiet', text: say.quiet },
		],
	}
})

const sums = z.array(z.object({ currency, minor, count: z.number().int() }))
const morning = addressed.extend({
	on: day,
	overdue: sums,
	received: sums,
	approvals: z.number().int(),
	waiting: z.number().int(),
	steps: z.number().int(),
	cases: z.number().int(),
	ending: z.number().int(),
	/** What was not told at once. */
	alerts: z.array(toldAlert),
	total: z.number().int(),
	url: link,
})

/** To one of the staff, in the morning: what they owe an answer, and what happened. */
export const digest = defineLetter('digest', morning, ({ language, recipient, ...told }) => {
	const say = words(language).alert
	const rows = facts(
		[say.digest.approvals, number(told.approvals)],
		[say.digest.waiting, number(told.waiting)],
		[say.digest.steps, number(told.steps)],
		[say.digest.cases, number(told.cases)],
		[say.digest.overdue, summed(language, told.overdue, say.digest.invoices)],
		[say.digest.received, summed(language, told.received, say.digest.payments)],
		[say.digest.ending, number(told.ending)],
	)
	const empty = rows.kind === 'facts' && rows.rows.length === 0
	const day = dayInWords(told.on, language)
	return {
		subject: say.digest.subject(day),
		preview: rows.kind === 'facts' ? rows.rows.map(({ label, value }) => `${label}: ${value}`).join(' · ') : '',
		heading: say.digest.heading(recipient),
		parts: [
			empty ? { kind: 'say', text: say.digest.nothing } : rows,
			...(told.alerts.length > 0
				? [{ kind: 'say' as const, text: say.digest.since }, ...listed(language, told.alerts)]
				: []),
			...(told.total > told.alerts.length
				? [{ kind: 'quiet' as const, text: say.more(told.total - told.alerts.length) }]
				: []),
			{ kind: 'button', label: say.button, url: told.url },
			{ kind: 'quiet', text: say.quiet },
		],
	}
})

const listed = (language: Language, told: readonly ToldAlert[]): Part[] =>
	told.map((alert) => ({ kind: 'told', label: alertAbout(language, alert), text: alertSentence(language, alert) }))

const number = (count: number) => (count > 0 ? String(count) : '')

function summed(language: Language, rows: z.output<typeof sums>, counted: (count: number) => string): string {
	return rows.map((row) => `${money(row.minor, row.currency, language)} (${counted(row.count)})`).join(' + ')
}
