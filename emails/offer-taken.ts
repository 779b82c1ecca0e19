import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, decimal, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money, percent } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	offer: z.discriminatedUnion('kind', [
		z.object({ kind: z.literal('discount'), percent: decimal, periods: z.number().int() }),
		z.object({ kind: z.literal('pause'), until: day }),
		z.object({ kind: z.literal('plan') }),
	]),
	effectiveOn: day,
	/** What is made on that day, tax included; below zero it is given back. */
	effectMinor: minor,
	/** What the contract comes to a month from then on, before tax. */
	monthMinor: minor,
	currency,
	url: link,
})

/** To the customer: what was agreed instead of leaving, in writing. */
export const letter = defineLetter('offer-taken', input, (taken) => {
	const { language, formats, offer, contractNumber, effectMinor } = taken
	const say = words(language).leaving
	const own = say.stayed
	const lead =
		offer.kind === 'discount'
			? own.discount(contractNumber, percent(offer.percent, formats), offer.periods)
			: offer.kind === 'pause'
				? own.pause(contractNumber, dayInWords(offer.until, formats))
				: own.plan(contractNumber)
	return {
		subject: own.subject(contractNumber),
		preview: lead,
		heading: own.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[words(language).letters.contract, contractNumber],
				[own.from, dayInWords(taken.effectiveOn, formats)],
				[say.credit, effectMinor < 0n ? say.taxIncluded(money(-effectMinor, taken.currency, formats)) : ''],
				[own.month, offer.kind === 'plan' ? money(taken.monthMinor, taken.currency, formats) : ''],
			),
			{ kind: 'button', label: own.button, url: taken.url },
			{ kind: 'quiet', text: own.cancelStill },
		],
	}
})
