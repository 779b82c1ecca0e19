import { describe, expect, it } from 'vitest'
import { formatDay } from '#core/calendar.ts'
import { parseDecimal } from '#core/decimal.ts'
import { chargesNeededFrom, due, NOTHING_BILLED, nextDueOn } from '#core/schedule/due.ts'
import { ledgerOf } from '#core/schedule/ledger.ts'
import { withChanges } from '#core/schedule/simulate.ts'
import type { DueLine, Schedule } from '#core/schedule/terms.ts'
import { day, type Given, lineOf, scheduleOf, written } from './cast.ts'

const schedule = (given: Given = {}) => scheduleOf(given).schedule
const through = (date: string) => ({ through: day(date) })
const next = (on: number | null) => (on === null ? null : formatDay(on))

function changed(given: Given, on: string, set: Record<string, unknown>, recordedOn = on): Schedule {
	return withChanges(schedule(given), [{ on: day(on), recordedOn: day(recordedOn), line: 'support', set }])
}

describe('billing through a day', () => {
	it('catches up every period it missed, each once, each due on its own day', () => {
		const late = due(schedule(), NOTHING_BILLED, day('2026-03-15'))
		expect(written(late.lines)).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
			'2026-03-01 support period 2026-03-01..2026-04-01 31.00',
		])
		expect(next(late.nextOn)).toBe('2026-04-01')
		expect(due(schedule(), through('2026-03-15'), day('2026-03-31')).lines).toEqual([])
	})

	it('needs nothing of what was billed where no change touches it', () => {
		expect(chargesNeededFrom(schedule(), day('2026-03-15'), day('2026-12-31'))).toBeNull()
		const planned = changed({}, '2026-09-10', { quantity: parseDecimal('2') })
		expect(chargesNeededFrom(planned, day('2026-03-15'), day('2026-09-09'))).toBeNull()
		expect(chargesNeededFrom(planned, day('2026-09-10'), day('2026-09-30'))).toBeNull()
		expect(due(planned, through('2026-03-15'), day('2026-04-30')).lines).toHaveLength(1)
	})

	it('needs what was charged from the period that a change touches, and will not guess it', () => {
		const planned = changed({}, '2026-09-10', { quantity: parseDecimal('2') })
		expect(next(chargesNeededFrom(planned, day('2026-09-01'), day('2026-09-30')))).toBe('2026-09-01')
		expect(() => due(planned, through('2026-09-01'), day('2026-09-30'))).toThrow('what stands charged is needed')
		const recordedLate = changed({}, '2026-02-10', { quantity: parseDecimal('2') }, '2026-09-10')
		expect(next(chargesNeededFrom(recordedLate, day('2026-09-01'), day('2026-09-30')))).toBe('2026-02-09')
		const earlyEnd = changed({}, '2026-09-10', { end: day('2026-05-20') })
		expect(next(chargesNeededFrom(earlyEnd, day('2026-09-01'), day('2026-09-30')))).toBe('2026-05-20')
	})

	it('is not led astray by being told less than was billed', () => {
		const first = due(schedule(), NOTHING_BILLED, day('2026-03-01')).lines
		const again = due(schedule(), { ...through('2026-01-31'), charged: ledgerOf(first) }, day('2026-03-31'))
		expect(again.lines).toEqual([])
	})

	it('leaves the ledger it was given as it was', () => {
		const first = due(schedule(), NOTHING_BILLED, day('2026-01-01')).lines
		const charged = ledgerOf(first)
		const planned = changed({}, '2026-01-10', { quantity: parseDecimal('2') })
		due(planned, { ...through('2026-01-01'), charged }, day('2026-02-28'))
		expect(charged).toEqual(ledgerOf(first))
	})
})

