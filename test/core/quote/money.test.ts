import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { bill } from '#core/invoice/run.ts'
import { findQuotable } from '#core/quote/find-quotable.ts'
import { examine } from '#core/report/examine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { accept, type Buyer, month, offer, office, previewFor, signed, welcome, year } from './offer.ts'

/*
 * Accepting a quote restates lines of a contract by a writing of its own: random quotes on contracts that have changed
 * before hold it to the same promise as other changes. FAST_CHECK_SEED replays one run; FAULTS=full tells more stories.
 */

const story = fc.record({
	timing: fc.constantFrom('advance' as const, 'arrears' as const),
	alignment: fc.constantFrom('anniversary' as const, 'contract' as const, 'calendar' as const, 'month_end' as const),
	before: fc.array(fc.constantFrom('less' as const, 'discount' as const, 'pause' as const, 'price' as const), {
		maxLength: 3,
	}),
	purpose: fc.constantFrom('change' as const, 'renewal' as const),
	later: fc.integer({ min: 1, max: 50 }),
	starts: fc.option(fc.integer({ min: 0, max: 70 }), { nil: null }),
	quantity: fc.constantFrom('1', '7', '12'),
	price: fc.constantFrom('20', '23.37'),
	adds: fc.boolean(),
	off: fc.option(
		fc.constantFrom(
			{ discountPercent: '15', discountPeriods: 2 },
			{ discountPercent: '33.3', discountUntil: '2026-05-17' },
			{ discountPercent: '10' },
		),
		{ nil: null },
	),
	whole: fc.option(
		fc.constantFrom({ percent: '12.5', months: 1 }, { amount: '7.77', until: '2026-06-03' }, { percent: '5' }),
		{ nil: null },
	),
	keeps: fc.boolean(),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

test('what a quote for a contract in force shows is what the run then invoices, whatever was changed before', {
	timeout: 240_000,
}, async () => {
	const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
	const numRuns = Number(process.env.RUNS ?? (process.env.FAULTS === 'full' ? 40 : 6))
	await fc.assert(fc.asyncProperty(story, hold), { seed, numRuns, endOnFailure: process.env.SHRINK === undefined })
})

async function hold(told: Story): Promise<void> {
	await using world = await openBooks({ on: '2026-01-31', max: 4 })
	const { books, clock, sql } = world
	const buyer = await welcome(world)
	const contractId = await agreed(world, buyer, told)
	const day = clock.today().add({ days: told.later })
	await runTo(world, day)
	const id = await quoted(world, buyer, contractId, told)
	const anna = { kind: 'contact', contactId: buyer.contactId } as const
	const seen = await previewFor(world, anna, id)
	const before = await sql<{ id: string }[]>`select id from invoice where contract_id = ${contractId}`
	const said = await accept(world, anna, signed(id, seen))
	if (!said.ok && said.refusal.code === 'contract.nothing_changes') return
	expectOk(said)
	const last = seen.invoices.slice(0, 4).at(-1)?.on ?? clock.today()
	await runTo(world, last)
	const issued = await sql<{ on: string; total: bigint; tax: bigint }[]>`
		select billed_for::text as on, sum(total_minor)::bigint as total, sum(tax_minor)::bigint as tax from invoice
		where contract_id = ${contractId} and id <> all(${before.map(({ id }) => id)})
			and billed_for >= ${seen.invoices[0]?.on ?? day} group by 1 order by 1`
	const shown = seen.invoices.filter(({ on }) => Temporal.PlainDate.compare(on, last) <= 0)
	expect(issued.map(({ on, total, tax }) => [on, total, tax])).toEqual(
		shown.map(({ on, totalMinor, taxMinor }) => [on.toString(), totalMinor, taxMinor]),
	)
	const findings = expectOk(await look(books, office, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
}

/** A contract of two lines, changed as told, with what is due billed. */
async function agreed(world: World, buyer: Buyer, { timing, alignment, before }: Story): Promise<string> {
	const { books } = world
	const { id } = expectOk(
		await act(books, office, createContract, {
			...{ customerId: buyer.id, currency: buyer.currency, timing, alignment },
			...{ startsOn: '2026-01-31', endsOn: '2026-12-30' },
			lines: [
				{ description: 'Seats', quantity: '10', unitPrice: '20', interval: month },
				{ description: 'Archive', quantity: '1', unitPrice: '120', interval: year },
			],
		}),
	)
	expectOk(await act(books, office, activateContract, { id }))
	await bill(books, office, world.clock.today(), 1)
	const [line] = await world.sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${id} and position = 1`
	const lineId = line?.id ?? ''
	const changes: Record<Story['before'][number], ContractChange> = {
		less: { kind: 'quantity', lineId, quantity: '4' },
		price: { kind: 'price', lineId, unitPrice: '19.99' },
		discount: { kind: 'discount', percent: '10', until: '2026-04-20' },
		pause: { kind: 'pause', until: '2026-03-10' },
	}
	for (const kind of before) {
		const on = kind === 'pause' ? '2026-02-20' : undefined
		const asked = {
			contractId: id,
			change: changes[kind],
			timing: 'period_end' as const,
			...(on && { on, timing: 'now' as const }),
		}
		const preview = await act(books, office, previewChange, asked)
		if (preview.ok) expectOk(await act(books, office, applyChange, { ...asked, seen: preview.value.seen }))
	}
	return id
}

async function quoted(world: World, buyer: Buyer, contractId: string, told: Story): Promise<string> {
	const { books, clock } = world
	const { lines } = expectOk(await look(books, office, findQuotable, { id: contractId }))
	const [seats, archive] = lines.map(({ intervalUnit, intervalCount, ...line }) => ({
		...line,
		interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
	}))
	if (!seats || !archive) throw new Error('The contract has two lines')
	const { purpose, quantity, price: unitPrice, adds, keeps, starts, off, whole } = told
	const startsOn =
		purpose === 'renewal' ? '2026-12-31' : starts === null ? null : clock.today().add({ days: starts }).toString()
	// A discount that is over before the quote begins is refused, so it lasts for a day at least.
	const over = (until: string, renewed: string) =>
		purpose === 'renewal' ? renewed : startsOn !== null && until < startsOn ? startsOn : until
	const held = off?.discountUntil ? { ...off, discountUntil: over(off.discountUntil, '2027-02-17') } : off
	const reduced = whole?.until ? { ...whole, until: over(whole.until, '2027-03-03') } : whole
	const { id } = await offer(world, buyer, {
		...{ purpose, forContractId: contractId, validUntil: clock.today().add({ days: 30 }).toString(), startsOn },
		...(purpose === 'renewal' ? { termMonths: 12 } : {}),
		discounts: reduced ? [reduced] : [],
		lines: [
			{ ...seats, quantity, unitPrice, ...held },
			...(keeps ? [archive] : []),
			...(adds ? [{ description: 'Support', quantity: '1', unitPrice: '15.10', interval: month, ...held }] : []),
		],
	})
	return id
}

/** Bills each day up to this one. */
async function runTo({ books, clock }: World, day: Temporal.PlainDate): Promise<void> {
	const days = clock.today().until(day, { largestUnit: 'day' }).days
	for (let passed = 1; passed <= days; passed++) {
		clock.standOn(clock.today().add({ days: 1 }))
		await bill(books, office, clock.today(), 1)
	}
	await bill(books, office, clock.today(), 1)
}
