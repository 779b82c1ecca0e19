import { invoiceSheet, renderInvoice } from '#emails/paper/invoice.ts'
import { type InvoicePaper, invoicePaper } from '#emails/paper/invoice-paper.ts'
import { openPress } from '#emails/paper/press.ts'
import type { Language } from '#emails/words/language.ts'
import { longInvoice, usualInvoice } from '#test/emails/cast.ts'
import { renderPlainly } from './plain-invoice.tsx'
import type { BenchRow } from './row.ts'

/** How fast papers are printed, against the same page in react-pdf's own everyday style. */
export async function bench(): Promise<BenchRow[]> {
	const cold = await first()
	return [
		cold,
		await usual('en', 'English'),
		await usual('zh', 'Chinese'),
		await statement(),
		await linear(),
		await threads(),
	]
}

/** Twelve lines; number, reference and amounts differ from paper to paper, so that nothing is printed twice. */
function paper(language: Language, number: number): InvoicePaper {
	const invoice = usualInvoice(language, {
		number: `INV-2026-${100_000 + number}`,
		customerReference: `PO ${number * 7}`,
	})
	const [, , , line] = invoice.lines
	if (!line) throw new Error('the usual invoice has four lines')
	const lines = Array.from({ length: 12 }, (_, index) => {
		const amountMinor = BigInt((number * 131 + index * 977) % 900_000)
		return { ...line, description: `${line.description} ${index + 1}`, amountMinor }
	})
	return { ...invoice, lines }
}

const sheet = (invoice: InvoicePaper) => invoiceSheet(invoicePaper.parse(invoice))

/** Seconds of processor time, which a busy machine does not stretch as it does the clock. */
async function processorSeconds(work: () => Promise<unknown>): Promise<number> {
	const start = process.cpuUsage()
	await work()
	const { user, system } = process.cpuUsage(start)
	return (user + system) / 1e6
}

/** Both sides in turns, so that whatever else the machine does meets both. */
async function compare(
	rounds: number,
	ours: (round: number) => Promise<unknown>,
	plain: (round: number) => Promise<unknown>,
) {
	for (let round = 0; round < 3; round++) {
		await ours(round)
		await plain(round)
	}
	const spent = { ours: 0, plain: 0 }
	for (let round = 0; round < rounds; round++) {
		spent.ours += await processorSeconds(() => ours(round))
		spent.plain += await processorSeconds(() => plain(round))
	}
	return { ours: rounds / spent.ours, plain: rounds / spent.plain }
}

const plainly = 'plain react-pdf: the same words by rows, page numbers by render'

async function usual(language: Language, name: string): Promise<BenchRow> {
	const speed = await compare(
		60,
		(round) => renderInvoice(paper(language, round)),
		(round) => renderPlainly(sheet(paper(language, round))),
	)
	return {
		what: `PDF of a usual invoice, ${name}`,
		ours: speed.ours,
		reference: speed.plain,
		referenceIs: plainly,
		ratio: speed.ours / speed.plain,
		goal: 2,
		unit: 'PDFs per core second',
		howToRead:
			'Ours is tagged for reading aids as well. Half of what is left is the library setting letters into lines, a fifth subsetting fonts; hand-written PDF would be about 100 times as fast.',
	}
}

async function statement(): Promise<BenchRow> {
	const long = longInvoice(330)
	const longSheet = sheet(long)
	const speed = await compare(
		3,
		() => renderInvoice(long),
		() => renderPlainly(longSheet),
	)
	return {
		what: 'PDF of 330 lines',
		ours: speed.ours,
		reference: speed.plain,
		referenceIs: plainly,
		ratio: speed.ours / speed.plain,
		goal: 3.5,
		unit: 'PDFs per core second',
		howToRead: 'Pages are planned by measure before anything is laid out, so nothing is laid out twice.',
	}
}

async function linear(): Promise<BenchRow> {
	const each = async (lines: number) => {
		const long = longInvoice(lines)
		await renderInvoice(long)
		return (await processorSeconds(() => renderInvoice(long).then(() => renderInvoice(long)))) / 2 / lines
	}
	const [short, long] = [await each(165), await each(990)]
	return {
		what: 'time for a line, 990 lines against 165',
		ours: long * 1e6,
		reference: short * 1e6,
		referenceIs: 'the same invoice with 165 lines',
		ratio: short / long,
		goal: 0.8,
		unit: 'µs a line',
		howToRead: 'Linear in pages when near 1.',
	}
}

async function threads(): Promise<BenchRow> {
	const speed = async (count: number) => {
		const press = openPress(count)
		const print = (number: number) => press.print('invoice', paper('en', number))
		// Each thread compiles the engine for itself: measured is what it does once it is warm.
		const printed = async (each: number) => {
			await Promise.all(Array.from({ length: each * count }, (_, number) => print(number)))
		}
		await printed(60)
		const start = performance.now()
		await printed(120)
		const seconds = (performance.now() - start) / 1000
		await press.close()
		return (120 * count) / seconds
	}
	const [one, two] = [await speed(1), await speed(2)]
	return {
		what: 'PDFs with two threads of the press',
		ours: two,
		reference: one,
		referenceIs: 'one thread',
		ratio: two / one,
		goal: 1.4,
		unit: 'PDFs/s',
		howToRead:
			'By the clock: needs two cores that nobody else is using. Memory bandwidth and garbage take the rest of 2.',
	}
}

async function first(): Promise<BenchRow> {
	const spent = (await processorSeconds(() => renderInvoice(paper('zh', 0)))) * 1000
	return {
		what: 'first PDF after start, in Chinese',
		ours: spent,
		reference: 1000,
		referenceIs: 'one second',
		ratio: 1000 / spent,
		goal: 1,
		unit: 'ms of processor time',
		howToRead: 'Nothing warm: opens fonts of 22 MB, starts the layout engine, prints.',
	}
}
