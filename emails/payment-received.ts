import { z } from 'zod'
import { attached, facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	receiptNumber: line.default(''),
	amountMinor: minor,
	currency,
	paidOn: day,
	method: paymentMethod,
	/** Which invoices the money settles, in the order it was allocated. */
	settles: z
		.array(
			z.object({
				invoiceNumber: line,
				amountMinor: minor,
				/** What is left to pay on the invoice after this payment. */
				stillDueMinor: minor,
			}),
		)
		.default([]),
	/** What of it went to penalty interest. */
	penaltyMinor: minor.default(0n),
	unallocatedMinor: minor.default(0n),
	url: link,
})

/** To the customer, once the processor or the bank has confirmed the money: the receipt. */
export const letter = defineLetter('payment-received', input, (payment) => {
	const { language, formats, settles } = payment
	const say = words(language).letters
	const inWords = (minor: bigint) => money(minor, payment.currency, formats)
	const amount = inWords(payment.amountMinor)
	const lead = say.paymentReceived.lead(amount)
	const open = settles.filter(({ stillDueMinor }) => stillDueMinor > 0n)
	return {
		subject: say.paymentReceived.subject(amount),
		preview: lead,
		heading: say.paymentReceived.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.paymentReceived.receipt, payment.receiptNumber],
				[say.date, dayInWords(payment.paidOn, formats)],
				[say.paymentReceived.method, methodInWords(payment.method, say)],
				...settles.map((each) => [say.paymentReceived.applied(each.invoiceNumber), inWords(each.amountMinor)] as const),
				[say.paymentReceived.penalty, payment.penaltyMinor > 0n ? inWords(payment.penaltyMinor) : ''],
				[say.paymentReceived.unallocated, payment.unallocatedMinor > 0n ? inWords(payment.unallocatedMinor) : ''],
				...open.map(
					(each) => [say.paymentReceived.remaining(each.invoiceNumber), inWords(each.stillDueMinor)] as const,
				),
			),
			...(settles.length > 0 && open.length === 0 ? [{ kind: 'say' as const, text: say.paymentReceived.settled }] : []),
			{ kind: 'button', label: say.paymentReceived.view, url: payment.url },
			...attached(payment.attachments, say.paymentReceived.attached),
		],
	}
})
