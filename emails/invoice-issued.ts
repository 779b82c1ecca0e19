import { z } from 'zod'
import { attached, facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter, type Told } from './kit/letter.ts'
import { methodInWords, paymentMethod } from './kit/payment-method.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	invoiceNumber: line,
	issuedOn: day,
	dueOn: day,
	currency,
	/** What is left to pay. */
	balanceMinor: minor,
	contractNumber: line.default(''),
	/** The secure link to the invoice's page, where it can be paid. */
	url: link,
	/** When the amount is taken by itself: from what, and on which day. */
	automatic: z.object({ method: paymentMethod, on: day }).optional(),
})

/** To the customer: a new invoice, with its PDF. */
export const letter = defineLetter('invoice-issued', input, (invoice) => {
	const { language, formats } = invoice
	const say = words(language).letters
	const amount = money(invoice.balanceMinor, invoice.currency, formats)
	const due = dayInWords(invoice.dueOn, formats)
	const owed = invoice.balanceMinor > 0n
	const manual = owed && !invoice.automatic
	const lead = leadOf(invoice, amount, due)
	return {
		subject: manual
			? say.invoiceIssued.subjectDue(invoice.invoiceNumber, amount, due)
			: say.invoiceIssued.subject(invoice.invoiceNumber, amount, invoice.sender.companyName),
		preview: lead,
		heading: say.invoiceIssued.heading,
		parts: [
			{ kind: 'say', text: lead },
			{ kind: 'figure', label: say.amountDue, text: amount },
			facts(
				[say.invoice, invoice.invoiceNumber],
				[say.contract, invoice.contractNumber],
				[say.issued, dayInWords(invoice.issuedOn, formats)],
				[say.due, owed ? due : ''],
			),
			{ kind: 'button', label: manual ? say.invoiceIssued.pay(amount) : say.invoiceIssued.view, url: invoice.url },
			...attached(invoice.attachments, say.invoiceIssued.attached),
		],
	}
})

function leadOf(invoice: Told<typeof input>, amount: string, due: string): string {
	const say = words(invoice.language).letters
	if (invoice.balanceMinor <= 0n) return say.invoiceIssued.leadNothingDue
	if (!invoice.automatic) return say.invoiceIssued.lead(due)
	const { method, on } = invoice.automatic
	return say.invoiceIssued.leadAutomatic(amount, methodInWords(method, say), dayInWords(on, invoice.formats))
}
