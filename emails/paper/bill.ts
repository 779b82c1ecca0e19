import type { z } from 'zod'
import { bareAmount, day, amount as money, percent, period, quantity, unitPrice } from '../words/format.ts'
import { words } from '../words/words.ts'
import type { billPaper, note, seller } from './invoice-paper.ts'
import { addressLines, formatsOf, type Party } from './party.ts'
import type { Block, Column, Pair, Row, Sum } from './sheet.ts'

/** What invoice and credit note print alike. */

type Bill = z.output<typeof billPaper>
type Seller = z.output<typeof seller>

export function partyBlock(label: string, party: Party, language: Bill['language']): Block {
	const say = words(language).paper
	const lines = addressLines(party, language)
	if (party.taxNumber) lines.push(`${party.taxNumberName || say.taxNumber}: ${party.taxNumber}`)
	if (party.registrationNumber) lines.push(`${say.registrationNumber}: ${party.registrationNumber}`)
	return { label, strong: party.name, lines }
}

/** The legal lines at the foot: name and address, and how to reach the seller. */
export function footOf(from: Seller, language: Bill['language']): string[] {
	const lines = [
		[from.name, ...addressLines(from, language)],
		[from.email, from.phone, from.website],
	]
	return lines.map((line) => line.filter(Boolean).join(' · ')).filter(Boolean)
}

/** Columns and rows; discount and tax columns only where a line has them. */
export function linesOf(bill: Bill): { columns: Column[]; rows: Row[] } {
	const { language, currency } = bill
	const formats = formatsOf(bill)
	const say = words(language).paper
	const discounted = bill.lines.some((line) => line.discountPercent !== undefined)
	const taxed = bill.lines.some((line) => line.taxRate !== undefined)
	const right = (title: string): Column => ({ title, side: 'right' })
	const columns: Column[] = [
		{ title: say.description, side: 'left' },
		right(say.quantity),
		right(say.price),
		...(discounted ? [right(say.discount)] : []),
		...(taxed ? [right(say.tax)] : []),
		right(`${say.amount}, ${currency}`),
	]
	const rows = bill.lines.map((line): Row => {
		const machine = [
			line.model && `${say.model}: ${line.model}`,
			line.serialNumber && `${say.serialNumber}: ${line.serialNumber}`,
			line.from && line.to && period(line.from, line.to, formats),
		]
		return {
			cells: [
				line.description,
				[quantity(line.quantity, formats), line.unit].filter(Boolean).join(' '),
				[unitPrice(line.unitPrice, currency, formats), line.taxIncluded && say.taxIncluded].filter(Boolean).join(' '),
				...(discounted ? [line.discountPercent ? percent(`-${line.discountPercent}`, formats) : ''] : []),
				...(taxed ? [line.taxRate ? percent(line.taxRate, formats) : ''] : []),
				bareAmount(line.amountMinor, currency, formats),
			],
			details: [machine.filter(Boolean).join(' · '), line.why].filter(Boolean),
		}
	})
	return { columns, rows }
}

/** The subtotal, and each rate on its own base, as tax law wants them. */
export function taxSums(bill: Bill): Sum[] {
	const { language, currency } = bill
	const formats = formatsOf(bill)
	const say = words(language).paper
	return [
		{ label: say.subtotal, value: money(bill.subtotalMinor, currency, formats), weight: 'plain' },
		...bill.taxes.map(
			(tax): Sum => ({
				label: say.taxOn(
					tax.name || say.taxName,
					percent(tax.rate, formats),
					bareAmount(tax.baseMinor, currency, formats),
				),
				value: money(tax.taxMinor, currency, formats),
				weight: 'plain',
			}),
		),
	]
}

export function supplyFacts(bill: Bill): Pair[] {
	const { language, supplyFrom: from, supplyTo: to } = bill
	const formats = formatsOf(bill)
	const say = words(language).paper
	if (!from) return []
	if (!to || to.equals(from.add({ days: 1 }))) return [{ label: say.supplyDate, value: day(from, formats, 'medium') }]
	return [{ label: say.supplyPeriod, value: period(from, to, formats) }]
}

export function contractFacts(bill: Bill): Pair[] {
	const say = words(bill.language).paper
	return [
		{ label: say.contract, value: bill.contractNumber },
		{ label: say.customerReference, value: bill.customerReference },
	].filter(({ value }) => value !== '')
}

export function notesBlock(notes: z.output<typeof note>[], language: Bill['language']): Block[] {
	const say = words(language).paper
	const lines = notes.map((each) => (typeof each === 'string' ? say.legal[each] : each.text)).filter(Boolean)
	return lines.length > 0 ? [{ label: say.notes, lines }] : []
}
