import { z } from 'zod'
import { addressed, defineLetter } from './kit/letter.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	code: z.string().regex(/^\d{6}$/),
	validMinutes: z.int().positive(),
})

/** To whom a secure link was made for: the code that a sensitive act asks of an older link. */
export const letter = defineLetter('link-code', input, (asked) => {
	const say = words(asked.language).quote.letters.code
	const lead = say.lead(asked.validMinutes)
	return {
		subject: say.subject(asked.code),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'code', label: say.label, code: asked.code },
			{ kind: 'quiet', text: say.notYou },
		],
	}
})
