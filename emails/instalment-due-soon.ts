import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	label: line.default(''),
	/** Counted without the down payment, which is 0. */
	number: z.number().int().nonnegative(),
	of: z.number().int().nonnegative(),
	dueOn: day,
	/** It is invoiced on this day. */
	issueOn: day,
	amountMinor: minor,
	currency,
	url: link,
})

/** To the customer: an instalment will be due that is invoiced only later. */
export const letter = defineLetter('instalment-due-soon', input, (instalment) => {
	const { language, formats, contractNumber, number, of } = instalment
	const { letters, statement } = words(language)
	const say = letters.instalmentDueSoon
	const amount = money(instalment.amountMinor, instalment.currency, formats)
	const due = dayInWords(instalment.dueOn, formats)
	const lead = say.lead(contractNumber, amount, due)
	const which = instalment.label || (number > 0 ? statement.instalmentOf(number, of) : statement.downPayment)
	return {
		subject: say.subject(contractNumber, amount, due),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[letters.contract, contractNumber],
				[statement.instalment, which],
				[letters.due, due],
				[letters.amountDue, amount],
			),
			{ kind: 'say', text: say.follows(dayInWords(instalment.issueOn, formats)) },
			{ kind: 'button', label: say.view, url: instalment.url },
		],
	}
})
