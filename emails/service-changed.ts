import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	state: z.enum(['normal', 'warned', 'restricted', 'blocked']),
	/** Due day of the oldest open invoice; absent when nothing is late. */
	dueOn: day.optional(),
	overdueMinor: minor,
	currency,
	/** What comes when no money does, and when. */
	next: z.object({ state: z.enum(['warned', 'restricted', 'blocked']), on: day }).optional(),
	url: link,
})

/** To the customer: how the service of a contract stands while money is late, what comes next, and that it recovers. */
export const letter = defineLetter('service-changed', input, (service) => {
	const { language, formats, state, contractNumber: number } = service
	const say = words(language).letters
	const own = say.serviceChanged
	const amount = money(service.overdueMinor, service.currency, formats)
	const due = service.dueOn ? dayInWords(service.dueOn, formats) : ''
	const lead = state === 'normal' || !due ? own.lead.normal(number) : own.lead[state](number, due)
	const late: Part[] = [
		facts([say.contract, number], [say.due, due], [own.overdue, amount]),
		...(service.next
			? [{ kind: 'say' as const, text: own.next[service.next.state](dayInWords(service.next.on, formats)) }]
			: []),
		{ kind: 'button', label: own.pay(amount), url: service.url },
		{ kind: 'quiet', text: own.recovers },
	]
	return {
		subject: own.subject[state](number),
		preview: lead,
		heading: own.heading[state],
		parts: [
			{ kind: 'say', text: lead },
			...(state === 'normal' ? [{ kind: 'button' as const, label: own.view, url: service.url }] : late),
		],
	}
})
