import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { bill } from '#core/invoice/run.ts'
import { duplicateQuote } from '#core/quote/duplicate.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import { listQuotes } from '#core/quote/list.ts'
import { sendQuote } from '#core/quote/send.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { examine } from '#core/report/examine.ts'
import { agree, sell } from '#test/core/receivable/sold-machine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { accept, type Buyer, month, offer, office, previewFor, signed, welcome, year } from './offer.ts'

/** A contract in force from 31 January, billed up to the day the clock stands on. */
async function agreed(world: World, buyer: Buyer, endsOn: string | null): Promise<string> {
	const { books } = world
	const { id } = expectOk(
		await act(books, office, createContract, {
			customerId: buyer.id,
			currency: buyer.currency,
			startsOn: '2026-01-31',
			endsOn,
			alignment: 'contract',
			lines: [
				{ description: 'Seats', quantity: '10', unitPrice: '20', interval: month },
				{ description: 'Archive', quantity: '1', unitPrice: '120', interval: year },
			],
		}),
	)
	expectOk(await act(books, office, activateContract, { id }))
	await bill(books, office, world.clock.today())
	return id
}

async function linesOf({ books }: World, id: string) {
	const { lines } = expectOk(await look(books, office, findQuotable, { id }))
	return lines.map(({ intervalUnit, intervalCount, ...line }) => ({
		...line,
		interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
	}))
}

async function comingOf({ books }: World, id: string) {
	const coming = expectOk(await look(books, office, previewInvoices, { id, count: 12 }))
	return coming.map((invoice) => `${invoice.on} ${invoice.totalMinor}`)
}

async function allHolds({ books }: World) {
	const findings = expectOk(await look(books, office, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}

test('a renewal takes the contract into another term at the quoted prices, and leaves out what was not chosen', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const contractId = await agreed(world, buyer, '2027-01-30')
	world.clock.standOn('2026-12-15')
	await bill(world.books, office, world.clock.today())
	const [seats, archive] = await linesOf(world, contractId)
	if (!seats || !archive) throw new Error('The contract has two lines')
	const { id } = await offer(world, buyer, {
		purpose: 'renewal',
		forContractId: contractId,
		validUntil: '2027-01-15',
		termMonths: 12,
		lines: [
			{ ...seats, unitPrice: '22' },
			{ ...archive, optional: true, chosen: false },
			{ description: 'Support', quantity: '1', unitPrice: '15', interval: month },
		],
	})
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const seen = await previewFor(world, anna, id)
	// 10 × 22 + 15 = 235.00 and 19 %; the archive is not renewed.
	expect(seen.recurring).toEqual([
		{ intervalUnit: 'month', intervalCount: 1, netMinor: 235_00n, taxMinor: 44_65n, totalMinor: 279_65n },
	])
	expect(seen).toMatchObject({ startsOn: '2027-01-31', endsOn: '2028-01-30' })
	// The last month of the old term at the old price, then the new ones; 31 January gives 28 February.
	expect(seen.invoices.slice(0, 3).map((one) => `${one.on} ${one.totalMinor}`)).toEqual([
		'2026-12-31 23800',
		'2027-01-31 27965',
		'2027-02-28 27965',
	])
	expect(expectOk(await accept(world, anna, signed(id, seen)))).toEqual({ id, contractId })
	expect(await comingOf(world, contractId)).toEqual(seen.invoices.map((one) => `${one.on} ${one.totalMinor}`))
	const [amendment] = await world.sql`
		select kind, effective_on::text as on, terms from amendment where contract_id = ${contractId} order by sequence desc limit 1`
	expect(amendment).toMatchObject({
		kind: 'renewal',
		on: '2027-01-31',
		terms: { endsOn: ['2027-01-30', '2028-01-30'] },
	})
	for (const day of ['2026-12-31', '2027-01-31', '2027-02-28']) {
		world.clock.standOn(day)
		const run = await bill(world.books, office, world.clock.today())
		expect(run.totals.EUR).toBe(seen.invoices.find((one) => one.on.toString() === day)?.totalMinor)
	}
	await allHolds(world)
})

test('a change takes effect on the day it is accepted, prorated as shown', async () => {
	await using world = await openBooks({ on: '2026-03-31' })
	const buyer = await welcome(world)
	const contractId = await agreed(world, buyer, null)
	const [seats] = await linesOf(world, contractId)
	if (!seats) throw new Error('The contract has lines')
	world.clock.standOn('2026-04-10')
	const { id } = await offer(world, buyer, {
		purpose: 'change',
		forContractId: contractId,
		validUntil: '2026-04-30',
		lines: [
			{ ...seats, quantity: '16' },
			{ description: 'Training', quantity: '1', unitPrice: '300', interval: null, optional: true },
		],
	})
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const seen = await previewFor(world, anna, id)
	// 20 of the 30 days from 31 March to 30 April: back 200 × 20/30 = 133.33, on 320 × 20/30 = 213.33, and the training.
	expect(seen.invoices[0]?.on.toString()).toBe('2026-04-10')
	expect(seen.invoices[0]?.subtotalMinor).toBe(-133_33n + 213_33n + 300_00n)
	expect(seen.recurring[0]?.netMinor).toBe(320_00n)
	expectOk(await accept(world, anna, signed(id, seen)))
	const run = await bill(world.books, office, world.clock.today())
	expect(run.totals.EUR).toBe(seen.invoices[0]?.totalMinor)
	const later = seen.invoices.slice(1).map((one) => `${one.on} ${one.totalMinor}`)
	expect((await comingOf(world, contractId)).slice(0, later.length)).toEqual(later)
	await allHolds(world)
})

test('what the contract has become meanwhile is not overlooked', async () => {
	await using world = await openBooks({ on: '2026-03-31' })
	const buyer = await welcome(world)
	const contractId = await agreed(world, buyer, null)
	const [seats] = await linesOf(world, contractId)
	if (!seats) throw new Error('The contract has lines')
	const change = { purpose: 'change' as const, forContractId: contractId, validUntil: '2026-04-30' }
	const one = await offer(world, buyer, { ...change, lines: [{ ...seats, quantity: '16' }] })
	const two = await offer(world, buyer, { ...change, lines: [{ ...seats, quantity: '12' }] })
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const [first, second] = [await previewFor(world, anna, one.id), await previewFor(world, anna, two.id)]
	expectOk(await accept(world, anna, signed(one.id, first)))
	await bill(world.books, office, world.clock.today())
	const refused = await accept(world, anna, signed(two.id, second))
	expect(refused).toMatchObject({ ok: false, refusal: { code: 'quote.different' } })
})

test('a quote is reminded of once, expires after its last day, and gives way to its new version', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const buyer = await welcome(world)
	const lines = [{ description: 'Seats', quantity: '1', unitPrice: '20', interval: month }]
	const { id } = await offer(world, buyer, { validUntil: '2026-03-20', lines })
	const tend = async (day: string) => {
		world.clock.standOn(day)
		return expectOk(await act(world.books, office, tendQuotes, undefined))
	}
	const standing = async (quote: string) => {
		const { rows } = expectOk(await look(world.books, office, listQuotes, { limit: 10 }))
		return rows.find((row) => row.id === quote)?.standing
	}
	expect(await tend('2026-03-16')).toEqual({ expired: 0, reminded: 0 })
	expect(await tend('2026-03-17')).toEqual({ expired: 0, reminded: 1 })
	expect(await tend('2026-03-20')).toEqual({ expired: 0, reminded: 0 })
	world.clock.standOn('2026-03-21')
	// Over at once, also before the worker has come by.
	expect(await standing(id)).toBe('expired')
	expect(await tend('2026-03-21')).toEqual({ expired: 1, reminded: 0 })

	const open = await offer(world, buyer, { validUntil: '2026-04-20', lines })
	const copy = expectOk(await act(world.books, office, duplicateQuote, { id: open.id, replace: true }))
	expect(expectOk(await act(world.books, office, duplicateQuote, { id: open.id, replace: true }))).toEqual(copy)
	expect(await standing(open.id)).toBe('sent')
	expectOk(await act(world.books, office, sendQuote, { id: copy.id }))
	expect([await standing(open.id), await standing(copy.id)]).toEqual(['withdrawn', 'sent'])
})

