import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { findPlanned } from '#core/amendment/find-planned.ts'
import { dayOf } from '#core/calendar.ts'
import { readSchedules } from '#core/invoice/read-schedules.ts'
import { bill } from '#core/invoice/run.ts'
import { addPlan } from '#core/product/plan.ts'
import { setPrice } from '#core/product/set-price.ts'
import { examine } from '#core/report/examine.ts'
import { due, NOTHING_BILLED } from '#core/schedule/due.ts'
import type { Schedule } from '#core/schedule/terms.ts'
import { mrrOracle } from './oracle.ts'
import { clerk, openShop, type Shop } from './world.ts'

/*
 * Random contracts, each with a random sequence of changes on a moving clock, against a real database. A day costs whole
 * cents, so that no rounding hides a cent; an amount off is spread over lines, and then each line may be rounded.
 * FAST_CHECK_SEED replays one run; FAULTS=full tells more stories.
 */

const step = fc.record({
	later: fc.integer({ min: 0, max: 40 }),
	kind: fc.constantFrom(
		...([
			'quantity',
			'quantity',
			'quantity',
			'on',
			'off',
			'price',
			'percent',
			'whole',
			'amount',
			'periods',
			'discount_end',
		] as const),
		...(['pause', 'pause_until', 'resume', 'cancel', 'undo_cancel', 'renew', 'several', 'end_together'] as const),
		...(['line_end', 'take_back', 'take_back', 'take_back', 'plan', 'plan', 'all_together', 'all_together'] as const),
	),
	line: fc.nat(5),
	quantity: fc.constantFrom('1', '2', '3', '5', '8'),
	price: fc.constantFrom('31', '62', '155'),
	span: fc.integer({ min: 1, max: 70 }),
	timing: fc.constantFrom('now' as const, 'period_end' as const),
	prorate: fc.boolean(),
	/** One of three is made by the customer, as the rules have it. */
	byCustomer: fc.constantFrom(false, false, true),
	/** Whole cents a day. */
	off: fc.constantFrom('3.65', '7.30', '36.50'),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never
const story = fc.record({
	timing: fc.constantFrom('advance' as const, 'arrears' as const),
	alignment: fc.constantFrom('anniversary' as const, 'contract' as const, 'calendar' as const, 'month_end' as const),
	freeDays: fc.constantFrom(0, 0, 10, 45),
	daily: fc.boolean(),
	steps: fc.array(step, { minLength: 1, maxLength: 9 }),
})

const interval = { unit: 'day' as const, count: 31 }

test('any sequence of changes bills what its final history alone would have billed, as previewed, and MRR is that of each day', {
	timeout: 240_000,
}, async () => {
	const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
	const runs = Number(process.env.RUNS ?? (process.env.FAULTS === 'full' ? 80 : 10))
	await fc.assert(
		fc.asyncProperty(story, async ({ timing, alignment, freeDays, daily, steps }) => {
			const shop = await openShop('2026-01-05')
			await using world = shop.world
			const option = await shop.product('OPTION', '93', { interval: interval as never })
			const longPlanId = await longPlan(shop, option.id)
			const other = await shop.agree({ timing, alignment }, { interval, quantity: '2' })
			const { id: productId, planId } = option
			await shop.agree({ timing, alignment }, { interval, freeDays, productId, planId })
			let day = world.clock.today()
			for (const each of steps) {
				day = day.add({ days: each.later })
				world.clock.standOn(day.toString())
				if (daily) await bill(world.books, clerk, day, 1)
				await tryStep(shop, each, { ...option, longPlanId, other })
			}
			day = day.add({ days: 90 })
			await shop.standOn(day.toString())
			await checkMoney(shop, day)
			await checkMrr(shop)
			const findings = expectOk(await act(world.books, clerk, examine, undefined))
			expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
		}),
		{ seed, numRuns: runs, endOnFailure: process.env.SHRINK === undefined },
	)
})

type Sold = { id: string; planId: string | null; longPlanId: string; other: string }

/** The same product for two periods at once, a day for as many whole cents. */
async function longPlan({ world: { books } }: Shop, productId: string): Promise<string> {
	const plan = { productId, name: 'Long', interval: { unit: 'day' as const, count: 62 }, trialDays: 0 }
	const { id: planId } = expectOk(await act(books, clerk, addPlan, plan))
	const price = { productId, planId, currency: 'EUR', unitPrice: '124', validFrom: '2026-01-01' }
	expectOk(await act(books, clerk, setPrice, price))
	return planId
}

/** Makes the change if it is possible, and looks that what it did is what was seen. */
async function tryStep(shop: Shop, each: Step, option: Sold): Promise<void> {
	const { books, sql, clock } = shop.world
	const lines = await sql<
		{ id: string }[]
	>`select id from contract_line where contract_id = ${shop.contractId} order by position`
	const discounts = await sql<{ id: string }[]>`select distinct id from contract_discount order by id`
	const lineId = lines[each.line % lines.length]?.id ?? ''
	const planned = expectOk(await act(books, clerk, findPlanned, { contractId: shop.contractId }))
	const change = changeOf(
		each,
		planned[each.line % Math.max(1, planned.length)]?.sequence ?? 2,
		lineId,
		discounts[each.line % Math.max(1, discounts.length)]?.id,
		clock.today(),
		option,
		shop,
	)
	const { timing, prorate } = each
	const actor = each.byCustomer ? shop.contact : clerk
	const input = { contractId: shop.contractId, change, timing, prorate, reason: 'random' }
	const evaluated = await act(books, actor, evaluateChange, input)
	if (!evaluated.ok) return
	const { preview, decision } = evaluated.value
	if (!preview || decision.kind !== 'apply') return
	const applied = expectOk(await act(books, actor, applyChange, { ...input, seen: preview.seen }))
	const made = await sql<{ net: bigint; total: bigint; kinds: string }[]>`
		select subtotal_minor as net, total_minor as total, kind as kinds from invoice where id = any(${applied.invoiceIds}::uuid[])`
	const isNow = preview.effect && preview.effect.on === clock.today().toString()
	const shown = isNow ? (preview.effect?.totalMinor ?? 0n) : 0n
	expect(made.reduce((sum, { total }) => sum + total, 0n)).toBe(shown)
	if (each.kind === 'quantity') {
		const kinds = (await shop.linesOf(applied.invoiceIds)).map((line) => line.split(' ')[0])
		if (discounts.length === 0) expect(kinds.length).toBeLessThanOrEqual(2 * 2)
	}
}

function changeOf(
	each: Step,
	sequence: number,
	lineId: string,
	discountId: string | undefined,
	today: Temporal.PlainDate,
	option: Sold,
	shop: Shop,
): ContractChange {
	const until = today.add({ days: each.span }).toString()
	switch (each.kind) {
		case 'quantity':
			return { kind: 'quantity', lineId, quantity: each.quantity }
		case 'on':
			return { kind: 'option_on', productId: option.id, planId: option.planId, quantity: each.quantity }
		case 'off':
			return { kind: 'option_off', lineId }
		case 'price':
			return { kind: 'price', lineId, unitPrice: each.price }
		case 'percent':
			return { kind: 'discount', percent: '50', until }
		case 'whole':
			return { kind: 'discount', percent: '100' }
		case 'amount':
			return { kind: 'discount', amount: each.off, ...(each.prorate && { until }) }
		case 'periods':
			return { kind: 'discount', percent: '50', periods: (each.span % 3) + 1 }
		case 'discount_end':
			return { kind: 'discount_end', discountId: discountId ?? lineId }
		case 'pause':
			return { kind: 'pause' }
		case 'pause_until':
			return { kind: 'pause', until }
		case 'resume':
			return { kind: 'resume' }
		case 'cancel':
			return { kind: 'cancel', endsOn: until }
		case 'undo_cancel':
			return { kind: 'undo_cancel' }
		case 'renew':
			return { kind: 'renew', endsOn: today.add({ days: each.span + 60 }).toString() }
		case 'several':
			return {
				kind: 'several',
				changes: [
					{ kind: 'quantity', lineId, quantity: each.quantity },
					{ kind: 'price', lineId, unitPrice: each.price },
					{ kind: 'option_on', productId: option.id, planId: option.planId, quantity: '1' },
				],
			}
		case 'line_end':
			return { kind: 'line_end', lineId, endsOn: each.prorate ? until : null }
		case 'take_back':
			return { kind: 'take_back', sequence }
		case 'plan':
			return { kind: 'plan', lineId, planId: (each.prorate ? option.planId : null) ?? option.longPlanId }
		case 'all_together': {
			const parts = [{ contractId: shop.contractId }, { contractId: option.other }]
			return { kind: 'co_terminate', endsOn: until, parts }
		}
		case 'end_together':
			return { kind: 'co_terminate', endsOn: until, parts: [{ contractId: shop.contractId, lineIds: [lineId] }] }
	}
}

/** As if all that was ever recorded had been known from the first day. */
function toldFromTheBeginning({ terms, lines }: Schedule): Schedule {
	const ends = terms.endChanges ?? []
	const end = ends.length > 0 ? (ends.at(-1)?.end ?? null) : terms.end
	const { endChanges: _, ...agreed } = terms
	return {
		terms: { ...agreed, end },
		lines: lines.map(({ knownOn: _known, ...line }) => {
			const changes = [...line.changes].sort((one, two) => one.on - two.on)
			const ended = changes.findLast(({ set }) => set.end !== undefined)
			return {
				...line,
				...(ended && { end: ended.set.end ?? null }),
				changes: changes.map(({ on, set: { end: _end, ...set } }) => ({ on, set })),
			}
		}),
	}
}

async function checkMoney(shop: Shop, day: Temporal.PlainDate): Promise<void> {
	const ids = (await shop.world.sql<{ id: string }[]>`select id from contract`).map(({ id }) => id)
	const billables = expectOk(
		await act(shop.world.books, clerk, (scope) => readSchedules(scope, ids, dayOf(day)), undefined),
	)
	const final = billables.flatMap(
		({ schedule }) => due(toldFromTheBeginning(schedule), NOTHING_BILLED, dayOf(day)).lines,
	)
	const owed = final.reduce((sum, { amount }) => sum + amount, 0n)
	const [made] = await shop.world.sql<{ lines: bigint; spread: boolean }[]>`
		select count(*)::bigint as lines, exists (select from contract_discount where month_minor is not null) as spread
		from invoice_line`
	const apart = (await shop.net()) - owed
	const rounded = made?.spread ? made.lines + BigInt(final.length) : 0n
	expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(rounded)
}

async function checkMrr(shop: Shop): Promise<void> {
	const { sql } = shop.world
	const contracts = await sql<{ id: string; lines: string[] }[]>`
		select id, array(select line.id::text from contract_line as line where contract_id = contract.id) as lines from contract`
	const oracles = await Promise.all(
		contracts.map(async ({ id, lines }) => ({ lines, of: await mrrOracle(shop.world, id) })),
	)
	const oracle = (day: string, line?: string) =>
		line
			? (oracles.find(({ lines }) => lines.includes(line))?.of(day, line) ?? null)
			: oracles.reduce((sum, { of }) => sum + (of(day) ?? 0n), 0n)
	const moved = await sql<{ on: string; line: string; amount: bigint }[]>`
		select moved_on::text as on, part.line, part.amount from mrr_movement
			cross join lateral unnest(line_ids, line_minors) as part (line, amount)`
	const lines = await sql<{ id: string }[]>`select id from contract_line`
	const levels = new Map(lines.map(({ id }) => [id, 0n]))
	const [{ spread } = { spread: true }] = await sql<{ spread: boolean }[]>`
		select exists (select from contract_discount where month_minor is not null) as spread`
	// These lines bill every 31 days: each has its part of an amount a month in whole cents of its period, not of the month.
	const rounded = spread ? BigInt(lines.length) : 0n
	for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2028; day = day.add({ days: 1 })) {
		for (const { line, amount } of moved.filter(({ on }) => on === day.toString()))
			levels.set(line, (levels.get(line) ?? 0n) + amount)
		const whole = [...levels.values()].reduce((sum, level) => sum + level, 0n)
		const apart = whole - (oracle(day.toString()) ?? 0n)
		expect(apart < 0n ? -apart : apart, `${day} ${whole}`).toBeLessThanOrEqual(rounded)
		for (const [line, level] of levels) {
			const wanted = oracle(day.toString(), line)
			if (wanted !== null) expect(`${day} ${line} ${level}`).toBe(`${day} ${line} ${wanted}`)
		}
	}
}
