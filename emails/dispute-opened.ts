import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, instant, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { moment, amount as money } from './words/format.ts'
import { lettersEn } from './words/letters-en.ts'
import { words } from './words/words.ts'

type Reason = keyof typeof lettersEn.disputeOpened.reasons

const reasons = Object.keys(lettersEn.disputeOpened.reasons) as [Reason, ...Reason[]]

const input = addressed.extend({
	customerName: line,
	amountMinor: minor,
	currency,
	/** The processor's reason; one it has not told us about reads as `general`. */
	reason: z.enum(reasons).catch('general'),
	/** The bank only asks so far; no money has been taken back. */
	inquiry: z.boolean().default(false),
	/** Until when evidence is taken; absent when the processor gives no day. */
	evidenceDueAt: instant.optional(),
	timeZone: z.string(),
	invoiceNumbers: z.array(line).default([]),
	url: link,
})

/** To the staff concerned: a customer's bank takes a card payment back. */
export const letter = defineLetter('dispute-opened', input, (dispute) => {
	const { language, formats } = dispute
	const say = words(language).letters
	const amount = money(dispute.amountMinor, dispute.currency, formats)
	const lead = dispute.inquiry
		? say.disputeOpened.leadInquiry(dispute.customerName, amount)
		: say.disputeOpened.lead(dispute.customerName, amount)
	const until = dispute.evidenceDueAt ? moment(dispute.evidenceDueAt, dispute.timeZone, formats) : ''
	return {
		subject: say.disputeOpened.subject(dispute.customerName, amount),
		preview: lead,
		heading: say.disputeOpened.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.disputeOpened.customer, dispute.customerName],
				[say.amount, amount],
				[say.reason, say.disputeOpened.reasons[dispute.reason]],
				[say.disputeOpened.invoices, dispute.invoiceNumbers.join(', ')],
				[say.disputeOpened.answerBy, until],
			),
			...(until ? [{ kind: 'say' as const, text: say.disputeOpened.advice }] : []),
			{ kind: 'button', label: say.disputeOpened.button, url: dispute.url },
		],
	}
})
