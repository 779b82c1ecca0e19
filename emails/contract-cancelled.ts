import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	contractNumber: line,
	/** The last day. */
	endsOn: day,
	/** What was billed or, below zero, given back at once, tax included. */
	effectMinor: minor,
	currency,
	/** The last invoice to come; null when none does; absent when it is too far away to be known. */
	lastInvoice: z.object({ on: day, totalMinor: minor }).nullable().optional(),
	/** Noted or given by the company: not the customer's to take back. */
	byCompany: z.boolean().default(false),
	/** Of the page on which it is taken back, or of the contract. */
	url: link,
})

/** To the customer, at once: that the contract is cancelled, from when, what money still moves, and how they undo it. */
export const letter = defineLetter('contract-cancelled', input, (left) => {
	const { language, formats, effectMinor, lastInvoice } = left
	const say = words(language).leaving
	const day = dayInWords(left.endsOn, formats)
	const { byCompany } = left
	const lead = (byCompany ? say.ended : say.cancelled).lead(left.contractNumber, day)
	const sum = (of: bigint) => money(of < 0n ? -of : of, left.currency, formats)
	return {
		subject: say.cancelled.subject(left.contractNumber, day),
		preview: lead,
		heading: (byCompany ? say.ended : say.cancelled).heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[words(language).letters.contract, left.contractNumber],
				[say.lastDay, day],
				[say.credit, effectMinor < 0n ? say.taxIncluded(sum(effectMinor)) : ''],
				[say.finalAmount, effectMinor > 0n ? say.taxIncluded(sum(effectMinor)) : ''],
				[
					say.lastInvoice,
					lastInvoice === undefined
						? ''
						: lastInvoice
							? say.invoiceOn(sum(lastInvoice.totalMinor), dayInWords(lastInvoice.on, formats))
							: say.noFurtherInvoice,
				],
			),
			{ kind: 'say', text: byCompany ? say.ended.ask : say.cancelled.undo(day) },
			{ kind: 'button', label: (byCompany ? say.ended : say.cancelled).button, url: left.url },
			{ kind: 'quiet', text: say.cancelled.documents },
		],
	}
})