describe('the next due day', () => {
	it('is the start of the next period in advance, the day after its end in arrears', () => {
		expect(next(nextDueOn(schedule(), NOTHING_BILLED))).toBe('2026-01-01')
		expect(next(nextDueOn(schedule(), through('2026-01-01')))).toBe('2026-02-01')
		const arrears = schedule({ contract: { timing: 'arrears' } })
		expect(next(nextDueOn(arrears, NOTHING_BILLED))).toBe('2026-02-01')
		expect(next(nextDueOn(arrears, through('2026-02-01')))).toBe('2026-03-01')
	})

	it('is the earliest of all lines, a planned change included', () => {
		const lines = [lineOf(), lineOf({ key: 'week', interval: { unit: 'week', count: 1 } })]
		expect(next(nextDueOn(schedule({ lines }), through('2026-01-01')))).toBe('2026-01-08')
		const planned = changed({}, '2026-01-05', { quantity: parseDecimal('2') })
		expect(next(nextDueOn(planned, through('2026-01-01')))).toBe('2026-01-05')
	})

	it('is none once everything is billed', () => {
		const ended = schedule({ contract: { end: '2026-02-10' } })
		expect(nextDueOn(ended, through('2026-02-01'))).toBeNull()
		const endedArrears = schedule({ contract: { end: '2026-02-10', timing: 'arrears' } })
		expect(next(nextDueOn(endedArrears, through('2026-02-01')))).toBe('2026-02-11')
		expect(nextDueOn(endedArrears, through('2026-02-11'))).toBeNull()
		expect(nextDueOn(schedule({ lines: [lineOf({ interval: null })] }), through('2026-01-01'))).toBeNull()
	})
})

describe('what identifies a line', () => {
	const identity = ({ lineKey, kind, boundaryFrom, from, revision }: DueLine) =>
		[lineKey, kind, formatDay(boundaryFrom), formatDay(from), revision].join(' ')

	it('is the period it bills, and how often that was corrected', () => {
		const planned = changed({ lines: [lineOf({ start: '2026-01-15' })] }, '2026-01-20', { quantity: parseDecimal('2') })
		expect(due(planned, NOTHING_BILLED, day('2026-02-01')).lines.map(identity)).toEqual([
			'support period 2026-01-01 2026-01-15 0',
			'support credit 2026-01-01 2026-01-20 1',
			'support charge 2026-01-01 2026-01-20 1',
			'support period 2026-02-01 2026-02-01 0',
		])
	})

	it('differs also where a line is taken away and given back twice on one day, with the run in between', () => {
		let current = schedule()
		const billed = due(current, NOTHING_BILLED, day('2026-01-01')).lines
		for (const end of ['2026-01-09', null, '2026-01-09', null]) {
			const set = { end: end === null ? null : day(end) }
			current = withChanges(current, [{ on: day('2026-01-10'), line: 'support', set }])
			const state = { ...through('2026-01-09'), charged: ledgerOf(billed) }
			billed.push(...due(current, state, day('2026-01-10')).lines)
		}
		expect(billed.map(identity)).toEqual([
			'support period 2026-01-01 2026-01-01 0',
			'support credit 2026-01-01 2026-01-10 1',
			'support charge 2026-01-01 2026-01-10 2',
			'support credit 2026-01-01 2026-01-10 3',
			'support charge 2026-01-01 2026-01-10 4',
		])
		expect(billed.reduce((sum, { amount }) => sum + amount, 0n)).toBe(3100n)
	})

	it('a change billed and undone on its day nets to exactly nothing', () => {
		const price = { lines: [lineOf({ unitPrice: '29.95' })] }
		const changedOnce = changed(price, '2026-01-10', { quantity: parseDecimal('7') })
		const billed = due(changedOnce, NOTHING_BILLED, day('2026-01-10')).lines
		const undone = withChanges(changedOnce, [
			{ on: day('2026-01-10'), line: 'support', set: { quantity: parseDecimal('1') } },
		])
		const undoing = due(undone, { ...through('2026-01-09'), charged: ledgerOf(billed) }, day('2026-01-10')).lines
		expect(written(undoing)).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -148.78',
			'2026-01-10 support charge 2026-01-10..2026-02-01 21.25',
		])
		expect([...billed, ...undoing].reduce((sum, { amount }) => sum + amount, 0n)).toBe(2995n)
	})
})

