import { describe, expect, it } from 'vitest'
import { renderCreditNote } from '#emails/paper/credit-note.ts'
import { invoiceSheet, renderInvoice } from '#emails/paper/invoice.ts'
import { invoicePaper } from '#emails/paper/invoice-paper.ts'
import { renderReceipt } from '#emails/paper/receipt.ts'
import { textsOf } from '#emails/paper/sheet.ts'
import { languages } from '#emails/words/language.ts'
import { seller, usualCreditNote, usualInvoice, usualReceipt } from '#test/emails/cast.ts'
import { pack, type ReadPdf, readPdf, type Tag } from './read-pdf.ts'

const words = (tag: Tag | string): string => (typeof tag === 'string' ? tag : tag.children.map(words).join('|'))
const allText = (pdf: ReadPdf) => pdf.pages.map((page) => pack(page.shown)).join('')

describe.each(languages)('an invoice in %s', (language) => {
	it('prints every word and figure it was given, with no letter missing', async () => {
		const paper = usualInvoice(language)
		const pdf = await readPdf(await renderInvoice(paper))
		const text = allText(pdf)
		for (const expected of textsOf(invoiceSheet(invoicePaper.parse(paper)))) expect(text).toContain(pack(expected))
		expect(text).not.toContain('\0')
	})

	it('is one tagged page with title and language, its fonts inside and cut down to what is used', async () => {
		const file = await renderInvoice(usualInvoice(language))
		const pdf = await readPdf(file)
		expect(pdf.pages).toHaveLength(1)
		expect(pdf.title).toMatch(/ INV-2026-000318$/)
		expect(pdf.language.slice(0, 2)).toBe(language)
		expect(pdf.tagged).toBe(true)
		expect(pdf.fonts.toSorted()).toEqual(pdf.embedded.toSorted())
		expect(pdf.fonts.every((name) => /^[A-Z]{6}\+NotoSans/.test(name))).toBe(true)
		expect(file.length).toBeLessThan(80_000)
	})
})

it('gives the same bytes for the same paper, and the paper’s own day as the date of the file', async () => {
	const [one, two] = [await renderInvoice(usualInvoice('zh')), await renderInvoice(usualInvoice('zh'))]
	expect(one.equals(two)).toBe(true)
	expect((await readPdf(one)).created).toBe('D:20260301000000Z')
	const other = await renderInvoice(usualInvoice('zh', { customerReference: 'PO 7' }))
	expect(other.equals(one)).toBe(false)
})

it('is written as the country of who buys writes: days, amounts and quantities', async () => {
	const { buyer } = usualInvoice('en')
	const shown = async (country: string) => {
		const of = { buyer: { ...buyer, country }, currency: 'USD' }
		const files = [
			await renderInvoice({ ...usualInvoice('en'), ...of }),
			await renderCreditNote({ ...usualCreditNote('en'), ...of }),
			await renderReceipt({ ...usualReceipt('en'), ...of }),
		]
		return await Promise.all(files.map(async (file) => allText(await readPdf(file))))
	}
	for (const american of await shown('US')) {
		expect(american).toMatch(/[A-Z][a-z]{2}\d{1,2},2026/)
		expect(american).not.toMatch(/\d[A-Z][a-z]{2}2026/)
		expect(american).toMatch(/[^S]\$\d/)
	}
	for (const british of await shown('GB')) {
		expect(british).toMatch(/\d[A-Z][a-z]{2}2026/)
		expect(british).toMatch(/US\$\d/)
	}
})

it('has what the company calls it as its title and heading, in place of the word for an invoice', async () => {
	const { pages, title } = await readPdf(await renderInvoice(usualInvoice('ru', { type: 'Счёт за аренду' })), {
		tree: true,
	})
	expect(title).toBe('Счёт за аренду INV-2026-000318')
	const parts = (pages[0]?.tree[0]?.children ?? []).filter((part): part is Tag => typeof part !== 'string')
	expect(parts.filter(({ role }) => role === 'H1').map(words)).toEqual(['Счёт за аренду'])
	// Names of eighty letters are a heading of more lines, and nothing of them is lost.
	const long = 'Rent and operating cost invoice for commercial vehicles under framework agreement'.slice(0, 80)
	expect(allText(await readPdf(await renderInvoice(usualInvoice('en', { type: long }))))).toContain(pack(long))
})

