import type { z } from 'zod'
import { day, amount as money } from '../words/format.ts'
import { words } from '../words/words.ts'
import { contractFacts, footOf, linesOf, notesBlock, partyBlock, supplyFacts, taxSums } from './bill.ts'
import { type CreditNotePaper, creditNotePaper } from './invoice-paper.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import type { Sheet } from './sheet.ts'

/** A credit note as a PDF file: which invoice it corrects, why, and line by line what is given back. */
export async function renderCreditNote(paper: CreditNotePaper): Promise<Buffer> {
	return print(creditNoteSheet(creditNotePaper.parse(paper)))
}

function creditNoteSheet(note: z.output<typeof creditNotePaper>): Sheet {
	const { language, seller, currency } = note
	const formats = formatsOf(note)
	const say = words(language).paper
	const total = money(note.totalMinor, currency, formats)
	return {
		language,
		title: `${say.creditNote} ${note.number}`,
		heading: say.creditNote,
		number: note.number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: note.issuedOn,
		parties: [partyBlock(say.billedTo, note.buyer, language), partyBlock(say.from, seller, language)],
		facts: [
			{ label: say.issueDate, value: day(note.issuedOn, formats, 'medium') },
			...correctedFacts(note),
			...supplyFacts(note),
			...contractFacts(note),
		],
		highlight: { label: say.creditedAmount, figure: total, remark: '' },
		...linesOf(note),
		sums: [...taxSums(note), { label: say.totalCredit, value: total, weight: 'strong' }],
		blocks: [
			...(note.reason ? [{ label: say.reason, lines: [note.reason] }] : []),
			...(note.message
				? [{ label: say.message, lines: note.message.split('\n').filter((text) => text.trim() !== '') }]
				: []),
			...notesBlock(note.notes, language),
		],
		foot: footOf(seller, language),
	}
}

/** Invoices of one day are said with that day once. */
function correctedFacts(note: z.output<typeof creditNotePaper>) {
	const { corrects } = note
	if (corrects.length === 0) return []
	const say = words(note.language).paper
	const formats = formatsOf(note)
	const days = [...new Set(corrects.map(({ issuedOn }) => day(issuedOn, formats, 'medium')))]
	return [
		{ label: say.creditsInvoice, value: corrects.map(({ number }) => number).join(', ') },
		{ label: say.invoiceDate, value: days.join(', ') },
	]
}
