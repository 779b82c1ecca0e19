import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { findDraft } from '#core/contract/find-draft.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { duplicateQuote } from '#core/quote/duplicate.ts'
import { findQuote } from '#core/quote/find.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import { writeQuote } from '#core/quote/write.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { accept, type Buyer, holderOf, month, offer, office, previewFor, signed, welcome, year } from './offer.ts'

const fleet = { description: 'Fleet software', quantity: '10', unitPrice: '30', interval: month }
const validUntil = '2026-02-28'

/** Day and net of the invoices that a preview shows. */
const netsOf = (invoices: readonly { on: { toString(): string }; subtotalMinor: bigint }[], count: number) =>
	invoices.slice(0, count).map(({ on, subtotalMinor }) => [on.toString(), subtotalMinor])

async function expectWell({ books }: World): Promise<void> {
	const findings = expectOk(await look(books, office, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}

async function comesTrue(world: World, buyer: Buyer, id: string, chosen: string[] | null = null) {
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id, chosen)
	const { contractId } = expectOk(await accept(world, anna, signed(id, seen)))
	const coming = expectOk(await look(world.books, office, previewInvoices, { id: contractId, count: 12 }))
	expect(netsOf(coming, 12)).toEqual(netsOf(seen.invoices, 12))
	await expectWell(world)
	return { seen, contractId }
}

test('a line discount for so many periods is shown with the price after it, and ends by itself', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const lines = [{ ...fleet, discountPercent: '20', discountPeriods: 3 }]
	const { id } = await offer(world, buyer, { validUntil, termMonths: 12, lines })
	const { seen } = await comesTrue(world, buyer, id)
	// 10 × 30 less 20 % three times: to 29 April, the day before the third boundary from 31 January.
	expect(seen.recurring).toMatchObject([{ netMinor: 240_00n, taxMinor: 45_60n }])
	expect(seen.lines).toMatchObject([{ netMinor: 240_00n, after: { from: '2026-04-30', netMinor: 300_00n } }])
	expect(seen.later).toMatchObject([{ from: '2026-04-30', recurring: [{ netMinor: 300_00n, totalMinor: 357_00n }] }])
	expect(netsOf(seen.invoices, 5)).toEqual([
		['2026-01-31', 240_00n],
		['2026-02-28', 240_00n],
		['2026-03-31', 240_00n],
		['2026-04-30', 300_00n],
		['2026-05-31', 300_00n],
	])
	// Nothing was planned later: the contract was agreed like that.
	expect(seen.whole?.netMinor).toBe(3n * 240_00n + 9n * 300_00n)
})

test('optional lines move the first price and the one after it, and a discount of everything comes after those of lines', async () => {
	await using world = await openBooks({ on: '2026-01-01' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, {
		...{ validUntil, startsOn: '2026-01-01' },
		discounts: [
			{ percent: '10', months: 2 },
			{ amount: '12.34', until: '2026-04-30' },
		],
		lines: [
			{ ...fleet, discountPercent: '20', discountUntil: '2026-03-31' },
			{ description: 'Route planner', quantity: '10', unitPrice: '5', interval: month, optional: true, chosen: false },
			{ description: 'Onboarding', quantity: '1', unitPrice: '450', interval: null },
		],
	})
	const anna = await holderOf(world, buyer, id)
	const offered = await previewFor(world, anna, id)
	// 300 less 20 % less 10 % is 216.00; less 12.34 a month 203.66. The onboarding knows the share only.
	expect(offered.recurring[0]?.netMinor).toBe(203_66n)
	expect(offered.oneOff.netMinor).toBe(405_00n)
	expect(offered.later.map(({ from, recurring }) => [from, recurring[0]?.netMinor])).toEqual([
		['2026-03-01', 227_66n],
		['2026-04-01', 287_66n],
		['2026-05-01', 300_00n],
	])
	expect(offered.discounts).toMatchObject([
		{ percent: '10', monthMinor: null, startsOn: '2026-01-01', endsOn: '2026-02-28' },
		{ percent: null, monthMinor: 12_34n, endsOn: '2026-04-30' },
	])
	const all = (await world.sql<{ id: string }[]>`select id from quote_line where quote_id = ${id}`).map(
		(line) => line.id,
	)
	const { seen } = await comesTrue(world, buyer, id, all)
	// With 50 of the route planner: 261.00 and 315.00 under the two discounts, less 12.34.
	expect(seen.recurring[0]?.netMinor).toBe(248_66n)
	expect(seen.later.map(({ recurring }) => recurring[0]?.netMinor)).toEqual([277_66n, 337_66n, 350_00n])
	expect(seen.seen).not.toBe(offered.seen)
})

test('a quote of a change takes off from its first day on, and restating a line keeps the end of its discount', async () => {
	await using world = await openBooks({ on: '2026-01-01' })
	const buyer = await welcome(world)
	const lines = [{ ...fleet, discountPercent: '50', discountPeriods: 4 }]
	const first = await offer(world, buyer, { validUntil, startsOn: '2026-01-01', lines })
	const { contractId } = await comesTrue(world, buyer, first.id)
	const { lines: found } = expectOk(await look(world.books, office, findQuotable, { id: contractId }))
	expect(found).toMatchObject([{ discountPercent: '50', discountUntil: '2026-04-30' }])
	const restated = found.map(({ intervalUnit: _, intervalCount: __, ...line }) => ({ ...line, interval: month }))
	const change = await offer(world, buyer, {
		...{ purpose: 'change' as const, forContractId: contractId, validUntil, startsOn: '2026-02-01' },
		discounts: [{ percent: '10', months: 1 }],
		lines: restated.map((line) => ({ ...line, quantity: '20' })),
	})
	const { seen } = await comesTrue(world, buyer, change.id)
	expect(netsOf(seen.invoices, 5)).toEqual([
		['2026-01-01', 150_00n],
		['2026-02-01', 270_00n],
		['2026-03-01', 300_00n],
		['2026-04-01', 300_00n],
		['2026-05-01', 600_00n],
	])
})

test('a discount whose last day has passed when the quote is accepted takes nothing off, and nothing else is shown', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const { id } = await offer(world, buyer, {
		validUntil,
		discounts: [{ percent: '10', until: '2026-02-05' }],
		lines: [{ ...fleet, discountPercent: '20', discountUntil: '2026-02-05' }],
	})
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const early = await previewFor(world, anna, id)
	expect(early.recurring[0]?.netMinor).toBe(216_00n)
	world.clock.standOn('2026-02-06')
	expect(await accept(world, anna, signed(id, early))).toMatchObject({ refusal: { code: 'quote.different' } })
	const { seen } = await comesTrue(world, buyer, id)
	expect(seen).toMatchObject({ discounts: [], later: [], recurring: [{ netMinor: 300_00n }] })
})

