import { z } from 'zod'
import { attached, facts } from './kit/facts.ts'
import { currency, day, line, link, minor } from './kit/field.ts'
import { addressed, defineLetter } from './kit/letter.ts'
import { day as dayInWords, amount as money } from './words/format.ts'
import { words } from './words/words.ts'

const input = addressed.extend({
	creditNoteNumber: line,
	issuedOn: day,
	invoiceNumber: line,
	amountMinor: minor,
	currency,
	/** In the reader's language. */
	reason: line,
	/** In the company's own words; paragraphs stand on lines of their own. */
	message: z.string().default(''),
	/** Where the money goes; nowhere where it is nothing. */
	effects: z.array(z.object({ kind: z.enum(['reduces_invoice', 'refund', 'balance']), amountMinor: minor })),
	url: link,
})

const said = (text: string) => ({ kind: 'say' as const, text })

/** To the customer: an invoice was corrected downwards; why, and what becomes of the money. */
export const letter = defineLetter('credit-note-issued', input, (note) => {
	const { language, formats } = note
	const say = words(language).letters
	const amount = money(note.amountMinor, note.currency, formats)
	const lead = say.creditNoteIssued.lead(amount, note.invoiceNumber)
	return {
		subject: say.creditNoteIssued.subject(note.creditNoteNumber, note.invoiceNumber),
		preview: lead,
		heading: say.creditNoteIssued.heading,
		parts: [
			{ kind: 'say', text: lead },
			...note.effects.map(({ kind, amountMinor }) => {
				const { effects, parts } = say.creditNoteIssued
				const alone = note.effects.length === 1
				return said(alone ? effects[kind] : parts[kind](money(amountMinor, note.currency, formats)))
			}),
			...note.message
				.split('\n')
				.filter((paragraph) => paragraph.trim() !== '')
				.map(said),
			facts(
				[say.creditNoteIssued.creditNote, note.creditNoteNumber],
				[say.invoice, note.invoiceNumber],
				[say.date, dayInWords(note.issuedOn, formats)],
				[say.amount, amount],
				[say.reason, note.reason],
			),
			{ kind: 'button', label: say.creditNoteIssued.view, url: note.url },
			...attached(note.attachments, say.creditNoteIssued.attached),
		],
	}
})
