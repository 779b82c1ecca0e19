import { z } from 'zod'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	url: link,
	/** What the link lets its holder do. */
	scope: z.enum(['view', 'pay', 'manage']),
	/** The last day on which it works. */
	validThrough: day,
	/** The member of staff who sends it; empty when the product does. */
	sentBy: line.default(''),
	/** Words of theirs, shown as they wrote them. */
	message: z.string().max(2000).default(''),
})

/** To the customer: the link that opens a contract without an account. */
export const letter = defineLetter('secure-link', input, (sent) => {
	const { language, formats, sender, contractNumber } = sent
	const say = words(language).letters
	const lead = sent.sentBy ? say.secureLink.leadFrom(sent.sentBy, contractNumber) : say.secureLink.lead(contractNumber)
	const message = sent.message.split(/\n\s*\n/).map((text): Part => ({ kind: 'say', text: text.trim() }))
	return {
		subject: say.secureLink.subject(contractNumber, sender.companyName),
		preview: lead,
		heading: say.secureLink.heading,
		parts: [
			...(sent.message.trim() ? message : []),
			{ kind: 'say', text: lead },
			{ kind: 'say', text: say.secureLink.scopes[sent.scope] },
			{ kind: 'button', label: say.secureLink.button, url: sent.url },
			{ kind: 'quiet', text: say.secureLink.valid(dayInWords(sent.validThrough, formats)) },
			{ kind: 'quiet', text: say.secureLink.keep },
		],
	}
})
