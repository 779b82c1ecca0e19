import { z } from 'zod'
import { attached, facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	invoiceNumber: line,
	issuedOn: day,
	dueOn: day,
	/** Days past due on the day the letter is written. */
	daysPastDue: z.int().positive(),
	balanceMinor: minor,
	currency,
	contractNumber: line.default(''),
	url: link,
})

/** To the customer: a reminder that an invoice is past due. Gentle in tone, exact in figures. */
export const letter = defineLetter('invoice-overdue', input, (invoice) => {
	const { language, formats } = invoice
	const say = words(language).letters
	const amount = money(invoice.balanceMinor, invoice.currency, formats)
	const due = dayInWords(invoice.dueOn, formats)
	const lead = say.invoiceOverdue.lead(invoice.invoiceNumber, amount, due, invoice.daysPastDue)
	return {
		subject: say.invoiceOverdue.subject(invoice.invoiceNumber, amount),
		preview: lead,
		heading: say.invoiceOverdue.heading,
		parts: [
			{ kind: 'say', text: lead },
			facts(
				[say.invoice, invoice.invoiceNumber],
				[say.contract, invoice.contractNumber],
				[say.issued, dayInWords(invoice.issuedOn, formats)],
				[say.due, due],
				[say.amountDue, amount],
			),
			{ kind: 'button', label: say.invoiceOverdue.pay(amount), url: invoice.url },
			{ kind: 'say', text: say.invoiceOverdue.crossed },
			{ kind: 'say', text: say.invoiceOverdue.trouble },
			...attached(invoice.attachments, say.invoiceOverdue.attached),
		],
	}
})
