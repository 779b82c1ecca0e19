import { z } from 'zod'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const confirming = addressed.extend({
	/** Who applies. */
	applicant: line,
	/** The last day on which the link works. */
	until: day,
	url: link,
})

/** To who wants to become a partner: was it you? */
export const confirm = defineLetter(
	'application-confirm',
	confirming,
	({ language, formats, applicant, sender, until, url }) => {
		const say = words(language).partner.confirm
		const lead = say.lead(applicant, sender.companyName)
		return {
			subject: say.subject(sender.companyName),
			preview: lead,
			heading: say.heading,
			parts: [
				{ kind: 'say', text: lead },
				{ kind: 'button', label: say.button, url },
				{ kind: 'quiet', text: say.until(dayInWords(until, formats)) },
				{ kind: 'quiet', text: say.notYou },
			],
		}
	},
)

const deciding = addressed.extend({ applicant: line, what: z.enum(['approved', 'rejected']) })

/** What the company has said to it. */
export const decided = defineLetter('application-decided', deciding, ({ language, applicant, sender, what }) => {
	const say = words(language).partner[what]
	const lead = say.lead(applicant, sender.companyName)
	return {
		subject: say.subject(sender.companyName),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'say', text: say.next },
		],
	}
})
