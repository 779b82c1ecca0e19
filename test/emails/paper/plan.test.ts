import { expect, it } from 'vitest'
import { grid } from '#emails/paper/grid.ts'
import { invoiceSheet, renderInvoice } from '#emails/paper/invoice.ts'
import { type InvoicePaper, invoicePaper } from '#emails/paper/invoice-paper.ts'
import { placeLeaf } from '#emails/paper/place-leaf.ts'
import { heightOf } from '#emails/paper/placed.ts'
import { plan } from '#emails/paper/plan.ts'
import { textsOf } from '#emails/paper/sheet.ts'
import { openType } from '#emails/paper/type.ts'
import { seller, usualInvoice } from '#test/emails/cast.ts'
import { pack, readPdf } from './read-pdf.ts'

async function planOf(paper: InvoicePaper) {
	const sheet = invoiceSheet(invoicePaper.parse(paper))
	return plan(sheet, await openType(textsOf(sheet)))
}

/** Fails when a text of the paper leaves the type area or a page. */
async function expectWithin(paper: InvoicePaper) {
	const planned = await planOf(paper)
	for (const leaf of planned.leaves) {
		const { parts } = placeLeaf(planned, leaf)
		for (const text of parts.flatMap((part) => (part.kind === 'text' ? [part] : [...part.heads, ...part.columns]))) {
			expect(text.left).toBeGreaterThanOrEqual(-0.01)
			expect(text.top + heightOf(text.runs)).toBeLessThanOrEqual(grid.height - 20)
			for (const run of text.runs) {
				for (const line of run.text.split('\n')) {
					const right =
						text.side === 'right'
							? text.left + text.width
							: text.left + planned.type.width(line, run.size, run.weight ?? 400)
					expect(right).toBeLessThanOrEqual(grid.inner + 2)
				}
			}
		}
	}
	return planned
}

const [lease] = usualInvoice('en').lines

it('sets figures smaller before it breaks one or squeezes the description', async () => {
	if (!lease) throw new Error('the usual invoice has lines')
	const huge = {
		...lease,
		unitPrice: '123456789012345678901.6789',
		discountPercent: '12.5',
		amountMinor: 12_345_678_901_234_567_890_123n,
	}
	const planned = await expectWithin(usualInvoice('vi', { lines: [huge] }))
	expect(planned.tables[0]?.set.size).toBeLessThan(grid.text)
	expect(planned.tables[0]?.set.places[0]?.width).toBeGreaterThanOrEqual(grid.column.first)
	expect(planned.leaves[0]?.tables[0]?.rows[0]?.cells.slice(1).every((cell) => cell.length === 1)).toBe(true)
	expect((await planOf(usualInvoice('vi'))).tables[0]?.set.size).toBe(grid.text)
})

it('goes on with a description that is longer than a page', async () => {
	if (!lease) throw new Error('the usual invoice has lines')
	const words = Array.from({ length: 1500 }, (_, index) => `word${index}`)
	const paper = usualInvoice('en', {
		lines: [lease, { ...lease, description: words.join(' '), why: 'because' }, lease],
	})
	const planned = await expectWithin(paper)
	expect(planned.leaves.length).toBeGreaterThan(2)
	const { pages } = await readPdf(await renderInvoice(paper))
	const shown = pages.map((page) => page.shown).join(' ')
	for (const word of words) expect(shown).toContain(word)
	expect(shown.split('1,450.00')).toHaveLength(7)
})

it('makes room for long labels of sums and for long names in bank details', async () => {
	const name =
		'Vereinigte Norddeutsche Gesellschaft für Geräteverleih, Wartung und technischen Kundendienst mbH & Co. KG'
	const planned = await expectWithin(
		usualInvoice('ru', {
			seller: { ...seller, name, accountHolder: name },
			taxes: [
				{
					name: 'Налог на добавленную стоимость по месту оказания услуг',
					rate: '19',
					baseMinor: 192_440n,
					taxMinor: 36_564n,
				},
			],
		}),
	)
	expect(planned.sums).toBeGreaterThan(grid.sums)
	expect(planned.blocks[0]?.pairs[0]?.lines.length).toBeGreaterThan(1)
})

it('moves a fact that is too long for the strip of facts under the table, and loses none of it', async () => {
	const reference =
		'Framework agreement 2024/118, call-off order 77, cost centre 4500-17893, requested by the facility team'
	const paper = usualInvoice('en', { customerReference: reference })
	await expectWithin(paper)
	const { pages } = await readPdf(await renderInvoice(paper))
	expect(pack(pages[0]?.shown ?? '')).toContain(pack(reference))
})
