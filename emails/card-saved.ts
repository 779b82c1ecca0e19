import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	method: paymentMethod,
	/** Numbers of the contracts that are charged to it by themselves. */
	contracts: z.array(line),
	url: link,
})

/** To the customer: a card is kept for later charges, and for which contracts. */
export const letter = defineLetter('card-saved', input, (saved) => {
	const say = words(saved.language).letters
	const card = methodInWords(saved.method, say)
	const lead = say.cardSaved.lead(card)
	return {
		subject: say.cardSaved.subject(card),
		preview: lead,
		heading: say.cardSaved.heading,
		parts: [
			{ kind: 'say', text: lead },
			saved.contracts.length > 0
				? facts([say.cardSaved.pays, saved.contracts.join(', ')])
				: { kind: 'say', text: say.cardSaved.paysNothing },
			{ kind: 'button', label: say.cardSaved.view, url: saved.url },
			{ kind: 'quiet', text: say.cardSaved.notYou },
		],
	}
})
