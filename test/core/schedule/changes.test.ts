import { describe, expect, it } from 'vitest'
import { invoiced, lineOf } from './cast.ts'

/** What is invoiced after January's period, until the end of February. */
function following(changes: unknown[], lines = [lineOf()], contract = {}): string[] {
	const given = { lines, contract, changes: changes as Record<string, unknown>[], until: '2026-02-28' }
	const [first, ...rest] = invoiced(given)
	expect(first).toMatch(/^2026-01-01 /)
	return rest
}

const set = (on: string, values: Record<string, unknown>) => ({ on, line: 'support', set: values })

describe('a change inside a period billed in advance', () => {
	it('of quantity credits the unused part and charges the new state from that day on', () => {
		expect(following([set('2026-01-10', { quantity: '2' })])).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-02-01 44.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 62.00',
		])
	})

	it('of price does the same, each line rounded once', () => {
		expect(following([set('2026-01-10', { unitPrice: '29.95' })])).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-02-01 21.25',
			'2026-02-01 support period 2026-02-01..2026-03-01 29.95',
		])
	})

	it('of discount does the same', () => {
		expect(following([set('2026-01-10', { discountPercent: '50' })]).slice(0, 2)).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-02-01 11.00',
		])
	})

	it('credits the same share of what was really charged, net of its discount', () => {
		const lines = [lineOf({ unitPrice: '100', discountPercent: '25' })]
		// 75.00 charged; 75.00 * 22 / 31 = 53.2258
		expect(following([set('2026-01-10', { end: '2026-01-09' })], lines)).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -53.23',
		])
	})

	it('several times credits each time the share of what the last charge left', () => {
		const changes = [set('2026-01-11', { quantity: '2' }), set('2026-01-21', { quantity: '3' })]
		expect(following(changes, [lineOf({ unitPrice: '100' })])).toEqual([
			'2026-01-11 support credit 2026-01-11..2026-02-01 -67.74',
			'2026-01-11 support charge 2026-01-11..2026-02-01 135.48',
			'2026-01-21 support credit 2026-01-21..2026-02-01 -70.97',
			'2026-01-21 support charge 2026-01-21..2026-02-01 106.45',
			'2026-02-01 support period 2026-02-01..2026-03-01 300.00',
		])
	})

	it('that is planned does not alter what is billed before its day', () => {
		const given = { changes: [set('2026-03-10', { quantity: '2' })], today: '2026-03-01', until: '2026-03-09' }
		expect(invoiced(given)).toEqual(['2026-03-01 support period 2026-03-01..2026-04-01 31.00'])
	})

	it('that changes nothing bills nothing', () => {
		expect(following([set('2026-01-10', { quantity: '1.0', unitPrice: '31' })])).toEqual([
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
		])
	})
})

describe('a change on the very day a period starts', () => {
	it('is billed directly in its new state, as one line', () => {
		expect(following([set('2026-02-01', { quantity: '2' })])).toEqual([
			'2026-02-01 support period 2026-02-01..2026-03-01 62.00',
		])
	})

	it('on the first day of the line too', () => {
		expect(invoiced({ changes: [set('2026-01-01', { quantity: '2' })], until: '2026-01-31' })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 62.00',
		])
	})
})

describe('several changes on one day', () => {
	it('are folded into one', () => {
		const changes = [set('2026-01-10', { quantity: '7' }), set('2026-01-10', { quantity: '2' })]
		expect(following(changes).slice(0, 2)).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-02-01 44.00',
		])
	})

	it('that undo each other leave no trace', () => {
		const changes = [set('2026-01-10', { quantity: '7' }), set('2026-01-10', { quantity: '1' })]
		expect(following(changes)).toEqual(['2026-02-01 support period 2026-02-01..2026-03-01 31.00'])
	})

	it('that change and remove a line only credit it', () => {
		const changes = [set('2026-01-10', { quantity: '7' }), set('2026-01-10', { end: '2026-01-09' })]
		expect(following(changes)).toEqual(['2026-01-10 support credit 2026-01-10..2026-02-01 -22.00'])
	})
})

describe('ending a line', () => {
	it('on the day before the change credits from the day of the change', () => {
		expect(following([set('2026-01-10', { end: '2026-01-09' })])).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
		])
	})

	it('later in the period credits only the days cut off', () => {
		expect(following([set('2026-01-10', { end: '2026-01-20' })])).toEqual([
			'2026-01-10 support credit 2026-01-21..2026-02-01 -11.00',
		])
	})

	it('in a later period makes that one a stub', () => {
		expect(following([set('2026-01-10', { end: '2026-02-14' })])).toEqual([
			'2026-02-01 support period 2026-02-01..2026-02-15 15.50',
		])
	})

	it('before today credits all that was billed beyond it', () => {
		const [first, ...rest] = invoiced({ changes: [set('2026-02-10', { end: '2026-01-20' })], today: '2026-02-01' })
		expect([first, ...rest]).toEqual([
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
			'2026-02-10 support credit 2026-01-21..2026-02-01 -11.00',
			'2026-02-10 support credit 2026-02-01..2026-03-01 -31.00',
		])
	})

	it('together with another change ends the new state', () => {
		expect(following([set('2026-01-10', { end: '2026-01-20', quantity: '2' })])).toEqual([
			'2026-01-10 support credit 2026-01-10..2026-02-01 -22.00',
			'2026-01-10 support charge 2026-01-10..2026-01-21 22.00',
		])
	})
})

