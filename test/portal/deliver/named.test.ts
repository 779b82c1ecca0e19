import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import { partInChange, type Why } from '#core/schedule/why.ts'
import { creditNotePaperOf, invoicePaperOf } from '#portal/deliver/bill-paper.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'

test('the two lines of a change are told apart by name, on paper in every language, in the preview, and when taken back', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await shop.agree()
	await shop.standOn('2026-01-16')
	const { preview, invoiceIds } = await shop.change({ kind: 'quantity', lineId: await shop.lineId(), quantity: '5' })
	const parts = preview.effect?.lines.map((line) => partInChange(line.why as Why))
	expect(parts).toEqual(['before', 'after'])
	const [id = ''] = invoiceIds
	const facts = async (of: string) => expectOk(await look(world.books, clerk, findPaperFacts, { id: of }))
	const changed = await facts(id)
	const namesIn = (language: 'en' | 'ru' | 'zh' | 'vi') =>
		invoicePaperOf({ ...changed, language }, 'https://halden.example').lines.map(({ description }) => description)
	expect(namesIn('en')).toEqual(['Credit: Seats, as before the change', 'Seats, as changed'])
	expect(namesIn('ru')).toEqual(['Зачёт: Seats, как было до изменения', 'Seats, после изменения'])
	expect(namesIn('zh')).toEqual(['退还：Seats（变更前）', 'Seats（变更后）'])
	expect(namesIn('vi')).toEqual(['Giảm trừ: Seats, như trước thay đổi', 'Seats, sau thay đổi'])
	const { creditNoteId } = expectOk(await act(world.books, clerk, voidInvoice, { id, reason: 'Wrong', again: false }))
	const taken = creditNotePaperOf(await facts(creditNoteId)).lines.map(({ description }) => description)
	expect(taken).toEqual(['Credit taken back: Seats', 'Seats'])
	const [first = ''] = (
		await world.sql<{ id: string }[]>`select id from invoice where kind = 'invoice' order by number`
	).map((row) => row.id)
	expect(invoicePaperOf(await facts(first), '').lines.map(({ description }) => description)).toEqual(['Seats'])
})
