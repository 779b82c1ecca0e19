import { z } from 'zod'
import { instant, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { moment } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	/** The page whose button signs in. Opening it must not: mail scanners open every link. */
	url: link,
	code: z.string().regex(/^\d{6}$/),
	validMinutes: z.int().positive().default(10),
	requestedAt: instant,
	timeZone: z.string(),
	/** Who asked, as far as we saw: browser and system, network address, place. Empty where unknown. */
	requestedFrom: line.default(''),
})

/** To a contact or a staff user who wants to sign in: a one-time link and a code, for the device at hand. */
export const letter = defineLetter('sign-in', input, (request) => {
	const say = words(request.language).letters
	const at = moment(request.requestedAt, request.timeZone, request.formats)
	const lead = say.signIn.lead(request.validMinutes)
	return {
		subject: say.signIn.subject(request.sender.companyName),
		preview: lead,
		heading: say.signIn.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'button', label: say.signIn.button, url: request.url },
			{ kind: 'code', label: say.signIn.code, code: request.code },
			{
				kind: 'quiet',
				text: request.requestedFrom ? say.signIn.askedFrom(at, request.requestedFrom) : say.signIn.asked(at),
			},
			{ kind: 'quiet', text: say.signIn.notYou },
		],
	}
})
