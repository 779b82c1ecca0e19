import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare } from '#core/decimal.ts'
import { type Billed, chargesNeededFrom, due, NOTHING_BILLED } from '#core/schedule/due.ts'
import { ledgerOf } from '#core/schedule/ledger.ts'
import { simulate } from '#core/schedule/simulate.ts'
import type { DueLine, Price, Schedule } from '#core/schedule/terms.ts'
import { HORIZON, recordedBy, type Shape, schedules } from './arbitrary.ts'
import { written } from './cast.ts'
import { isCharged, perDay, periodOf, stateOn } from './oracle.ts'

const ANY: Shape = { prorate: true, late: true, exact: false }
const RUNS = { numRuns: 500 }

const billAll = (schedule: Schedule) => due(schedule, NOTHING_BILLED, HORIZON).lines
const sum = (lines: readonly DueLine[]) => lines.reduce((total, { amount }) => total + amount, 0n)
const fields = ['unitPrice', 'quantity', 'discountPercent'] as const
const isSame = (one: Price, two: Price) => fields.every((field) => compare(one[field], two[field]) === 0)

describe('whatever the alignment, the intervals and the changes', () => {
	it('what stands charged tiles the life of each line without gap or overlap, each day in its state', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				const ledger = ledgerOf(billAll(schedule))
				for (const line of schedule.lines) {
					const spans = [...(ledger.get(line.key)?.values() ?? [])].flatMap((period) => period.spans)
					for (let day = line.start - 5; day < HORIZON + 50; day++) {
						const here = spans.filter((span) => span.from <= day && day < span.to)
						const wanted = isCharged(schedule, line, day, HORIZON)
						expect(here.length).toBeLessThanOrEqual(1)
						if (wanted === null) continue
						expect([day, here.length]).toEqual([day, wanted ? 1 : 0])
						const [span] = here
						if (span) expect(isSame(span.price, stateOn(line, day, HORIZON))).toBe(true)
					}
				}
			}),
			{ numRuns: 60 },
		)
	})

	it('every line lies within one period of the calendar', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				for (const { lineKey, from, to, boundaryFrom, boundaryTo } of billAll(schedule)) {
					const line = schedule.lines.find(({ key }) => key === lineKey)
					if (!line) throw new Error('a line of nobody')
					expect(periodOf(schedule.terms, line, from)).toEqual([boundaryFrom, boundaryTo])
					expect(from).toBeGreaterThanOrEqual(boundaryFrom)
					expect(to).toBeLessThanOrEqual(boundaryTo)
					expect(to).toBeGreaterThan(from)
				}
			}),
			RUNS,
		)
	})

	it('what stands charged follows from the lines in any order', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				const lines = billAll(schedule)
				expect(ledgerOf(lines.toReversed())).toEqual(ledgerOf(lines))
			}),
			RUNS,
		)
	})

	it('no two lines have the same identity', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				const ids = billAll(schedule).map(({ lineKey, kind, boundaryFrom, from, revision }) =>
					[lineKey, kind, boundaryFrom, from, revision].join(),
				)
				expect(new Set(ids).size).toBe(ids.length)
			}),
			RUNS,
		)
	})
})

describe('prices that include their tax', () => {
	const nineteen = { digits: 19n, scale: 0 }
	const within = (schedule: Schedule): Schedule => ({
		...schedule,
		lines: schedule.lines.map((line) => ({ ...line, price: { ...line.price, taxWithin: nineteen } })),
	})

	it('are what is charged and given back, whatever changes; before tax and tax make them up', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				const added = billAll(schedule)
				const included = billAll(within(schedule))
				const paid = included.map(({ amount, tax, price: _, ...line }) => ({ ...line, amount: amount + tax, tax: 0n }))
				expect(paid).toEqual(added.map(({ price: _, ...line }) => ({ ...line, tax: 0n })))
				for (const { amount, tax, price } of included) {
					const { digits, scale } = price.taxPercent
					// The tax is that of the amount before tax, to the half minor unit that taking it out may be off.
					const off = (amount * digits - tax * 100n * 10n ** BigInt(scale)) * 2n
					const most = 100n * 10n ** BigInt(scale) + digits
					expect(off <= most && -off <= most).toBe(true)
				}
			}),
			RUNS,
		)
	})

	it('come to the same however often they are billed', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, late: false }), fc.integer({ min: 0, max: 900 }), (schedule, days) => {
				const priced = within(schedule)
				const through = Math.min(schedule.terms.start + days, HORIZON)
				const first = due(priced, NOTHING_BILLED, through).lines
				const billed: Billed = { through, charged: ledgerOf(first) }
				expect([...first, ...due(priced, billed, HORIZON).lines]).toEqual(billAll(priced))
			}),
			{ numRuns: 200 },
		)
	})
})

describe('the money of all credits and charges', () => {
	/** Minor units times denominator that charges and credits are off from the exact price of what stands charged. */
	function checkWithin(schedule: Schedule, halvesALine: bigint): void {
		const lines = billAll(schedule)
		for (const [key, periods] of ledgerOf(lines)) {
			for (const period of periods.values()) {
				const ofPeriod = lines.filter((line) => line.lineKey === key && line.boundaryFrom === period.boundaryFrom)
				const billed = sum(ofPeriod)
				expect(billed).toBe(period.spans.reduce((total, span) => total + span.amount, 0n))
				let [exact, denominator] = [0n, 1n]
				for (const { price, from, to } of period.spans) {
					const [over, under] = perDay(price, schedule.terms.currency, period.boundaryTo - period.boundaryFrom)
					exact = exact * under + over * BigInt(to - from) * denominator
					denominator *= under
				}
				const off = 2n * (billed * denominator - exact)
				const bound = halvesALine * BigInt(ofPeriod.length) * denominator
				expect(off <= bound && -off <= bound).toBe(true)
			}
		}
	}

	it('is what stands charged, and never off the final states by more than a half for each rounding', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => checkWithin(schedule, 1n)),
			RUNS,
		)
	})

	it('is exactly the price of the final states where a day costs whole cents', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, exact: true }), (schedule) => checkWithin(schedule, 0n)),
			RUNS,
		)
	})
})

