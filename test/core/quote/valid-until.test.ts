import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { editQuote } from '#core/quote/edit.ts'
import { writeQuote } from '#core/quote/write.ts'
import { openBooks } from '#test/support/books.ts'
import { month, office, welcome } from './offer.ts'

test('a quote is not saved with a last day that has passed, and is with today', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { id: customerId } = await welcome(world)
	const lines = [{ description: 'Fleet software', quantity: '1', unitPrice: '29.95', interval: month }]
	const until = (validUntil: string) => ({ customerId, currency: 'EUR', title: 'Fleet', validUntil, lines })
	const past = { ok: false, refusal: { code: 'quote.valid_day_past', facts: { validUntil: '2026-03-09' } } }
	expect(await act(world.books, office, writeQuote, until('2026-03-09'))).toEqual(past)
	const { id } = expectOk(await act(world.books, office, writeQuote, until('2026-03-10')))
	const again = { ...until('2026-03-09'), id, version: 1 }
	expect(await act(world.books, office, editQuote, again)).toEqual(past)
})
