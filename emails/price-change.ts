import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money, price } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	title: line.default(''),
	currency,
	/** Of one unit, in major units. */
	lines: z.array(z.object({ description: line, before: line, after: line, on: day })).min(1),
	/** Of these lines a month, before tax. */
	monthBeforeMinor: minor,
	monthAfterMinor: minor,
	/** Of the company, in its own words. */
	message: z.string().default(''),
	url: link,
})

/** To the customer, before prices change: what costs what from when, and that they may ask or leave. */
export const change = defineLetter('price-change', input, (asked) => {
	const { language, formats, contractNumber, title, lines } = asked
	const say = words(language).prices
	const first = lines.map(({ on }) => on).sort()[0]
	const from = first ? dayInWords(first, formats) : ''
	const lead = say.lead(contractNumber, from)
	const each = (of: string) => price(of, asked.currency, formats)
	const month = (amount: bigint) => money(amount, asked.currency, formats)
	return {
		subject: say.subject(contractNumber, from),
		preview: lead,
		heading: say.heading,
		parts: [
			{ kind: 'say', text: lead },
			...(asked.message ? [{ kind: 'told' as const, label: say.message, text: asked.message }] : []),
			facts(
				[words(language).letters.contract, [contractNumber, title].filter(Boolean).join(' · ')],
				...lines.map(
					({ description, before, after, on }) =>
						[description, say.becomes(each(before), each(after), dayInWords(on, formats))] as const,
				),
				[say.month, say.instead(month(asked.monthAfterMinor), month(asked.monthBeforeMinor))],
			),
			{ kind: 'say', text: say.choice },
			{ kind: 'button', label: say.button, url: asked.url },
		],
	}
})

/** To the customer, when the new prices do not come after all. */
export const kept = defineLetter(
	'price-kept',
	addressed.extend({ contractNumber: line, url: link }),
	({ language, contractNumber, url }) => {
		const say = words(language).prices.kept
		return {
			subject: say.subject(contractNumber),
			preview: say.lead(contractNumber),
			heading: say.heading,
			parts: [
				{ kind: 'say', text: say.lead(contractNumber) },
				{ kind: 'button', label: words(language).prices.button, url },
			],
		}
	},
)