test('a copy of a quote and a draft of a contract keep how long their discounts hold', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const discounts = [{ percent: '10', until: '2026-09-09' }]
	const lines = [
		{ ...fleet, discountPercent: '20', discountPeriods: 3 },
		{
			description: 'Archive',
			quantity: '1',
			unitPrice: '120',
			interval: year,
			discountPercent: '5',
			discountUntil: '2026-08-15',
		},
		{ ...fleet, discountPercent: '7' },
	]
	const { id } = await offer(world, buyer, { validUntil, discounts, lines })
	const copy = expectOk(await act(world.books, office, duplicateQuote, { id, replace: false }))
	const { quote } = expectOk(await look(world.books, office, findQuote, { id: copy.id, chosen: null }))
	const holds = [
		{ discountPercent: '20', discountPeriods: 3, discountUntil: null },
		{ discountPercent: '5', discountPeriods: null, discountUntil: '2026-08-15' },
		{ discountPercent: '7', discountPeriods: null, discountUntil: null },
	]
	expect(quote).toMatchObject({ discounts: [{ percent: '10', until: '2026-09-09' }], lines: holds })
	const terms = { customerId: buyer.id, currency: 'EUR', startsOn: '2026-01-31', discounts, lines }
	const made = expectOk(await act(world.books, office, createContract, terms))
	const draft = expectOk(await look(world.books, office, findDraft, { id: made.id }))
	expect(draft).toMatchObject({ discounts: [{ percent: '10', until: '2026-09-09' }], lines: holds })
	const coming = expectOk(await look(world.books, office, previewInvoices, { id: made.id, count: 4 }))
	// 300 − 20 %, 120 − 5 %, 300 − 7 %, all less 10 %.
	expect(coming[0]?.subtotalMinor).toBe(569_70n)
})

test.each([
	[
		{ lines: [{ ...fleet, discountPercent: '20', discountPeriods: 3, discountUntil: '2026-05-01' }] },
		'discount.two_ends',
	],
	[{ lines: [{ ...fleet, discountPercent: '20', discountUntil: '2026-01-01' }] }, 'discount.ends_before_start'],
	[{ lines: [fleet], discounts: [{ percent: '5', months: 2, until: '2026-05-01' }] }, 'discount.two_ends'],
	[{ lines: [fleet], discounts: [{ amount: '5', until: '2026-01-30' }] }, 'discount.ends_before_start'],
])('%o is refused on a quote and on a draft', async (given, code) => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const about = { customerId: buyer.id, currency: 'EUR', startsOn: '2026-01-31' }
	expect(await act(world.books, office, writeQuote, { ...about, validUntil, ...given })).toMatchObject({
		refusal: { code },
	})
	expect(await act(world.books, office, createContract, { ...about, ...given })).toMatchObject({ refusal: { code } })
	// Also where it begins with its acceptance, which is today at the earliest.
	const open = { ...about, startsOn: null, validUntil, ...given }
	expect(await act(world.books, office, writeQuote, open)).toMatchObject({ refusal: { code } })
})

test('how long a discount holds is refused where nothing is taken off', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const about = { customerId: buyer.id, currency: 'EUR', validUntil }
	for (const given of [
		{ lines: [{ ...fleet, discountPeriods: 3 }] },
		{ lines: [{ ...fleet, discountUntil: '2026-05-01' }] },
		{ lines: [fleet], discounts: [{ months: 3 }] },
	])
		expect(await act(world.books, office, writeQuote, { ...about, ...given })).toMatchObject({
			refusal: { code: 'discount.nothing_off' },
		})
})

test('a copy does not offer again what would be over before it begins', async () => {
	await using world = await openBooks({ on: '2026-01-31' })
	const buyer = await welcome(world)
	const lines = [{ ...fleet, discountPercent: '20', discountUntil: '2026-02-05' }]
	const { id } = await offer(world, buyer, { validUntil, discounts: [{ percent: '10', until: '2026-02-05' }], lines })
	world.clock.standOn('2026-02-06')
	const copy = expectOk(await act(world.books, office, duplicateQuote, { id, replace: false }))
	const { quote } = expectOk(await look(world.books, office, findQuote, { id: copy.id, chosen: null }))
	expect(quote).toMatchObject({ discounts: [], lines: [{ discountPercent: '0', discountUntil: null }] })
})
