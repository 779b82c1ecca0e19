import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chosenOf } from '#core/quote/choose.ts'

const line = (id: string, more: Partial<{ optional: boolean; chosen: boolean; choice: string }> = {}) => ({
	id,
	optional: false,
	chosen: true,
	choice: '',
	...more,
})

const lines = [
	line('base'),
	line('planner', { optional: true, chosen: false }),
	line('bronze', { optional: true, choice: 'support' }),
	line('gold', { optional: true, chosen: false, choice: 'support' }),
	line('red', { optional: true, chosen: false, choice: 'colour' }),
	line('blue', { optional: true, chosen: false, choice: 'colour' }),
]
const ids = (asked: string[] | null) => chosenOf(lines, asked).map((one) => one.id)

describe('what is in', () => {
	test('is what is offered as chosen, until something is asked for', () => {
		expect(ids(null)).toEqual(['base', 'bronze'])
	})
	test('always has what is not optional, and passes over what the quote does not have', () => {
		expect(ids(['planner', 'nothing'])).toEqual(['base', 'planner', 'bronze'])
	})
	test('has one of those that exclude each other, the offered one where none was asked for', () => {
		expect(ids(['gold'])).toEqual(['base', 'gold'])
		expect(ids(['gold', 'bronze'])).toEqual(['base', 'bronze'])
		expect(ids([])).toEqual(['base', 'bronze'])
	})
	test('may have none of those of which none is offered', () => {
		expect(ids(['blue'])).toEqual(['base', 'bronze', 'blue'])
		expect(ids([])).not.toContain('red')
	})
	test('stays the same when it is asked for again, whatever is asked', () => {
		fc.assert(
			fc.property(fc.subarray(lines.map((one) => one.id)), (asked) => {
				expect(ids(ids(asked))).toEqual(ids(asked))
			}),
		)
	})
})
