import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	title: line.default(''),
	/** The last day of the present term, and of the next one. */
	endsOn: day,
	renewedUntil: day,
	/** The last day to object. */
	lastDay: day,
	/** A regular invoice of the next term as things stand, tax included. */
	priceMinor: minor.optional(),
	currency,
	/** Of the page on which the contract is cancelled. */
	url: link,
})

/** To the customer, before a tacit renewal: what renews, until when, at what price, and until when they can object. */
export const letter = defineLetter('renewal-coming', input, (renewal) => {
	const { language, formats, contractNumber } = renewal
	const say = words(language).leaving
	const lastDay = dayInWords(renewal.lastDay, formats)
	const lead = say.renews.lead(contractNumber, dayInWords(renewal.endsOn, formats), lastDay)
	const price = renewal.priceMinor === undefined ? '' : money(renewal.priceMinor, renewal.currency, formats)
	return {
		subject: say.renews.subject(contractNumber, lastDay),
		preview: lead,
		heading: say.renews.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[words(language).letters.contract, [contractNumber, renewal.title].filter(Boolean).join(' · ')],
				[say.renews.lastDay, lastDay],
				[say.renews.until, dayInWords(renewal.renewedUntil, formats)],
				[say.renews.price, price && say.taxIncluded(price)],
			),
			{ kind: 'say', text: say.renews.nothing },
			{ kind: 'button', label: say.renews.button, url: renewal.url },
			{ kind: 'quiet', text: say.renews.view },
		],
	}
})
