import { z } from 'zod'
import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { lettersEn } from './words/letters-en.ts'
import { words } from './words/words.ts'

type Reason = keyof typeof lettersEn.paymentFailed.reasons

const reasons = Object.keys(lettersEn.paymentFailed.reasons) as [Reason, ...Reason[]]

const input = addressed.extend({
	invoiceNumber: line,
	dueOn: day,
	amountMinor: minor,
	currency,
	/** Why, as far as the reader may know and can act on it. */
	reason: z.enum(reasons),
	method: paymentMethod.optional(),
	/** When we try again by ourselves; absent when we do not. */
	nextAttemptOn: day.optional(),
	url: link,
})

/** To the customer: a payment did not go through; why, what happens next, and how to settle it. */
export const letter = defineLetter('payment-failed', input, (payment) => {
	const { language, formats } = payment
	const say = words(language).letters
	const amount = money(payment.amountMinor, payment.currency, formats)
	const lead = say.paymentFailed.lead(amount, payment.invoiceNumber)
	const next = payment.nextAttemptOn
		? say.paymentFailed.next(dayInWords(payment.nextAttemptOn, formats))
		: say.paymentFailed.noNext
	return {
		subject: say.paymentFailed.subject(payment.invoiceNumber),
		preview: lead,
		heading: say.paymentFailed.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'say', text: say.paymentFailed.reasons[payment.reason] },
			facts(
				[say.invoice, payment.invoiceNumber],
				[say.amountDue, amount],
				[say.due, dayInWords(payment.dueOn, formats)],
				[say.paymentFailed.method, payment.method ? methodInWords(payment.method, say) : ''],
			),
			{ kind: 'say', text: next },
			{ kind: 'button', label: say.paymentFailed.pay(amount), url: payment.url },
			{ kind: 'quiet', text: say.paymentFailed.unaffected },
		],
	}
})