describe('moving an end away', () => {
	const ending = [lineOf({ unitPrice: '100', end: '2026-01-10' })]

	it('inside the period charges the added days only, so that the whole is rounded once', () => {
		// 100 * 10 / 31 = 32.26 was charged; 100.00 - 32.26
		expect(following([set('2026-01-05', { end: null })], ending)).toEqual([
			'2026-01-05 support charge 2026-01-11..2026-02-01 67.74',
			'2026-02-01 support period 2026-02-01..2026-03-01 100.00',
		])
	})

	it('by some days charges those', () => {
		// 100 * 20 / 31 = 64.52
		expect(following([set('2026-01-05', { end: '2026-01-20' })], ending)).toEqual([
			'2026-01-05 support charge 2026-01-11..2026-01-21 32.26',
		])
	})

	it('after cutting it off comes to nothing in sum', () => {
		const changes = [set('2026-01-05', { end: '2026-01-09' }), set('2026-01-08', { end: null })]
		expect(following(changes, [lineOf({ unitPrice: '29.95' })]).slice(0, 2)).toEqual([
			'2026-01-05 support credit 2026-01-10..2026-02-01 -21.25',
			'2026-01-08 support charge 2026-01-10..2026-02-01 21.25',
		])
	})

	it('after the line has ended charges what lies between', () => {
		expect(following([set('2026-02-05', { end: null })], ending)).toEqual([
			'2026-02-05 support charge 2026-01-11..2026-02-01 67.74',
			'2026-02-05 support period 2026-02-01..2026-03-01 100.00',
		])
	})
})

describe('adding a line', () => {
	const add = (on: string, fields: Record<string, unknown> = {}) => ({ on, add: lineOf({ key: 'option', ...fields }) })

	it('on day d bills its share of the period from that day on', () => {
		expect(following([add('2026-01-21')])).toEqual([
			'2026-01-21 option period 2026-01-21..2026-02-01 11.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
			'2026-02-01 option period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('and removing it on the same day leaves no trace', () => {
		const changes = [add('2026-01-21'), { on: '2026-01-21', line: 'option', set: { end: '2026-01-20' } }]
		expect(following(changes)).toEqual(['2026-02-01 support period 2026-02-01..2026-03-01 31.00'])
	})

	it('with a later start bills it from there', () => {
		expect(following([add('2026-01-10', { start: '2026-01-21' })])[0]).toBe(
			'2026-01-21 option period 2026-01-21..2026-02-01 11.00',
		)
	})

	it('with an earlier start bills what has passed on the day it is added', () => {
		expect(following([add('2026-02-10', { start: '2026-01-21' })])).toEqual([
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
			'2026-02-10 option period 2026-01-21..2026-02-01 11.00',
			'2026-02-10 option period 2026-02-01..2026-03-01 31.00',
		])
	})

	it('can itself be changed later', () => {
		const changes = [add('2026-01-21'), { on: '2026-01-30', line: 'option', set: { quantity: '3' } }]
		expect(following(changes).slice(0, 3)).toEqual([
			'2026-01-21 option period 2026-01-21..2026-02-01 11.00',
			'2026-01-30 option credit 2026-01-30..2026-02-01 -2.00',
			'2026-01-30 option charge 2026-01-30..2026-02-01 6.00',
		])
	})
})

describe('a change where the contract bills in arrears', () => {
	const arrears = (changes: unknown[], lines = [lineOf()]) =>
		invoiced({
			contract: { timing: 'arrears' },
			lines,
			changes: changes as Record<string, unknown>[],
			until: '2026-02-28',
		})

	it('makes a line of each state at the end of the period, and credits nothing', () => {
		expect(arrears([set('2026-01-10', { quantity: '2' })])).toEqual([
			'2026-02-01 support period 2026-01-01..2026-01-10 9.00',
			'2026-02-01 support period 2026-01-10..2026-02-01 44.00',
		])
	})

	it('on the day a period ends belongs to the next one', () => {
		expect(arrears([set('2026-02-01', { quantity: '2' })])).toEqual([
			'2026-02-01 support period 2026-01-01..2026-02-01 31.00',
		])
	})

	it('that ends the line makes its last stub due on the day after', () => {
		expect(arrears([set('2026-01-10', { end: '2026-01-20' })])).toEqual([
			'2026-01-21 support period 2026-01-01..2026-01-21 20.00',
		])
	})

	it('that ended it in the past makes the stub due on the day of the change', () => {
		expect(arrears([set('2026-01-25', { end: '2026-01-20' })])).toEqual([
			'2026-01-25 support period 2026-01-01..2026-01-21 20.00',
		])
	})

	it('that moves the end away after the stub was billed charges the rest at the end of the period', () => {
		const changes = [set('2026-01-25', { end: null })]
		expect(arrears(changes, [lineOf({ end: '2026-01-20' })])).toEqual([
			'2026-01-21 support period 2026-01-01..2026-01-21 20.00',
			'2026-02-01 support charge 2026-01-21..2026-02-01 11.00',
		])
	})
})
