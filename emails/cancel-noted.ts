import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { paragraphs } from './kit/quote.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	what: z.enum(['cancelled', 'kept', 'stayed']),
	customerName: line,
	contractNumber: line,
	/** The last day of a contract that was cancelled. */
	endsOn: day.optional(),
	/** In the company's words; empty when the customer named none. */
	reason: line.default(''),
	/** In the customer's own. */
	text: z.string().max(2000).default(''),
	/** The contract's page in the console. */
	url: link,
})

/** To whoever looks after the contract: its customer leaves, stays after all, or took what was offered. */
export const letter = defineLetter('cancel-noted', input, (noted) => {
	const { language, formats, what, customerName, contractNumber } = noted
	const say = words(language).leaving
	const lead = say.noted.lead[what](customerName, contractNumber)
	return {
		subject: say.noted.subject[what](customerName, contractNumber),
		preview: lead,
		heading: say.noted.heading[what],
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[words(language).letters.contract, contractNumber],
				[say.lastDay, noted.endsOn ? dayInWords(noted.endsOn, formats) : ''],
				[say.reason, what === 'kept' ? '' : noted.reason || say.noted.noReason],
			),
			...(noted.text ? [{ kind: 'quiet' as const, text: `${say.inTheirWords}:` }, ...paragraphs(noted.text)] : []),
			{ kind: 'button', label: say.noted.button, url: noted.url },
		],
	}
})
