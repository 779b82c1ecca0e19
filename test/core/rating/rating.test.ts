import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { chooseLetters } from '#core/customer/choose-letters.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { askForRatings } from '#core/rating/ask.ts'
import { averageRatings, listRatings } from '#core/rating/list.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { findAskedRating, rate } from '#core/rating/rate.ts'
import { agree, hire, write } from '#test/core/message/talking.ts'
import { type Customer, invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { lastSecrets } from '#test/support/secrets.ts'

let world: World
let customer: Customer
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	customer = await welcome(world.books)
}, 60_000)
afterAll(() => world.close())

const ask = async () => expectOk(await act(world.books, system, askForRatings, undefined))
const policy = async (stages: Parameters<typeof setRatingPolicy>[1]['stages'], everyDays = 90) =>
	expectOk(await act(world.books, system, setRatingPolicy, { stages, everyDays }))

/** The secret of the last letter that asks. */
const lastToken = async () => (await lastSecrets(world.sql, { letter: 'rating-asked' })).token

async function settle(of: Customer, id: string, minor: bigint): Promise<void> {
	const invoices = [{ id, amountMinor: minor }]
	const payment = expectOk(
		await act(world.books, system, startPayment, { invoices, shownTotalMinor: minor, key: crypto.randomUUID() }),
	)
	expectOk(
		await act(world.books, system, confirmPayment, {
			paymentId: payment.id,
			intentId: `pi_${payment.id}`,
			receivedMinor: minor,
			currency: of.currency,
		}),
	)
}

test('nobody is asked until the company wants it', async () => {
	const contractId = await agree(world, customer)
	const first = await invoice(world.books, customer, 100_00n, { contractId })
	await settle(customer, first.id, 100_00n)
	expect(await ask()).toBe(0)
})

test('the first invoice that is paid is asked about once, however many workers look', async () => {
	await policy(['first_invoice_paid'])
	const asked = await Promise.all([ask(), ask(), ask(), ask()])
	expect(asked.reduce((sum, one) => sum + one, 0)).toBe(1)
	expect(await ask()).toBe(0)
	const letters =
		await world.sql`select payload ->> 'stage' as stage from outbox where payload ->> 'letter' = 'rating-asked'`
	expect([...letters]).toEqual([{ stage: 'first_invoice_paid' }])
})

test('a second invoice is no first one, a part is not the whole, and an old one is past', async () => {
	await policy(['first_invoice_paid'], 7)
	world.clock.standOn('2026-04-02')
	const other = await welcome(world.books, 'Meridian Haulage')
	const contractId = await agree(world, other, '2026-04-02')
	const [first, second] = [
		await invoice(world.books, other, 100_00n, { contractId }),
		await invoice(world.books, other, 50_00n, { contractId }),
	]
	await settle(other, second.id, 50_00n)
	expect(await ask()).toBe(0)
	await settle(other, first.id, 100_00n)
	world.clock.standOn('2026-04-20')
	expect(await ask(), 'eighteen days later').toBe(0)
	world.clock.standOn('2026-04-05')
	expect(await ask()).toBe(1)
	world.clock.standOn('2026-03-02')
})

test('looking records nothing; what is given is kept, changed within thirty days, and then no more', async () => {
	const token = await lastToken()
	world.clock.standOn('2026-04-05')
	const before = await findAskedRating(world.books, token)
	expect(before).toMatchObject({ stage: 'first_invoice_paid', given: null, open: true })
	expect(await world.sql`select from rating`).toHaveLength(0)
	expectOk(await rate(world.books, { token, score: 5, comment: ' Fine ' }))
	world.clock.standOn('2026-05-04')
	expectOk(await rate(world.books, { token, score: 4, comment: '' }))
	expect(await findAskedRating(world.books, token)).toMatchObject({ given: { score: 4, comment: '' }, open: true })
	world.clock.standOn('2026-05-06')
	expect(await rate(world.books, { token, score: 1, comment: '' })).toMatchObject({ refusal: { code: 'rating.over' } })
	expect(await findAskedRating(world.books, token)).toMatchObject({ given: { score: 4 }, open: false })
	expect(await rate(world.books, { token: 'x'.repeat(43), score: 5, comment: '' })).toMatchObject({
		refusal: { code: 'not_found' },
	})
	expect(await rate(world.books, { token: "' or true --", score: 5, comment: '' })).toMatchObject({
		refusal: { code: 'not_found' },
	})
	expect(expectOk(await look(world.books, system, averageRatings, {}))).toEqual({ count: 1, asked: 2, average: '4.0' })
	world.clock.standOn('2026-03-02')
})

test('those who wrote are asked a day after the answer, unless they do not want to be or were asked lately', async () => {
	await policy(['conversation_answered'], 30)
	world.clock.standOn('2026-06-01')
	const third = await welcome(world.books, 'Lotus Logistics')
	const contractId = await agree(world, third, '2026-06-01')
	const jonas = await hire(world)
	expectOk(await write(world, jonas, contractId, 'Welcome!'))
	world.clock.standOn('2026-06-03')
	expect(await ask(), 'nobody has asked anything').toBe(0)
	expectOk(await write(world, third.actor, contractId, 'How do I add a user?'))
	world.clock.standOn('2026-06-05')
	expect(await ask(), 'not answered').toBe(0)
	expectOk(await write(world, jonas, contractId, 'On the page of options.'))
	expect(await ask(), 'just now').toBe(0)
	world.clock.standOn('2026-06-07')
	const letters = {
		customerId: third.id,
		contactId: third.contactId,
		billing: true,
		reminders: true,
		conversation: true,
	}
	expectOk(await act(world.books, system, chooseLetters, { ...letters, ratings: false }))
	expect(await ask()).toBe(0)
	expectOk(await act(world.books, system, chooseLetters, { ...letters, ratings: true }))
	expect(await ask()).toBe(1)
	expectOk(await write(world, third.actor, contractId, 'And remove one?'))
	expectOk(await write(world, jonas, contractId, 'There too.'))
	world.clock.standOn('2026-06-09')
	expect(await ask(), 'asked two days ago').toBe(0)
	world.clock.standOn('2026-07-10')
	expectOk(await write(world, third.actor, contractId, 'It works.'))
	expectOk(await write(world, jonas, contractId, 'Good.'))
	world.clock.standOn('2026-07-12')
	expect(await ask()).toBe(1)
})

test('a low rating is told to the owner, once for each score, and stands first among the low ones', async () => {
	const token = await lastToken()
	expect(await rate(world.books, { token, score: 6, comment: '' })).toMatchObject({
		refusal: { code: 'input.invalid' },
	})
	expectOk(await rate(world.books, { token, score: 2, comment: 'Slow' }))
	expectOk(await rate(world.books, { token, score: 2, comment: 'Very slow' }))
	const told = await world.sql`select from outbox where payload ->> 'letter' = 'rating-low'`
	expect(told).toHaveLength(1)
	const low = expectOk(await look(world.books, system, listRatings, { low: true, limit: 10 }))
	expect(low).toMatchObject([{ customerName: 'Lotus Logistics', score: 2, comment: 'Very slow' }])
	const all = expectOk(await look(world.books, system, listRatings, { limit: 1 }))
	expect(all).toHaveLength(2)
	const next = expectOk(await look(world.books, system, listRatings, { limit: 5, after: all[0]?.cursor }))
	expect(next.map((one) => one.score)).toEqual([4])
	expect(await look(world.books, customer.actor, listRatings, { limit: 5 })).toMatchObject({ value: [] })
})