it('is read aloud in order: title, parties, dates, the amount, each row of the table, the sums', async () => {
	const { pages } = await readPdf(await renderInvoice(usualInvoice('en')), { tree: true })
	const tree = pages[0]?.tree ?? []
	expect(tree).toHaveLength(1)
	const parts = (tree[0]?.children ?? []).filter((part): part is Tag => typeof part !== 'string')
	expect(parts.filter(({ role }) => role === 'H1').map(words)).toEqual(['Invoice'])
	expect(words(parts[3] ?? '')).toBe(
		'Billed to Larkspur & Finch Ltd 4 Old Mill Lane Unit 7 Bristol BS1 6JQ United Kingdom VAT: GB123456789',
	)
	// Real spaces, so that no reading aid runs the lines together.
	expect(pages[0]?.shown).toContain('Larkspur & Finch Ltd 4 Old Mill Lane Unit 7 Bristol')
	const table = parts.find(({ role }) => role === 'Table')
	const [head, ...rows] = (table?.children ?? []) as Tag[]
	expect(head?.children.map((cell) => `${(cell as Tag).role} ${words(cell)}`)).toEqual([
		'TH Description',
		'TH Qty',
		'TH Unit price',
		'TH Discount',
		'TH Tax',
		'TH Amount, EUR',
	])
	expect(rows.map((row) => row.children.map(words))).toEqual([
		[
			'Lease of compressor station with remote monitoring and spare part service Model: KX-75 VSD · S/N: SN-0042-7719-A · 1 – 31 Mar 2026',
			'1 month',
			'1,450.00',
			'',
			'19%',
			'1,450.00',
		],
		[
			'Maintenance, premium 15 – 31 Mar 2026 17 of 31 days: 480.00 × 17/31, less 10%',
			'1',
			'480.00',
			'−10%',
			'19%',
			'236.90',
		],
		['Portal seats', '1,250', '0.0125', '', '7%', '15.63'],
		['Set-up on site', '2.5', '95.00', '', '19%', '237.50'],
	])
	expect(parts.slice(-10, -6).map(words)).toEqual([
		'Subtotal|€1,940.03',
		'VAT 7% on 15.63|€1.09',
		'VAT 19% on 1,924.40|€365.64',
		'Total|€2,306.76',
	])
})

it('stands every figure of a row on the line where the row’s description begins', async () => {
	const { pages } = await readPdf(await renderInvoice(usualInvoice('vi')))
	const height = (text: string) => pages[0]?.texts.find((each) => each.text.includes(text))?.bottom
	for (const [description, figure] of [
		['Thuê trạm máy', '1.450,00'],
		['Bảo trì nâng cao', '236,90'],
		['Tài khoản', '0,0125'],
		['Lắp đặt', '95,00'],
	] as const) {
		expect(height(figure)).toBe(height(description))
	}
})

it('carries what an invoice within the European Union must say', async () => {
	const eu = usualInvoice('en', {
		taxes: [{ name: 'VAT', rate: '0', baseMinor: 194_003n, taxMinor: 0n }],
		totalMinor: 194_003n,
		balanceMinor: 194_003n,
		notes: ['reverse_charge'],
	})
	const text = allText(await readPdf(await renderInvoice(eu)))
	for (const expected of [
		'INV-2026-000318',
		'1 Mar 2026',
		'1 – 31 Mar 2026',
		'VAT: DE811907980',
		'VAT: GB123456789',
		'Hafenstraße 12',
		'4 Old Mill Lane',
		'VAT 0% on 1,940.03',
		'Reverse charge: VAT is to be accounted for by the recipient (Article 196, Directive 2006/112/EC).',
		'DE89 3704 0044 0532 0130 00',
	]) {
		expect(text).toContain(pack(expected))
	}
})

