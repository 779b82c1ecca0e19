import { expect, it, vi } from 'vitest'
import { renderStatement } from '#emails/paper/statement.ts'
import { languages } from '#emails/words/language.ts'
import { accountOf, statementOf } from '#test/emails/statement-cast.ts'
import { pack, readPdf, type Tag } from './read-pdf.ts'

// Reading many pages back takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

it.each(languages)('the usual statement in %s is one tagged A4 page with nothing missing', async (language) => {
	const file = await renderStatement(statementOf(language))
	const { pages, title, tagged, fonts, embedded } = await readPdf(file)
	expect(pages).toHaveLength(1)
	expect(tagged).toBe(true)
	expect(fonts.toSorted()).toEqual(embedded.toSorted())
	const shown = pack(pages[0]?.shown ?? '')
	expect(shown).not.toContain('\0')
	for (const word of ['INV-000001', 'R-000003', 'K-00002', 'C-00042', 'INV-000700', 'R-000077'])
		expect(shown).toContain(word)
	expect(shown).toContain('1/1')
	expect(pages[0]?.links).toEqual(['https://halden.example/pay'])
	expect(title.length).toBeGreaterThan(10)
})

it('runs over pages with the heads of its columns, its number and every line, each once', async () => {
	const { pages } = await readPdf(await renderStatement(statementOf('en', { lines: 330 })))
	expect(pages.length).toBeGreaterThan(7)
	for (const [index, { shown, texts }] of pages.entries()) {
		expect(pack(shown)).toContain(`${index + 1}/${pages.length}`)
		expect(texts.map(({ text }) => text)).toContain(index < pages.length - 1 ? 'Balance, EUR' : 'Open, EUR')
		expect(Math.min(...texts.map(({ bottom }) => bottom))).toBeGreaterThan(20)
	}
	const all = pages.map(({ shown }) => shown).join('')
	for (let line = 1; line <= 330; line++) {
		const number = `${line % 3 === 0 ? 'R' : 'INV'}-${String(line).padStart(6, '0')}`
		expect(all.split(number), number).toHaveLength(2)
	}
})

it('reads as two tables under their titles, each with its heads once', async () => {
	const { pages } = await readPdf(await renderStatement(statementOf('en', { lines: 60 })), { tree: true })
	const all = (tag: Tag | string): Tag[] => (typeof tag === 'string' ? [] : [tag, ...tag.children.flatMap(all)])
	const tags = pages.flatMap((page) => page.tree.flatMap(all)).filter(({ children }) => children.join('') !== '')
	const roles = (role: string) => tags.filter((tag) => tag.role === role)
	expect(roles('H2')).toHaveLength(1)
	// Entry, contract, date, debit, credit, balance; and of the open invoices one more.
	expect(roles('TH')).toHaveLength(6 + 7)
})

it('begins each currency on a page of its own and counts the pages through', async () => {
	const paper = statementOf('en')
	const { pages } = await readPdf(
		await renderStatement({ ...paper, accounts: [accountOf(6, 'EUR'), accountOf(6, 'VND')] }),
	)
	expect(pages.map(({ shown }) => /Balance, (...)/.exec(shown)?.[1])).toEqual(['EUR', 'VND'])
	expect(pack(pages[1]?.shown ?? '')).toContain('2/2')
})

it('is the same file for the same statement, and says so of nothing posted', async () => {
	const paper = statementOf('zh')
	expect((await renderStatement(paper)).equals(await renderStatement(paper))).toBe(true)
	const empty = { ...accountOf(0, 'EUR'), items: [], free: [], closingMinor: 0n, openMinor: 0n, freeMinor: 0n }
	const { pages } = await readPdf(await renderStatement({ ...statementOf('en'), accounts: [empty] }))
	expect(pages).toHaveLength(1)
	expect(pages[0]?.shown).toContain('Nothing is open.')
})

it('takes time in proportion to its lines', async () => {
	const time = async (lines: number) => {
		const paper = statementOf('en', { lines })
		let best = Number.POSITIVE_INFINITY
		for (let round = 0; round < 4; round++) {
			const started = performance.now()
			await renderStatement(paper)
			best = Math.min(best, performance.now() - started)
		}
		return best
	}
	await time(100)
	const [small, large] = [await time(330), await time(1320)]
	expect(large / small).toBeLessThan(7)
	expect(large).toBeLessThan(4000)
})
