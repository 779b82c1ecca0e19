import { z } from 'zod'
import type { Formats } from '#core/formats.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter, type Part } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const accessChanges = [
	...(['set', 'changed', 'removed', 'closed'] as const),
	...(['passkey_added', 'passkey_removed', 'factor_on', 'factor_off'] as const),
] as const

const input = addressed.extend({
	/** What became different. */
	about: z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('address'), customer: line, address: z.array(z.string()), from: day }),
		z.object({ kind: z.literal('added'), customer: line, addedBy: line }),
		/** To all people of the customer; `left` to who was removed. */
		z.object({
			kind: z.literal('people'),
			what: z.enum(['added', 'removed', 'left']),
			customer: line,
			by: line,
			name: line,
		}),
		z.object({ kind: z.literal('email'), email: line }),
		z.object({ kind: z.literal('access'), what: z.enum(accessChanges) }),
		z.object({ kind: z.literal('factor_reset'), by: line, reason: line }),
	]),
	url: link,
})

/** To the people of a customer: something about their account was changed, and by whom they can have it undone. */
export const letter = defineLetter('account-notice', input, ({ language, formats, sender, about, url }) => {
	const say = words(language).letters.accountNotice
	const told = tell(say, about, formats, sender.companyName)
	return {
		subject: told.subject,
		preview: told.lead,
		heading: told.heading,
		parts: [
			{ kind: 'say', text: told.lead },
			...told.more,
			{ kind: 'button', label: isAccess(about) ? say.access.button : say.button, url },
			{ kind: 'quiet', text: isAccess(about) ? say.access.notYou : about.kind === 'added' ? say.notYou : say.notAsked },
		],
	}
})

type Say = ReturnType<typeof words>['letters']['accountNotice']
type About = z.output<typeof input>['about']
const isAccess = ({ kind }: About) => kind === 'access' || kind === 'factor_reset'

type Told = { subject: string; heading: string; lead: string; more: Part[] }

function tell(say: Say, about: About, formats: Formats, company: string): Told {
	switch (about.kind) {
		case 'address': {
			const { subject, heading, lead } = say.address
			const text = about.address.join('\n')
			return {
				subject: subject(about.customer),
				heading,
				lead: lead(about.customer, dayInWords(about.from, formats)),
				more: [{ kind: 'say', text }],
			}
		}
		case 'added': {
			const { subject, heading, lead } = say.added
			return {
				subject: subject(about.customer, company),
				heading,
				lead: lead(about.addedBy, about.customer, company),
				more: [],
			}
		}
		case 'people': {
			const { subject, heading, added, removed, left } = say.people
			const { what, by, customer, name } = about
			const lead = {
				added: () => added(by, name, customer),
				removed: () => removed(by, name, customer),
				left: () => left(by, customer, company),
			}
			return { subject: subject(customer, company), heading, lead: lead[what](), more: [] }
		}
		case 'email': {
			const { subject, heading, lead } = say.email
			return { subject: subject(company), heading, lead: lead(about.email), more: [] }
		}
		case 'access': {
			const { subject, heading } = say.access
			return { subject: subject(company), heading, lead: say.access[about.what], more: [] }
		}
		case 'factor_reset': {
			const { subject, heading, factor_reset: lead } = say.access
			return { subject: subject(company), heading, lead: lead(about.by, about.reason), more: [] }
		}
	}
}