test('what fell due before and is not billed yet is no hindrance, and what changes the contract in that moment is seen', async () => {
	await using world = await openBooks({ on: '2026-03-31' })
	const buyer = await welcome(world)
	const contractId = await agreed(world, buyer, null)
	const [seats] = await linesOf(world, contractId)
	if (!seats) throw new Error('The contract has lines')
	world.clock.standOn('2026-05-05')
	const change = { purpose: 'change' as const, forContractId: contractId, validUntil: '2026-05-31' }
	const more = async (quantity: string) => await offer(world, buyer, { ...change, lines: [{ ...seats, quantity }] })
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const [one, two] = [await more('12'), await more('16')]
	expectOk(await accept(world, anna, signed(one.id, await previewFor(world, anna, one.id))))
	const seen = await previewFor(world, anna, two.id)
	const outcome = await world.sql.begin(async (sql) => {
		await sql`select from contract where id = ${contractId} for update`
		const asked = accept(world, anna, signed(two.id, seen))
		await waitsForLock(world)
		await sql`insert into contract_discount (id, contract_id, sequence, starts_on, percent)
			values (uuidv7(), ${contractId}, 1, '2026-05-01', 50)`
		return { asked }
	})
	expect(await outcome.asked).toMatchObject({ ok: false, refusal: { code: 'quote.different' } })
	expectOk(await accept(world, anna, signed(two.id, await previewFor(world, anna, two.id))))
})

async function waitsForLock({ sql }: World): Promise<void> {
	for (;;) {
		const waiting = await sql`
			select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
		if (waiting.length > 0) return
		await new Promise((done) => setTimeout(done, 20))
	}
}

test('a change of what is paid by instalments, on a day that is billed, is accepted as it was seen', async () => {
	await using world = await openBooks({ on: '2028-01-20' })
	const buyer = await welcome(world)
	const { id: contractId, lineIds } = await sell(world, { customerId: buyer.id })
	await agree(world, contractId, lineIds)
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	for (const day of ['2028-01-31', '2028-02-10', '2028-02-29']) {
		world.clock.standOn(day)
		await bill(world.books, office, world.clock.today())
		const [service] = await linesOf(world, contractId)
		const more = { description: `Support of ${day}`, quantity: '1', unitPrice: '15', interval: month }
		const { id } = await offer(world, buyer, {
			...{ purpose: 'change', forContractId: contractId, validUntil: '2028-03-31' },
			lines: [{ ...service, quantity: day === '2028-02-10' ? '1' : '2' } as never, more],
		})
		const seen = await previewFor(world, anna, id)
		expectOk(await accept(world, anna, signed(id, seen)))
		const run = await bill(world.books, office, world.clock.today())
		expect(run.totals.EUR ?? 0n).toBe(seen.invoices.find((one) => one.on.toString() === day)?.totalMinor ?? 0n)
	}
	await allHolds(world)
})
