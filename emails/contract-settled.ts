import { attached } from './kit/facts.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({ contractNumber: line, settledOn: day, url: link })

/** To the customer: nothing is owed any more, with the certificate and the last invoice. */
export const letter = defineLetter('contract-settled', input, (settled) => {
	const say = words(settled.language).settlement
	const lead = say.lead(settled.contractNumber, dayInWords(settled.settledOn, settled.formats))
	return {
		subject: say.subject(settled.contractNumber),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'button', label: say.button, url: settled.url },
			...attached(settled.attachments, say.attached),
		],
	}
})
