import type { z } from 'zod'
import { type Formats, languageIn } from '#core/formats.ts'
import { bareAmount, day, amount as money, percent, quantity, unitPrice } from '../words/format.ts'
import { words } from '../words/words.ts'
import { footOf, notesBlock, partyBlock } from './bill.ts'
import { formatsOf } from './party.ts'
import { print } from './print.tsx'
import { type QuotePaper, quotePaper, type quotePaperLine } from './quote-paper.ts'
import type { Block, Column, Pair, Row, Sheet, Table } from './sheet.ts'

/** The invoices to come that are printed; its page shows more. */
const shownInvoices = 6

export type Quote = z.output<typeof quotePaper>
type Line = z.output<typeof quotePaperLine>

/** A quote as a PDF file. Deterministic: the same paper gives the same bytes. */
export async function renderQuote(paper: QuotePaper): Promise<Buffer> {
	return print(quoteSheet(quotePaper.parse(paper)))
}

export function quoteSheet(quote: Quote): Sheet {
	const { language, seller, currency } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote
	const { toSign } = words(language)
	const heading = quote.signs ? toSign.title : say.title
	const [first] = quote.invoices
	return {
		language,
		title: `${heading} ${quote.number}`,
		heading,
		number: quote.number,
		brandColour: seller.brandColour,
		company: seller.name,
		issuedOn: quote.sentOn,
		parties: [
			partyBlock(quote.signs ? toSign.buyer : say.quotedTo, quote.buyer, language),
			partyBlock(words(language).paper.from, seller, language),
		],
		facts: factsOf(quote),
		highlight: {
			label: say.firstInvoice,
			figure: money(first?.totalMinor ?? 0n, currency, formats),
			remark: first ? say.firstInvoiceOn(day(first.on, formats)) : say.nothingToPay,
			...(quote.url ? { link: { text: quote.signs ? toSign.online : say.online, url: quote.url } } : {}),
		},
		...linesOf(quote, quote.lines),
		more: [notChosen(quote), sums(quote), invoices(quote)],
		sums: [],
		blocks: [
			...textBlock(quote.title || words(language).paper.notes, quote.introduction),
			...notesBlock(quote.notes, language),
			...discounts(quote),
			...terms(quote),
			...textBlock(say.conditions, quote.conditions),
		],
		foot: footOf(seller, language),
	}
}

function factsOf(quote: Quote): Pair[] {
	const { language, startsOn, endsOn, amends } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote
	const medium = (on: Temporal.PlainDate) => day(on, formats, 'medium')
	return [
		{ label: say.sentOn, value: medium(quote.sentOn) },
		{ label: say.validUntil, value: medium(quote.validUntil) },
		...(amends ? [{ label: amends.renews ? say.renews : say.amends, value: amends.number }] : []),
		{ label: say.starts, value: startsOn ? medium(startsOn) : say.startsOnAcceptance },
		...(amends && !amends.renews ? [] : [{ label: say.ends, value: endsOn ? medium(endsOn) : say.noEnd }]),
		{ label: say.payWithin, value: quote.paymentTermDays === 0 ? say.payAtOnce : say.days(quote.paymentTermDays) },
		...(quote.noticeDays > 0 && !endsOn ? [{ label: say.notice, value: say.days(quote.noticeDays) }] : []),
	]
}

/** Columns and rows; discount and tax columns only where a line has them. */
function linesOf(quote: Quote, lines: Line[]): { columns: Column[]; rows: Row[] } {
	const { language, currency } = quote
	const formats = formatsOf(quote)
	const say = words(language).paper
	const both = [...quote.lines, ...quote.notChosen]
	const discounted = both.some((line) => line.discountPercent !== undefined)
	const taxed = both.some((line) => line.taxRate !== undefined)
	const right = (title: string): Column => ({ title, side: 'right' })
	return {
		columns: [
			{ title: say.description, side: 'left' },
			right(say.quantity),
			right(say.price),
			...(discounted ? [right(say.discount)] : []),
			...(taxed ? [right(say.tax)] : []),
			right(`${say.amount}, ${currency}`),
		],
		rows: lines.map((line) => ({
			cells: [
				line.description,
				[quantity(line.quantity, formats), line.unit].filter(Boolean).join(' '),
				[unitPrice(line.unitPrice, currency, formats), line.taxIncluded && say.taxIncluded].filter(Boolean).join(' '),
				...(discounted ? [line.discountPercent ? percent(`-${line.discountPercent}`, formats) : ''] : []),
				...(taxed ? [line.taxRate ? percent(line.taxRate, formats) : ''] : []),
				line.amountMinor === null ? '' : bareAmount(line.amountMinor, currency, formats),
			],
			details: [detailsOf(line, language), ...discountOf(line, currency, formats)],
		})),
	}
}

