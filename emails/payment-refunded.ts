import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	amountMinor: minor,
	currency,
	refundedOn: day,
	method: paymentMethod,
	/** The invoice that had been paid; empty when the money had settled none. */
	invoiceNumber: line.default(''),
	/** In the reader's language. */
	reason: line.default(''),
	url: link,
})

/** To the customer: money is on its way back. */
export const letter = defineLetter('payment-refunded', input, (refund) => {
	const { language, formats } = refund
	const say = words(language).letters
	const amount = money(refund.amountMinor, refund.currency, formats)
	const lead = say.paymentRefunded.lead(amount)
	return {
		subject: say.paymentRefunded.subject(amount),
		preview: lead,
		heading: say.paymentRefunded.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.date, dayInWords(refund.refundedOn, formats)],
				[say.paymentRefunded.method, methodInWords(refund.method, say)],
				[say.invoice, refund.invoiceNumber],
				[say.reason, refund.reason],
			),
			{ kind: 'say', text: say.paymentRefunded.when },
			{ kind: 'button', label: say.paymentRefunded.view, url: refund.url },
		],
	}
})
