import { describe, expect, it } from 'vitest'
import { parseDecimal } from '#core/decimal.ts'
import { simulate, withChanges } from '#core/schedule/simulate.ts'
import type { LineChange } from '#core/schedule/terms.ts'
import { day, type Given, lineOf, scheduleOf, written } from './cast.ts'

/** What is invoiced in April when changes of earlier days are recorded only then. */
function inApril(changes: { on: string; recordedOn: string; set: LineChange['set'] }[], given: Given = {}): string[] {
	const { schedule } = scheduleOf(given)
	const recorded = changes.map(({ on, recordedOn, set }) => ({
		on: day(on),
		recordedOn: day(recordedOn),
		line: 'support',
		set,
	}))
	const changed = withChanges(schedule, recorded)
	const invoices = simulate(changed, { from: day('2026-04-02'), until: day('2026-04-30') })
	return invoices.flatMap(({ lines }) => written(lines))
}

const two = { quantity: parseDecimal('2') }

describe('a change recorded after the day it takes effect', () => {
	it('credits and charges every billed period it affects, due on the day it is recorded', () => {
		expect(inApril([{ on: '2026-02-10', recordedOn: '2026-04-05', set: two }])).toEqual([
			'2026-04-05 support credit 2026-02-10..2026-03-01 -21.04',
			'2026-04-05 support credit 2026-03-01..2026-04-01 -31.00',
			'2026-04-05 support credit 2026-04-01..2026-05-01 -31.00',
			'2026-04-05 support charge 2026-02-10..2026-03-01 42.07',
			'2026-04-05 support charge 2026-03-01..2026-04-01 62.00',
			'2026-04-05 support charge 2026-04-01..2026-05-01 62.00',
		])
	})

	it('changes nothing of what fell due before it was recorded', () => {
		const { schedule } = scheduleOf({})
		const change = { on: day('2026-02-10'), recordedOn: day('2026-04-05'), line: 'support', set: two }
		const span = { from: day('2026-01-01'), until: day('2026-04-04') }
		expect(simulate(withChanges(schedule, [change]), span)).toEqual(simulate(schedule, span))
	})

	it('leaves alone the days on which a later change has set the same', () => {
		const changes = [
			{ on: '2026-03-10', recordedOn: '2026-03-10', set: { quantity: parseDecimal('3') } },
			{ on: '2026-02-10', recordedOn: '2026-04-05', set: two },
		]
		expect(inApril(changes)).toEqual([
			'2026-04-05 support credit 2026-02-10..2026-03-01 -21.04',
			'2026-04-05 support credit 2026-03-01..2026-03-10 -9.00',
			'2026-04-05 support charge 2026-02-10..2026-03-01 42.07',
			'2026-04-05 support charge 2026-03-01..2026-03-10 18.00',
		])
	})

	it('of some days in the middle credits those days only', () => {
		const changes = [
			{ on: '2026-03-10', recordedOn: '2026-04-05', set: two },
			{ on: '2026-03-20', recordedOn: '2026-04-05', set: { quantity: parseDecimal('1') } },
		]
		expect(inApril(changes)).toEqual([
			'2026-04-05 support credit 2026-03-10..2026-03-20 -10.00',
			'2026-04-05 support charge 2026-03-10..2026-03-20 20.00',
		])
	})

	it('credits what was billed after a line had ended', () => {
		const ended = { on: '2026-03-11', recordedOn: '2026-04-05', set: { end: day('2026-03-10') } }
		expect(inApril([ended])).toEqual([
			'2026-04-05 support credit 2026-03-11..2026-04-01 -21.00',
			'2026-04-05 support credit 2026-04-01..2026-05-01 -31.00',
		])
	})

	it('in arrears corrects the periods billed, and bills the running one in its states at its end', () => {
		const given = { contract: { timing: 'arrears' } }
		expect(inApril([{ on: '2026-03-30', recordedOn: '2026-04-05', set: two }], given)).toEqual([
			'2026-04-05 support credit 2026-03-30..2026-04-01 -2.00',
			'2026-04-05 support charge 2026-03-30..2026-04-01 4.00',
		])
	})

	it('without proration exchanges the periods that began after it took effect', () => {
		const given = { contract: { prorate: false } }
		expect(inApril([{ on: '2026-03-10', recordedOn: '2026-04-05', set: two }], given)).toEqual([
			'2026-04-05 support credit 2026-04-01..2026-05-01 -31.00',
			'2026-04-05 support charge 2026-04-01..2026-05-01 62.00',
		])
	})
})

describe('a line recorded after it started', () => {
	it('bills what has passed on the day it is recorded', () => {
		const { schedule } = scheduleOf({})
		const added = scheduleOf({ lines: [lineOf({ key: 'option', start: '2026-02-10' })] }).schedule.lines[0]
		if (!added) throw new Error('no line')
		const change = { on: day('2026-02-10'), recordedOn: day('2026-04-05'), add: added }
		const invoices = simulate(withChanges(schedule, [change]), { from: day('2026-04-02'), until: day('2026-04-30') })
		expect(invoices.flatMap(({ lines }) => written(lines))).toEqual([
			'2026-04-05 option period 2026-02-10..2026-03-01 21.04',
			'2026-04-05 option period 2026-03-01..2026-04-01 31.00',
			'2026-04-05 option period 2026-04-01..2026-05-01 31.00',
		])
	})
})
