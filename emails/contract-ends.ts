import { facts } from './kit/facts.ts'
import { day, line, link } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({ contractNumber: line, title: line.default(''), endsOn: day, url: link })

/** To the customer: a contract that is not renewed ends soon. */
export const letter = defineLetter('contract-ends', input, (ending) => {
	const { language, formats, contractNumber } = ending
	const say = words(language).leaving
	const day = dayInWords(ending.endsOn, formats)
	const lead = say.ends.lead(contractNumber, day)
	return {
		subject: say.ends.subject(contractNumber, day),
		preview: lead,
		heading: say.ends.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[words(language).letters.contract, [contractNumber, ending.title].filter(Boolean).join(' · ')],
				[say.lastDay, day],
			),
			{ kind: 'say', text: say.ends.goOn },
			{ kind: 'button', label: say.ends.button, url: ending.url },
		],
	}
})
