import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { line, link } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	method: paymentMethod,
	/** Who took it away: the customer, or the processor that can no longer charge it. */
	by: z.enum(['customer', 'processor']),
	/** Numbers of the contracts that were paid with it by themselves. */
	contracts: z.array(line),
	url: link,
})

/** To the customer: a card is never charged again, and what becomes of the contracts it paid. */
export const letter = defineLetter('card-removed', input, (removed) => {
	const say = words(removed.language).letters
	const card = methodInWords(removed.method, say)
	const byBank = removed.by === 'processor'
	const lead = byBank ? say.cardRemoved.leadByBank(card) : say.cardRemoved.lead(card)
	const contracts: Part[] =
		removed.contracts.length > 0
			? [
					facts([byBank ? say.cardRemoved.waiting : say.cardRemoved.off, removed.contracts.join(', ')]),
					{ kind: 'say', text: byBank ? say.cardRemoved.waitingNote : say.cardRemoved.offNote },
				]
			: []
	return {
		subject: say.cardRemoved.subject(card),
		preview: lead,
		heading: say.cardRemoved.heading,
		parts: [
			{ kind: 'say', text: lead },
			...contracts,
			{ kind: 'button', label: say.cardRemoved.view, url: removed.url },
		],
	}
})