/** How long the discount holds, and what the line comes to after it. */
function discountOf({ discountUntil, thenMinor }: Line, currency: string, formats: Formats): string[] {
	const { quote: say } = words(languageIn(formats))
	if (!discountUntil) return []
	const until = day(discountUntil, formats, 'medium')
	const next = day(discountUntil.add({ days: 1 }), formats, 'medium')
	return [
		[say.discountUntil(until), thenMinor === undefined ? '' : say.fromDay(next, money(thenMinor, currency, formats))]
			.filter(Boolean)
			.join(' · '),
	]
}

function detailsOf(line: Line, language: Quote['language']): string {
	const { quote: say, paper } = words(language)
	const rhythm = line.interval ? say.every(line.interval.unit, line.interval.count) : say.once
	const machine = [
		line.model && `${paper.model}: ${line.model}`,
		line.serialNumber && `${paper.serialNumber}: ${line.serialNumber}`,
	]
	const free = line.freeDays > 0 && say.freeDays(line.freeDays)
	return [rhythm, free, ...machine].filter(Boolean).join(' · ')
}

function notChosen(quote: Quote): Table {
	return { title: words(quote.language).quote.notChosen, ...linesOf(quote, quote.notChosen) }
}

type Sum = { netMinor: bigint; taxMinor: bigint; totalMinor: bigint }

function sums(quote: Quote): Table {
	const { language, currency, amends } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote
	const row = (label: string, { netMinor, taxMinor, totalMinor }: Sum): Row => ({
		cells: [label, ...[netMinor, taxMinor, totalMinor].map((minor) => bareAmount(minor, currency, formats))],
		details: [],
	})
	return {
		title: amends ? say.afterwards : say.comesTo,
		columns: moneyColumns(quote, ''),
		rows: [
			...quote.recurring.map((each) => row(say.every(each.interval.unit, each.interval.count), each)),
			...quote.later.map((each) =>
				row(say.everyFrom(say.every(each.interval.unit, each.interval.count), day(each.from, formats, 'medium')), each),
			),
			...(quote.oneOff.totalMinor === 0n ? [] : [row(say.once, quote.oneOff)]),
			...(quote.whole ? [row(say.wholeTerm, quote.whole)] : []),
		],
	}
}

function invoices(quote: Quote): Table {
	const { language, currency } = quote
	const formats = formatsOf(quote)
	const say = words(language).quote
	return {
		title: say.invoices,
		columns: moneyColumns(quote, say.invoiceOn),
		dense: true,
		rows: quote.invoices.slice(0, shownInvoices).map(({ on, netMinor, taxMinor, totalMinor }) => ({
			cells: [
				day(on, formats, 'medium'),
				...[netMinor, taxMinor, totalMinor].map((minor) => bareAmount(minor, currency, formats)),
			],
			details: [],
		})),
	}
}

function moneyColumns({ language, currency }: Quote, first: string): Column[] {
	const say = words(language).quote
	const right = (title: string): Column => ({ title: `${title}, ${currency}`, side: 'right' })
	return [{ title: first, side: 'left' }, right(say.net), right(say.tax), right(say.total)]
}

/** What is taken off everything, and how long. */
function discounts(quote: Quote): Block[] {
	const { currency } = quote
	const formats = formatsOf(quote)
	const say = words(quote.language).quote
	const lines = quote.discounts.map(({ percent: share, monthMinor, startsOn, endsOn }) =>
		say.off(
			share === null ? null : percent(share, formats),
			share === null ? money(monthMinor ?? 0n, currency, formats) : null,
			day(startsOn, formats, 'medium'),
			endsOn && day(endsOn, formats, 'medium'),
		),
	)
	return lines.length > 0 ? [{ label: say.discounts, lines }] : []
}

/** When it is billed, and what happens at its end. */
function terms({ language, timing, renewal, endsOn, noticeDays }: Quote): Block[] {
	const say = words(language).quote
	const lines = [
		...(timing ? [say.timings[timing]] : []),
		...(renewal && endsOn ? [renewal === 'tacit' ? say.renewals.tacit(noticeDays) : say.renewals[renewal]] : []),
	]
	return lines.length > 0 ? [{ label: say.terms, lines }] : []
}

function textBlock(label: string, text: string): Block[] {
	const lines = text.split(/\n+/).map((line) => line.trim())
	return text.trim() ? [{ label, lines: lines.filter(Boolean) }] : []
}
