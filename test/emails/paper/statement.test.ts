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

it('says the plan, what will be invoiced and what settles everything on a day, in every part it is made of', async () => {
	const paper = statementOf('en')
	const penalty = { accruedMinor: 37_00n, waivedMinor: 3_00n, billedMinor: 0n, paidMinor: 1_00n, dueMinor: 33_00n }
	const instalment = { of: 12, dueOn: '2026-07-15', plannedMinor: 1_000_00n, receivedMinor: 250_00n }
	const account = {
		...accountOf(6, 'EUR'),
		plan: [
			{ ...instalment, number: 0, contractNumber: 'K-00009', openMinor: 750_00n },
			{ ...instalment, number: 4, contractNumber: 'K-00009' },
		],
		payOff: {
			...{ on: '2026-08-31', penalty, comingMinor: 500_00n, afterMinor: 6_000_00n, minor: 712_45n },
			coming: [{ on: '2026-08-05', dueOn: '2026-08-15', contractNumber: 'K-00009', minor: 500_00n }],
		},
	}
	const { pages } = await readPdf(await renderStatement({ ...paper, accounts: [account] }))
	const shown = pack(pages.map((page) => page.shown).join(''))
	for (const words of [
		...['Down payment', 'Instalment 4 of 12', 'K-00009', '750.00', 'To be invoiced by then', '5 Aug 2026'],
		...['Penalty interest so far', '€37.00', 'Waived', '€3.00', 'Penalty interest owed', '€33.00'],
		...['To settle everything on 31 Aug 2026', '€712.45', 'Still to come after that day', '€6,000.00'],
	])
		expect(shown).toContain(pack(words))
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
