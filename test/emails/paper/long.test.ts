import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { invoiceSheet, renderInvoice } from '#emails/paper/invoice.ts'
import { invoicePaper } from '#emails/paper/invoice-paper.ts'
import { plan } from '#emails/paper/plan.ts'
import { openType } from '#emails/paper/type.ts'
import { languages } from '#emails/words/language.ts'
import { longInvoice, usualInvoice } from '#test/emails/cast.ts'
import { pack, readPdf, type Tag } from './read-pdf.ts'

// Reading many pages back takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it('spreads 200 lines over pages, each with the table’s head and its number, and loses none', async () => {
	const { pages } = await readPdf(await renderInvoice(longInvoice(200)))
	expect(pages.length).toBeGreaterThan(8)
	for (const [index, { shown, texts }] of pages.entries()) {
		expect(pack(shown)).toContain(`${index + 1}/${pages.length}`)
		expect(texts.map(({ text }) => text)).toContain('Amount, EUR')
		expect(Math.min(...texts.map(({ bottom }) => bottom))).toBeGreaterThan(20)
	}
	const all = pages.map(({ shown }) => shown).join('')
	for (let line = 1; line <= 200; line++) expect(all).toMatch(new RegExp(`${line}\\. (Lease|Maint|Portal|Set-up)`))
	const last = pages.at(-1)
	expect(pack(last?.shown ?? '')).toContain(pack('Total €2,306.76'))
	expect(last?.shown).toContain('200. Set-up on site')
})

it('is one table for reading aids: its head is read once, however often it is printed', async () => {
	const { pages } = await readPdf(await renderInvoice(longInvoice(60)), { tree: true })
	const cells = (tag: Tag | string): Tag[] =>
		typeof tag === 'string' ? [] : [tag, ...tag.children.flatMap(cells)].filter(({ role }) => /^T[HD]$/.test(role))
	// pdf.js repeats the empty shell of the table on every page; what counts is what is read.
	const read = pages.flatMap((page) => page.tree.flatMap(cells)).filter(({ children }) => children.join('') !== '')
	expect(read.filter(({ role }) => role === 'TH')).toHaveLength(6)
	expect(read.filter(({ role }) => role === 'TD')).toHaveLength(60 * 5 + 15)
})

it('never prints the sums alone: the last line of the table comes with them', async () => {
	const type = await openType(['a'])
	for (let count = 1; count <= 80; count++) {
		const { leaves } = plan(invoiceSheet(invoicePaper.parse(longInvoice(count))), type)
		expect(leaves.filter(({ closing }) => closing)).toHaveLength(1)
		expect(leaves.at(-1)?.closing).toBe(true)
		expect(leaves.at(-1)?.tables[0]?.rows.length).toBeGreaterThan(0)
		expect(leaves.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows))).toHaveLength(count)
	}
})

it.each(languages)('runs long terms in %s over as many pages as they need', async (language) => {
	const sentence = {
		en: 'Terms apply as agreed. ',
		ru: 'Условия действуют. ',
		zh: '双方按合同履行义务，逾期计收滞纳金。',
		vi: 'Điều khoản áp dụng. ',
	}
	const text = sentence[language].repeat(400)
	const { pages } = await readPdf(await renderInvoice(usualInvoice(language, { notes: [{ text }] })))
	expect(pages.length).toBeGreaterThan(1)
	const all = pages.map(({ shown }) => pack(shown)).join('')
	const said = pack(sentence[language])
	// A sentence that lies across two pages has the foot and head of them in between.
	expect(all.split(said).length - 1).toBeGreaterThanOrEqual(400 - pages.length)
})

it('prints whatever people write into a description, each row beside its own amount', async () => {
	const written = fc.sample(fc.string({ unit: 'grapheme', maxLength: 160 }), { numRuns: 120, seed: 20260301 })
	const descriptions = [
		...written,
		'',
		' ',
		'a\nb\u2028c',
		'\u202Eabc',
		'e\u0301',
		'W'.repeat(300),
		'한국어 עברית ไทย 🚰',
	]
	const lines = descriptions.map((description, index) => ({
		description,
		why: description.slice(0, 40),
		quantity: '1',
		unitPrice: '1.00',
		amountMinor: BigInt(700_000 + index),
	}))
	const { pages } = await readPdf(await renderInvoice({ ...usualInvoice('en'), lines }))
	const shown = pages.map((page) => page.shown).join('')
	for (const index of descriptions.keys()) expect(shown).toContain(`7,00${(index / 100).toFixed(2)}`)
	expect(shown).not.toContain('\0')
})
