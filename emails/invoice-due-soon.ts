import { attached, facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	invoiceNumber: line,
	issuedOn: day,
	dueOn: day,
	balanceMinor: minor,
	currency,
	contractNumber: line.default(''),
	url: link,
})

/** To the customer: an invoice will be due in some days. */
export const letter = defineLetter('invoice-due-soon', input, (invoice) => {
	const { language, formats } = invoice
	const say = words(language).letters
	const amount = money(invoice.balanceMinor, invoice.currency, formats)
	const due = dayInWords(invoice.dueOn, formats)
	const lead = say.invoiceDueSoon.lead(invoice.invoiceNumber, amount, due)
	return {
		subject: say.invoiceDueSoon.subject(invoice.invoiceNumber, amount, due),
		preview: lead,
		heading: say.invoiceDueSoon.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.invoice, invoice.invoiceNumber],
				[say.contract, invoice.contractNumber],
				[say.issued, dayInWords(invoice.issuedOn, formats)],
				[say.due, due],
				[say.amountDue, amount],
			),
			{ kind: 'button', label: say.invoiceDueSoon.pay(amount), url: invoice.url },
			{ kind: 'say', text: say.invoiceDueSoon.crossed },
			...attached(invoice.attachments, say.invoiceOverdue.attached),
		],
	}
})
