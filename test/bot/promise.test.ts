import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPromise } from '#bot/desk/read-promise.ts'
import { act, expectOk } from '#core/act.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

// A Monday.
const today = '2026-03-02'

test.each([
	['en', '500 by Friday', '2026-03-06', '500'],
	['en', 'pays 1,250.50 EUR on 12 March', '2026-03-12', '1250.5'],
	['en', '5k by 2026-04-01', '2026-04-01', '5000'],
	['en', 'by 1 March', '2027-03-01', undefined],
	['en', 'tomorrow', '2026-03-03', undefined],
	['en', 'pays all of it on Monday', '2026-03-09', undefined],
	['ru', '500 € в пятницу', '2026-03-06', '500'],
	['ru', '5 тыс до 15 марта', '2026-03-15', '5000'],
	['ru', 'всё завтра', '2026-03-03', undefined],
	['zh', '周五付500欧元', '2026-03-06', '500'],
	['zh', '3月15日支付5千', '2026-03-15', '5000'],
	['vi', '500 thứ sáu', '2026-03-06', '500'],
	['vi', '15/3 trả 2 nghìn', '2026-03-15', '2000'],
] as const)('%s: “%s” is read', (language, said, on, value) => {
	const read = readPromise(said, { today, language })
	expect([read?.on, read?.amount?.value]).toEqual([on, value])
})

test.each(['soon', 'in two or three weeks', '500', '200 on Friday and 300 on 20 March', 'last month'])(
	'“%s” is no promise of a day and an amount',
	(said) => {
		expect(readPromise(said, { today, language: 'en' })).toBeUndefined()
	},
)

let world: World
let customer: Customer
let collector: ReturnType<typeof chatOf>

beforeAll(async () => {
	world = await openBooks({ on: today })
	customer = await welcome(world.books)
	collector = chatOf(openDesk(world.books), await hireMember(world.books, 'collector'))
})
afterAll(() => world.close())

const promises = () =>
	world.sql<{ minor: bigint; on: string; state: string }[]>`
		select amount_minor as minor, promised_on::text as on, state from payment_promise order by made_at, follow_up_id`

test('a promise is kept from the chat, of an invoice or of everything, and refused in words', async () => {
	const { id, number } = await invoice(world.books, customer, 50_000n)
	expect(await collector.ask(`promise ${number}: 200 by Friday`)).toMatchObject({
		tone: 'good',
		title: '€200.00 promised by 6 March 2026',
	})
	expect(await collector.ask(`promise ${number}: 900 by Friday`)).toMatchObject({
		tone: 'bad',
		text: expect.stringContaining('only €500.00 is open'),
	})
	expect(await collector.ask(`promise ${number}: 900 USD by Friday`)).toMatchObject({ tone: 'bad' })
	expect(await collector.ask('promise Nordwind Logistik: on 20 March')).toMatchObject({ tone: 'good' })
	expect(await collector.ask('promise Nordwind Logistik: soon')).toMatchObject({
		text: expect.stringContaining('Say it like this'),
	})
	expect((await promises()).map(({ minor, on, state }) => [minor, on, state])).toEqual([
		[20_000n, '2026-03-06', 'open'],
		[50_000n, '2026-03-20', 'open'],
	])
	expect(await world.sql`select from payment_promise where invoice_id = ${id}`).toHaveLength(1)

	// From whom prices are hidden is not told that nothing is open: they are asked for the amount.
	const rights = [{ field: 'unitPrice', state: null, access: 'hidden' as const }]
	expectOk(await act(world.books, system, saveFieldRights, { card: 'line', role: 'collector', rights }))
	delete world.books.company
	const blind = await collector.ask('promise Nordwind Logistik: on 27 March')
	expect(blind.text).toBe('Say the amount that Nordwind Logistik promised.')
	expect(await collector.ask('promise Nordwind Logistik: 70 on 27 March')).toMatchObject({ tone: 'good' })
})