it('carries what an invoice in the United States says: sales tax, EIN, account and routing numbers', async () => {
	const us = usualInvoice('en', {
		seller: {
			...seller,
			name: 'Cedar Ridge Equipment LLC',
			street: '1200 Alder St',
			city: 'Boise',
			region: 'ID',
			postalCode: '83702',
			country: 'US',
			taxNumber: '12-3456789',
			taxNumberName: 'EIN',
			iban: '',
			bic: '',
			accountNumber: '000123456789',
			routingNumber: '124000054',
		},
		currency: 'USD',
		taxes: [{ name: 'Idaho sales tax', rate: '6', baseMinor: 194_003n, taxMinor: 11_640n }],
		totalMinor: 205_643n,
		balanceMinor: 205_643n,
		notes: ['resale'],
	})
	const text = allText(await readPdf(await renderInvoice(us)))
	for (const expected of [
		'Boise, ID 83702',
		'EIN: 12-3456789',
		'Idaho sales tax 6% on 1,940.03',
		'$2,056.43',
		'Amount, USD',
		'Account number',
		'000123456789',
		'Routing number',
		'124000054',
		'the buyer holds a resale or exemption certificate',
	]) {
		expect(text).toContain(pack(expected))
	}
	expect(text).not.toContain('IBAN')
})

it('offers to pay only while something is due, with a link that can be pressed', async () => {
	const due = await readPdf(await renderInvoice(usualInvoice('en')))
	expect(due.pages[0]?.links).toEqual(['https://portal.nordlicht.example/pay/q1w2e3'])
	const paid = await readPdf(await renderInvoice(usualInvoice('en', { paidMinor: 230_676n, balanceMinor: 0n })))
	expect(paid.pages[0]?.links).toEqual([])
	const text = allText(paid)
	expect(text).toContain(pack('Paid in full'))
	expect(text).toContain(pack('Paid −€2,306.76 Balance due €0.00'))
	expect(text).not.toContain('IBAN')
})

it('writes amounts exactly, however large, with the digits that the currency has', async () => {
	const huge = { totalMinor: 9_007_199_254_740_993_12n, balanceMinor: 9_007_199_254_740_993_12n }
	const text = async (change: object) => allText(await readPdf(await renderInvoice(usualInvoice('vi', change))))
	expect(await text(huge)).toContain(pack('9.007.199.254.740.993,12 €'))
	expect(await text({ ...huge, currency: 'VND' })).toContain(pack('900.719.925.474.099.312 ₫'))
	expect(await text({ ...huge, currency: 'KWD' })).toContain(pack('900.719.925.474.099,312 KWD'))
})

it('shows a box for a letter that no font has, and drops what cannot be seen', async () => {
	const odd = usualInvoice('en')
	const lines = [
		{
			...odd.lines[0],
			description: 'Pump 🚰 ไทย\u200B\u202E x\u0000y',
			amountMinor: 1n,
			quantity: '1',
			unitPrice: '1',
		},
	]
	const pdf = await readPdf(await renderInvoice({ ...odd, lines }))
	expect(allText(pdf)).toContain('Pump□□□□xy')
	expect(allText(pdf)).not.toContain('\0')
})

it('refuses a paper that makes no sense', async () => {
	await expect(renderInvoice(usualInvoice('en', { currency: 'ZZZ' }))).rejects.toThrow('ISO 4217')
	await expect(renderInvoice(usualInvoice('en', { payUrl: 'javascript:alert(1)' }))).rejects.toThrow()
	await expect(renderInvoice({ ...usualInvoice('en'), dueOn: '2026-02-30' })).rejects.toThrow()
})

describe.each(languages)('in %s', (language) => {
	it('a credit note names the invoice it corrects, its date and the reason', async () => {
		const paper = usualCreditNote(language)
		const text = allText(await readPdf(await renderCreditNote(paper)))
		for (const expected of ['CN-2026-000007', 'INV-2026-000318', paper.reason]) expect(text).toContain(pack(expected))
	})

	it('a receipt says what came in, how, and what it settles', async () => {
		const pdf = await readPdf(await renderReceipt(usualReceipt(language)))
		for (const expected of ['R-2026-000201', 'INV-2026-000318', 'INV-2026-000301', '4242', 'Visa', 'pi_3PqR7s']) {
			expect(allText(pdf)).toContain(expected)
		}
		expect(allText(pdf)).not.toContain('\0')
	})
})
