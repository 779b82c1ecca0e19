import type { z } from 'zod'
import { methodInWords } from '../kit/payment-method.ts'
import { bareAmount, day, amount as money } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, partyBlock } from './bill.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import { type ReceiptPaper, receiptPaper } from './receipt-paper.ts'
import type { Column, Row, Sheet, Sum } from './sheet.ts'

type Receipt = z.output<typeof receiptPaper>

/** The receipt of a payment as a PDF file: how much, how, and which invoices it settles. */
export async function renderReceipt(paper: ReceiptPaper): Promise<Buffer> {
	return print(receiptSheet(receiptPaper.parse(paper)))
}

function receiptSheet(receipt: Receipt): Sheet {
	const { language, seller, currency } = receipt
	const formats = formatsOf(receipt)
	const say = words(language).paper
	return {
		language,
		title: `${say.receipt} ${receipt.number}`,
		heading: say.receipt,
		number: receipt.number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: receipt.issuedOn,
		parties: [partyBlock(say.paidBy, receipt.buyer, language), partyBlock(say.from, seller, language)],
		facts: [
			{ label: say.paidOn, value: day(receipt.paidOn, formats, 'medium') },
			{ label: say.method, value: methodInWords(receipt.method, words(language).letters) },
			{ label: say.transaction, value: receipt.reference },
			{ label: say.issueDate, value: day(receipt.issuedOn, formats, 'medium') },
		].filter(({ value }) => value !== ''),
		highlight: {
			label: say.paidAmount,
			figure: money(receipt.amountMinor, currency, formats),
			remark: say.thanks,
		},
		...settled(receipt),
		sums: sumsOf(receipt),
		blocks: [],
		foot: footOf(seller, language),
	}
}

function settled(receipt: Receipt): { columns: Column[]; rows: Row[] } {
	const { currency, settles } = receipt
	const formats = formatsOf(receipt)
	const say = words(receipt.language).paper
	const titles = [say.invoiceDate, say.invoiceTotal, say.stillDue, `${say.amount}, ${currency}`]
	return {
		columns: [{ title: say.settles, side: 'left' }, ...titles.map((title): Column => ({ title, side: 'right' }))],
		rows: settles.map((each) => ({
			cells: [
				`${say.invoice} ${each.invoiceNumber}`,
				day(each.issuedOn, formats, 'medium'),
				bareAmount(each.totalMinor, currency, formats),
				bareAmount(each.stillDueMinor, currency, formats),
				bareAmount(each.amountMinor, currency, formats),
			],
			details: [],
		})),
	}
}

function sumsOf(receipt: Receipt): Sum[] {
	const { currency, amountMinor, penaltyMinor, unallocatedMinor } = receipt
	const formats = formatsOf(receipt)
	const say = words(receipt.language).paper
	const sum = (label: string, minor: bigint, weight: Sum['weight']): Sum => ({
		label,
		value: money(minor, currency, formats),
		weight,
	})
	return [
		...(penaltyMinor > 0n ? [sum(say.penalty, penaltyMinor, 'plain')] : []),
		...(unallocatedMinor > 0n ? [sum(say.unallocated, unallocatedMinor, 'plain')] : []),
		sum(say.paidAmount, amountMinor, 'strong'),
	]
}
