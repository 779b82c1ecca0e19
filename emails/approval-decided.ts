import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { amount, day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	state: z.enum(['approved', 'rejected', 'outdated']),
	currency,
	monthAfterMinor: minor,
	effectiveOn: day,
	/** What whoever decided wrote. */
	comment: z.string().max(1000).default(''),
	/** The secure link to the contract. */
	url: link,
})

/** To whoever asked: what was decided. */
export const letter = defineLetter('approval-decided', input, (decided) => {
	const { language, formats, state, contractNumber, comment } = decided
	const say = words(language).approval
	const lead = say[state].lead(contractNumber)
	return {
		subject: say[state].subject(contractNumber),
		preview: lead,
		heading: say[state].heading,
		parts: [
			{ kind: 'say', text: lead },
			...(state === 'approved'
				? [
						facts(
							[say.from, dayInWords(decided.effectiveOn, formats)],
							[say.monthAfter, amount(decided.monthAfterMinor, decided.currency, formats)],
						),
					]
				: []),
			...(comment ? [{ kind: 'say' as const, text: say.answer }, ...paragraphs(comment)] : []),
			{ kind: 'button', label: say[state].button, url: decided.url },
		],
	}
})
