import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	/** Whether it goes on by itself, or comes to its end. */
	what: z.enum(['renews', 'ends']),
	partyName: line,
	contractNumber: line,
	title: line.default(''),
	/** The end of the term, and of the next one where it renews. */
	endsOn: day,
	renewedUntil: day.optional(),
	/** The last day to object, or the last day at all. */
	lastDay: day,
	/** What its plan says for the next twelve months. */
	yearMinor: minor,
	currency,
	/** The contract's page in the console. */
	url: link,
})

/** To whoever looks after a contract that the company pays: it renews by itself, or ends. */
export const letter = defineLetter('supplier-term', input, (term) => {
	const { language, what, partyName, contractNumber, renewedUntil, yearMinor } = term
	const say = words(language).partner.term
	const lastDay = dayInWords(term.lastDay, language)
	const lead = say[what].lead(partyName, contractNumber, lastDay)
	return {
		subject: say[what].subject(partyName, contractNumber, lastDay),
		preview: lead,
		heading: say[what].heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.party, partyName],
				[say.contract, [contractNumber, term.title].filter(Boolean).join(' · ')],
				[say.lastDay, what === 'renews' ? lastDay : ''],
				[say.endsOn, dayInWords(term.endsOn, language)],
				[say.renewedUntil, renewedUntil ? dayInWords(renewedUntil, language) : ''],
				[say.yearly, yearMinor > 0n ? money(yearMinor, term.currency, language) : ''],
			),
			{ kind: 'button', label: say.button, url: term.url },
		],
	}
})