describe('an end given to the whole contract later', () => {
	const ending = (knownOn: string, end: string | null, given: Given = {}): Schedule => {
		const { terms, lines } = schedule(given)
		return { terms: { ...terms, endChanges: [{ knownOn: day(knownOn), end: end === null ? null : day(end) }] }, lines }
	}
	const all = (given: Schedule) => written(due(given, NOTHING_BILLED, day('2026-04-30')).lines)

	it('credits from that day what was billed beyond it', () => {
		expect(all(ending('2026-01-10', '2026-01-20'))).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-01-10 support credit 2026-01-21..2026-02-01 -11.00',
		])
	})

	it('makes the last period a stub when it lies ahead', () => {
		expect(all(ending('2026-01-10', '2026-02-14'))).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-02-15 15.50',
		])
	})

	it('can be taken back', () => {
		expect(all(ending('2026-02-10', null, { contract: { end: '2026-02-14' } })).slice(1, 3)).toEqual([
			'2026-02-01 support period 2026-02-01..2026-02-15 15.50',
			'2026-02-10 support charge 2026-02-15..2026-03-01 15.50',
		])
	})

	it('asks for what was charged since', () => {
		expect(next(chargesNeededFrom(ending('2026-04-10', '2026-02-14'), day('2026-04-01'), day('2026-04-30')))).toBe(
			'2026-02-14',
		)
	})
})

describe('an invoice voided to be billed again', () => {
	const changes = [{ on: '2026-01-10', line: 'support', set: { quantity: '2' } }]

	it('is billed as it was, and nothing else is touched', () => {
		const given = schedule({ changes })
		const lines = due(given, NOTHING_BILLED, day('2026-03-15')).lines
		const kept = lines.filter(({ on }) => on !== day('2026-01-10'))
		const again = due(given, { ...through('2026-01-09'), charged: ledgerOf(kept) }, day('2026-03-15')).lines
		expect(written(again)).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-02-01 44.00',
		])
	})

	it('after it was corrected takes the lonely credit back, so that the sum is what it was', () => {
		const given = schedule({ changes })
		const lines = due(given, NOTHING_BILLED, day('2026-03-15')).lines
		const kept = lines.filter(({ on }) => on !== day('2026-01-01'))
		const again = due(given, { ...through('2025-12-31'), charged: ledgerOf(kept) }, day('2026-03-15')).lines
		expect(written(again)).toEqual([
			'2026-01-01 support credit 2026-01-10..2026-02-01 22.00',
			'2026-01-01 support charge 2026-01-01..2026-01-10 9.00',
		])
	})
})

describe('what a credit note gave back', () => {
	const lines = [lineOf({ unitPrice: '100', end: '2026-01-10' })]
	/** The first invoice's line after a credit note has taken so much of it, then a change. */
	function afterCreditNote(taken: bigint, set: Record<string, unknown>): string[] {
		const given = schedule({ lines, changes: [{ on: '2026-01-05', line: 'support', set }] })
		const first = due(schedule({ lines }), NOTHING_BILLED, day('2026-01-01')).lines
		const charged = ledgerOf(first.map((line) => ({ ...line, amount: line.amount - taken })))
		return written(due(given, { ...through('2026-01-01'), charged }, day('2026-01-31')).lines)
	}

	it('is not charged again when days are added', () => {
		const added = ['2026-01-05 support charge 2026-01-11..2026-02-01 67.74']
		expect(afterCreditNote(2000n, { end: null })).toEqual(added)
		expect(afterCreditNote(3226n, { end: null })).toEqual(added)
	})

	it('is not credited twice', () => {
		// 32.26 less 20.00; 6 of its 10 days
		expect(afterCreditNote(2000n, { end: '2026-01-04' })).toEqual([
			'2026-01-05 support credit 2026-01-05..2026-01-11 -7.36',
		])
	})
})

describe('a new tax rate', () => {
	it('counts for what is charged from then on and takes nothing back', () => {
		const lines = [lineOf({ unitPrice: '310', taxPercent: '19' })]
		const first = due(schedule({ lines }), NOTHING_BILLED, day('2026-01-01')).lines
		const dearer = [lineOf({ unitPrice: '310', taxPercent: '20' })]
		const changes = [{ on: '2026-01-22', line: 'support', set: { quantity: '2' } }]
		const state = { ...through('2026-01-01'), charged: ledgerOf(first) }
		const next = due(schedule({ lines: dearer, changes }), state, day('2026-01-31')).lines
		expect([...first, ...next].map(({ kind, amount, tax }) => [kind, amount, tax])).toEqual([
			['period', 31000n, 5890n],
			['credit', -10000n, -1900n],
			['charge', 20000n, 4000n],
		])
	})
})
