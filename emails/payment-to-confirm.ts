import { facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	invoiceNumber: line,
	dueOn: day,
	amountMinor: minor,
	currency,
	method: paymentMethod.optional(),
	url: link,
})

/** To the customer: their bank wants them to confirm a charge, and where. */
export const letter = defineLetter('payment-to-confirm', input, (payment) => {
	const { language, formats } = payment
	const say = words(language).letters
	const amount = money(payment.amountMinor, payment.currency, formats)
	const lead = say.paymentToConfirm.lead(amount, payment.invoiceNumber)
	return {
		subject: say.paymentToConfirm.subject(payment.invoiceNumber),
		preview: lead,
		heading: say.paymentToConfirm.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.invoice, payment.invoiceNumber],
				[say.amountDue, amount],
				[say.due, dayInWords(payment.dueOn, formats)],
				[say.paymentToConfirm.method, payment.method ? methodInWords(payment.method, say) : ''],
			),
			{ kind: 'say', text: say.paymentToConfirm.next },
			{ kind: 'button', label: say.paymentToConfirm.confirm, url: payment.url },
			{ kind: 'quiet', text: say.paymentToConfirm.unaffected },
		],
	}
})