describe('running the bill', () => {
	/** Runs on these days, knowing only what is recorded by then and only those charges that billing asks for. */
	function billOn(schedule: Schedule, days: readonly number[]): DueLine[] {
		const billed: DueLine[] = []
		let through: number | null = null
		for (const today of days) {
			const known = recordedBy(schedule, today)
			const needed = chargesNeededFrom(known, through, today)
			const state: Billed =
				needed === null
					? { through }
					: { through, charged: ledgerOf(billed.filter((line) => line.boundaryTo > needed)) }
			billed.push(...due(known, state, today).lines)
			through = today
		}
		return billed
	}

	const inOrder = (lines: readonly DueLine[]) => [...written(lines)].sort()

	it.each([true, false])('on any days gives the same lines as one late run (prorated: %s)', (prorate) => {
		const days = fc.array(fc.integer({ min: HORIZON - 950, max: HORIZON }), { maxLength: 30 })
		fc.assert(
			fc.property(schedules({ ...ANY, prorate }), days, (schedule, some) => {
				const runs = [...new Set([...some, HORIZON])].sort((one, two) => one - two)
				const lines = billOn(schedule, runs)
				expect(inOrder(lines)).toEqual(inOrder(billAll(schedule)))
				expect(lines.map(({ on }) => on)).toEqual(lines.map(({ on }) => on).sort((one, two) => one - two))
			}),
			RUNS,
		)
	})

	it('every day gives what the preview showed before the first', () => {
		fc.assert(
			fc.property(schedules(ANY), (schedule) => {
				const from = HORIZON - 300
				const shown = simulate(schedule, { from, until: HORIZON })
				const days = Array.from({ length: 1000 }, (_, index) => HORIZON - 999 + index)
				const billed = billOn(schedule, days).filter(({ on }) => on >= from)
				expect(shown.flatMap(({ lines }) => lines)).toEqual(billed)
			}),
			{ numRuns: 100 },
		)
	})

	it('again for days that are billed bills nothing', () => {
		fc.assert(
			fc.property(schedules(ANY), fc.integer({ min: 0, max: 900 }), (schedule, back) => {
				const through = HORIZON - back
				const needed = Math.min(through, chargesNeededFrom(schedule, through, HORIZON) ?? through)
				const charged = ledgerOf(billAll(schedule).filter((line) => line.boundaryTo > needed))
				expect(due(schedule, { through, charged }, HORIZON).lines).toEqual([])
			}),
			RUNS,
		)
	})

	it('after an invoice was voided to be billed again brings the whole back to what it was', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, exact: true }), fc.nat(), (schedule, choice) => {
				const lines = billAll(schedule)
				const days = [...new Set(lines.map(({ on }) => on))]
				fc.pre(days.length > 0)
				const voided = days[choice % days.length]
				const kept = lines.filter(({ on }) => on !== voided)
				const through = (voided ?? 0) - 1
				const again = due(schedule, { through, charged: ledgerOf(kept) }, HORIZON).lines
				expect(sum(again)).toBe(sum(lines) - sum(kept))
				const whole = { through, charged: ledgerOf([...kept, ...again]) }
				expect(due(schedule, whole, HORIZON).lines).toEqual([])
			}),
			RUNS,
		)
	})
})

describe('a change undone on its day', () => {
	it('leaves no trace', () => {
		const undo = fc.tuple(schedules({ ...ANY, late: false }), fc.integer({ min: 0, max: 500 }))
		fc.assert(
			fc.property(undo, ([schedule, later]) => {
				const lines = schedule.lines.map((line) => {
					const on = line.start + later
					const { quantity } = stateOn(line, on, on)
					const other = { ...quantity, digits: quantity.digits + 7n }
					const back = [other, quantity].map((value) => ({ on, set: { quantity: value } }))
					return { ...line, changes: [...line.changes, ...back] }
				})
				expect(billAll({ ...schedule, lines })).toEqual(billAll(schedule))
			}),
			RUNS,
		)
	})

	it('nets to exactly nothing also when it was billed in between, where nothing was cut off before', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, late: false }), fc.integer({ min: 0, max: 300 }), (given, later) => {
				const [line] = given.lines
				if (!line) throw new Error('no line')
				const plain = { ...line, changes: line.changes.filter(({ set }) => set.end === undefined) }
				const on = plain.start + later
				const { quantity } = stateOn(plain, on, on)
				const change = { on, set: { quantity: { ...quantity, digits: quantity.digits + 7n } } }
				const back = { on, set: { quantity } }
				const [before, changed, undone] = [[], [change], [change, back]].map((more) => ({
					terms: given.terms,
					lines: [{ ...plain, changes: [...plain.changes.filter((each) => each.on <= on), ...more] }],
				}))
				if (!before || !changed || !undone) throw new Error('no schedule')
				const first = due(changed, NOTHING_BILLED, on).lines
				const second = due(undone, { through: on - 1, charged: ledgerOf(first) }, on).lines
				const never = due(before, NOTHING_BILLED, on).lines
				expect(sum(first) + sum(second)).toBe(sum(never))
			}),
			RUNS,
		)
	})
})
