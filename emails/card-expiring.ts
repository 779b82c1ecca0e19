import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	method: paymentMethod,
	/** The last day on which it is good. */
	goodThrough: day,
	expired: z.boolean(),
	/** Numbers of the contracts that are paid with it. */
	contracts: z.array(line),
	url: link,
})

/** To the customer: a card that pays contracts by itself expires soon, or has expired. */
export const letter = defineLetter('card-expiring', input, (card) => {
	const say = words(card.language).letters
	const own = say.cardExpiring
	const name = methodInWords(card.method, say)
	const goodThrough = dayInWords(card.goodThrough, card.formats)
	const lead = card.expired ? own.leadPast(name, goodThrough) : own.lead(name, goodThrough)
	return {
		subject: card.expired ? own.subjectPast(name) : own.subject(name),
		preview: lead,
		heading: card.expired ? own.headingPast : own.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts([own.pays, card.contracts.join(', ')]),
			{ kind: 'button', label: own.replace, url: card.url },
			{ kind: 'quiet', text: own.renewed },
		],
	}
})
