import { line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { words } from './words/words.ts'

const input = addressed.extend({ contractNumber: line, url: link })

/** To the customer: the cancellation is taken back. */
export const letter = defineLetter('contract-kept', input, (kept) => {
	const say = words(kept.language).leaving.kept
	const lead = say.lead(kept.contractNumber)
	return {
		subject: say.subject(kept.contractNumber),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'button', label: say.button, url: kept.url },
		],
	}
})
