import type { z } from 'zod'
import { day, amount as money } from '../words/format.ts'
import { words } from '../words/words.ts'
import { contractFacts, footOf, linesOf, notesBlock, partyBlock, supplyFacts, taxSums } from './bill.ts'
import { type InvoicePaper, invoicePaper } from './invoice-paper.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import type { Block, Pair, Sheet, Sum } from './sheet.ts'

type Invoice = z.output<typeof invoicePaper>

/** An invoice as a PDF file. Deterministic: the same paper gives the same bytes. */
export async function renderInvoice(paper: InvoicePaper): Promise<Buffer> {
	return print(invoiceSheet(invoicePaper.parse(paper)))
}

export function invoiceSheet(invoice: Invoice): Sheet {
	const { language, seller, currency } = invoice
	const formats = formatsOf(invoice)
	const say = words(language).paper
	const heading = invoice.type || say.invoice
	const settled = invoice.balanceMinor <= 0n
	return {
		language,
		title: `${heading} ${invoice.number}`,
		heading,
		number: invoice.number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: invoice.issuedOn,
		parties: [partyBlock(say.billedTo, invoice.buyer, language), partyBlock(say.from, seller, language)],
		facts: [
			{ label: say.issueDate, value: day(invoice.issuedOn, formats, 'medium') },
			{ label: say.dueDate, value: day(invoice.dueOn, formats, 'medium') },
			...supplyFacts(invoice),
			...contractFacts(invoice),
		],
		highlight: {
			label: say.amountDue,
			figure: money(invoice.balanceMinor, currency, formats),
			remark: settled ? say.settled : say.dueBy(day(invoice.dueOn, formats)),
			...(invoice.payUrl && !settled ? { link: { text: say.payOnline, url: invoice.payUrl } } : {}),
		},
		...linesOf(invoice),
		sums: sumsOf(invoice),
		blocks: [...bankBlock(invoice), ...notesBlock(invoice.notes, language)],
		foot: footOf(seller, language),
	}
}

function sumsOf(invoice: Invoice): Sum[] {
	const { language, currency } = invoice
	const formats = formatsOf(invoice)
	const say = words(language).paper
	const sums: Sum[] = [
		...taxSums(invoice),
		{ label: say.total, value: money(invoice.totalMinor, currency, formats), weight: 'strong' },
	]
	if (invoice.creditedMinor !== 0n) {
		sums.push({ label: say.credited, value: money(-invoice.creditedMinor, currency, formats), weight: 'plain' })
	}
	if (invoice.paidMinor !== 0n) {
		sums.push({ label: say.paid, value: money(-invoice.paidMinor, currency, formats), weight: 'plain' })
	}
	if (invoice.roundedMinor !== 0n) {
		sums.push({ label: say.rounding, value: money(-invoice.roundedMinor, currency, formats), weight: 'plain' })
	}
	if (sums.at(-1)?.weight !== 'strong') {
		sums.push({ label: say.balanceDue, value: money(invoice.balanceMinor, currency, formats), weight: 'strong' })
	}
	return sums
}

/** How to pay by bank, with the reference that lets the money be found again. */
function bankBlock({ language, seller, number, balanceMinor }: Invoice): Block[] {
	const say = words(language).paper
	const account: Pair[] = [
		{ label: say.accountHolder, value: seller.accountHolder || seller.name },
		{ label: say.bank, value: seller.bankName },
		{ label: 'IBAN', value: groupsOfFour(seller.iban) },
		{ label: 'BIC', value: seller.bic },
		{ label: say.accountNumber, value: seller.accountNumber },
		{ label: say.routingNumber, value: seller.routingNumber },
		{ label: say.paymentReference, value: number },
	]
	if (balanceMinor <= 0n || !(seller.iban || seller.accountNumber)) return []
	return [{ label: say.payment, lines: [], pairs: account.filter(({ value }) => value !== '') }]
}

const groupsOfFour = (iban: string) => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')
