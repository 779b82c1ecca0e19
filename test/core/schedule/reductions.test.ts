import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Billed, chargesNeededFrom, due, NOTHING_BILLED } from '#core/schedule/due.ts'
import { ledgerOf } from '#core/schedule/ledger.ts'
import { type ContractFacts, type DiscountFact, type PauseFact, withReductions } from '#core/schedule/reductions.ts'
import { simulate } from '#core/schedule/simulate.ts'
import type { DueLine, Schedule } from '#core/schedule/terms.ts'
import { HORIZON, recordedBy, type Shape, schedules } from './arbitrary.ts'
import { written } from './cast.ts'
import { isCharged } from './oracle.ts'

const ANY: Shape = { prorate: true, late: true, exact: false }

const days = (most: number) => fc.integer({ min: HORIZON - 800, max: HORIZON - 800 + most })
const fact = fc
	.record({
		id: fc.constantFrom('a', 'b', 'c'),
		knownOn: fc.option(days(700), { nil: undefined }),
		start: days(700),
		length: fc.option(fc.integer({ min: 0, max: 200 })),
	})
	.map(({ id, knownOn, start, length }) => ({
		id,
		start,
		end: length === null ? null : start + length - 1,
		...(knownOn !== undefined && { knownOn }),
	}))
const byRecording = (one: { knownOn?: number }, two: { knownOn?: number }) => (one.knownOn ?? 0) - (two.knownOn ?? 0)
const discount: fc.Arbitrary<DiscountFact> = fc
	.tuple(fact, fc.oneof(fc.integer({ min: 1, max: 100 }), fc.bigInt({ min: 1n, max: 5000n })))
	.map(([given, value]) => ({
		...given,
		percent: typeof value === 'number' ? { digits: BigInt(value), scale: 0 } : null,
		month: typeof value === 'bigint' ? value : null,
	}))
const facts: fc.Arbitrary<ContractFacts> = fc
	.record({ discounts: fc.array(discount, { maxLength: 3 }), pauses: fc.array<PauseFact>(fact, { maxLength: 3 }) })
	.map(({ discounts, pauses }) => ({ discounts: discounts.sort(byRecording), pauses: pauses.sort(byRecording) }))

/** Only such as leave whole cents a day. */
const exactFacts = facts.map(({ discounts, pauses }) => ({
	pauses,
	discounts: discounts.map((each) => ({ ...each, percent: { digits: 100n, scale: 0 }, month: null })),
}))

const factsBy = ({ discounts, pauses }: ContractFacts, asOf: number): ContractFacts => ({
	discounts: discounts.filter((each) => (each.knownOn ?? asOf) <= asOf),
	pauses: pauses.filter((each) => (each.knownOn ?? asOf) <= asOf),
})

const knownBy = (schedule: Schedule, given: ContractFacts, asOf: number) =>
	withReductions(recordedBy(schedule, asOf), factsBy(given, asOf))

function isPaused({ pauses }: ContractFacts, day: number): boolean {
	const latest = new Map(pauses.map((pause) => [pause.id, pause]))
	return [...latest.values()].some(({ start, end }) => start <= day && (end === null || day <= end))
}

const sum = (lines: readonly DueLine[]) => lines.reduce((total, { amount }) => total + amount, 0n)

describe('with any discounts and pauses, whenever they are recorded', () => {
	it.each([true, false])('billing on any days gives the same lines as one late run (prorated: %s)', (prorate) => {
		const some = fc.array(fc.integer({ min: HORIZON - 950, max: HORIZON }), { maxLength: 20 })
		fc.assert(
			fc.property(schedules({ ...ANY, prorate }), facts, some, (schedule, given, runDays) => {
				const billed: DueLine[] = []
				let through: number | null = null
				for (const today of [...new Set([...runDays, HORIZON])].sort((one, two) => one - two)) {
					const known = knownBy(schedule, given, today)
					const needed = chargesNeededFrom(known, through, today)
					const charged = ledgerOf(billed.filter((line) => line.boundaryTo > (needed ?? 0)))
					const state: Billed = needed === null ? { through } : { through, charged }
					billed.push(...due(known, state, today).lines)
					through = today
				}
				const late = due(withReductions(schedule, given), NOTHING_BILLED, HORIZON).lines
				expect([...written(billed)].sort()).toEqual([...written(late)].sort())
			}),
			{ numRuns: 300 },
		)
	})

	it('every day that is not paused stands charged once, and no paused one', () => {
		fc.assert(
			fc.property(schedules(ANY), facts, (schedule, given) => {
				const lines = due(withReductions(schedule, given), NOTHING_BILLED, HORIZON).lines
				const ledger = ledgerOf(lines)
				const known = factsBy(given, HORIZON)
				for (const line of schedule.lines) {
					const spans = [...(ledger.get(line.key)?.values() ?? [])].flatMap((period) => period.spans)
					for (let day = line.start - 5; day < HORIZON; day++) {
						const count = spans.filter((span) => span.from <= day && day < span.to).length
						const wanted = isCharged(schedule, line, day, HORIZON)
						if (wanted === null) continue
						const paused = line.interval !== null && isPaused(known, day)
						expect([day, count]).toEqual([day, wanted && !paused ? 1 : 0])
					}
				}
			}),
			{ numRuns: 40 },
		)
	})

	it('one that is taken back on the day it is made leaves no trace', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, exact: true }), exactFacts, days(700), (schedule, given, on) => {
				const open = { id: 'new', knownOn: on, start: on, end: null }
				const back = { ...open, end: on - 1 }
				const value = { percent: { digits: 100n, scale: 0 }, month: null }
				const more: ContractFacts = {
					discounts: [...given.discounts, { ...open, ...value }, { ...back, ...value }],
					pauses: [...given.pauses, open, back],
				}
				const [plain, undone] = [given, more].map(
					(each) => due(withReductions(schedule, each), NOTHING_BILLED, HORIZON).lines,
				)
				expect(written(undone ?? [])).toEqual(written(plain ?? []))
				const billed = due(
					withReductions(schedule, { ...more, discounts: more.discounts.slice(0, -1) }),
					NOTHING_BILLED,
					on,
				)
				const state = { through: on - 1, charged: ledgerOf(billed.lines) }
				const after = due(withReductions(schedule, more), state, HORIZON).lines
				expect(sum(billed.lines) + sum(after)).toBe(sum(plain ?? []))
			}),
			{ numRuns: 200 },
		)
	})

	it('no invoice goes below what it gives back: a charge is never negative', () => {
		fc.assert(
			fc.property(schedules({ ...ANY, late: false }), facts, (schedule, given) => {
				const agreed = factsBy(given, Number.NEGATIVE_INFINITY)
				const plain = { ...schedule, lines: schedule.lines.map((line) => ({ ...line, changes: [] })) }
				for (const { lines } of simulate(withReductions(plain, agreed), { from: 0, until: HORIZON })) {
					for (const { kind, amount } of lines) if (kind !== 'credit') expect(amount >= 0n).toBe(true)
				}
			}),
			{ numRuns: 200 },
		)
	})
})
