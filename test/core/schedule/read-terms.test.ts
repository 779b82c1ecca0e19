import { describe, expect, it } from 'vitest'
import { readTerms } from '#core/schedule/read-terms.ts'
import { type Given, inputOf, invoiced, lineOf, MONTHLY } from './cast.ts'

/** The code and the field of the refusal. */
function refusal(value: unknown): string {
	const read = readTerms(value)
	return 'problem' in read ? `${read.problem.code} ${read.problem.field}`.trim() : 'accepted'
}

const given = (fields: Given) => refusal(inputOf(fields))
const line = (fields: Record<string, unknown>) => given({ lines: [lineOf(fields)] })
const change = (...changes: Record<string, unknown>[]) => given({ changes })

describe('terms for a preview', () => {
	it('are accepted with only what is needed', () => {
		expect(refusal(inputOf({}))).toBe('accepted')
		expect(given({ lines: [] })).toBe('accepted')
	})

	it('take numbers where they are exact, as well as text', () => {
		const lines = [lineOf({ unitPrice: 29.95, quantity: 3, discountPercent: 10, taxPercent: 20.5 })]
		expect(invoiced({ lines, until: '2026-01-01' })).toEqual(['2026-01-01 support period 2026-01-01..2026-02-01 80.87'])
		expect(line({ quantity: 0.1234567890123456 })).toBe('preview.decimal_invalid lines[0].quantity')
		expect(line({ quantity: 1e21 })).toBe('preview.decimal_invalid lines[0].quantity')
	})

	it('take null for no end', () => {
		expect(given({ contract: { end: null }, lines: [lineOf({ end: null })] })).toBe('accepted')
	})
})

describe('wrong terms are refused with the place and a code', () => {
	it('when they are no terms at all', () => {
		for (const value of [null, 7, 'terms', [], true]) expect(refusal(value)).toBe('preview.field_wrong_kind')
		expect(refusal({})).toBe('preview.field_missing currency')
		expect(refusal({ ...Object(inputOf({})), lines: {} })).toBe('preview.field_wrong_kind lines')
	})

	it('for a field that is missing or unknown', () => {
		expect(line({ unitPrice: undefined })).toBe('preview.field_missing lines[0].unitPrice')
		expect(line({ interval: undefined })).toBe('preview.field_missing lines[0].interval')
		expect(given({ contract: { timing: undefined } })).toBe('preview.field_missing contract.timing')
		expect(line({ discount: '10' })).toBe('preview.field_unknown lines[0].discount')
		expect(change({ on: '2026-01-05', line: 'support', set: { price: '1' } })).toBe(
			'preview.field_unknown changes[0].set.price',
		)
	})

	it('for a value that is not one of those possible', () => {
		expect(given({ contract: { alignment: 'moon' } })).toBe('preview.value_unknown contract.alignment')
		expect(given({ contract: { timing: 'later' } })).toBe('preview.value_unknown contract.timing')
		expect(line({ interval: { unit: 'hour', count: 1 } })).toBe('preview.value_unknown lines[0].interval.unit')
		expect(given({ contract: { prorate: 'yes' } })).toBe('preview.field_wrong_kind contract.prorate')
	})

	it.each(['eur', 'EURO', '', 'ZZZ'])('for the currency "%s"', (currency) => {
		expect(given({ currency })).toBe('preview.currency_unknown currency')
	})

	it.each(['2026-02-29', '2026-2-1', '01.02.2026', ''])('for the date "%s"', (date) => {
		expect(given({ today: date })).toBe('preview.date_invalid today')
		expect(given({ contract: { start: date } })).toBe('preview.date_invalid contract.start')
		expect(line({ start: date })).toBe('preview.date_invalid lines[0].start')
		expect(change({ on: date, line: 'support', set: { quantity: '1' } })).toBe('preview.date_invalid changes[0].on')
	})

	it.each(['', 'ten', '1,5', '1e3', '+1', ' 1'])('for the decimal "%s"', (text) => {
		expect(line({ unitPrice: text })).toBe('preview.decimal_invalid lines[0].unitPrice')
		expect(line({ quantity: text })).toBe('preview.decimal_invalid lines[0].quantity')
		expect(line({ taxPercent: text })).toBe('preview.decimal_invalid lines[0].taxPercent')
	})

	it('for a negative quantity', () => {
		expect(line({ quantity: '-1' })).toBe('preview.quantity_negative lines[0].quantity')
		expect(change({ on: '2026-01-05', line: 'support', set: { quantity: '-0.5' } })).toBe(
			'preview.quantity_negative changes[0].set.quantity',
		)
		expect(line({ quantity: '0' })).toBe('accepted')
	})

	it('for a percentage outside 0 to 100', () => {
		expect(line({ discountPercent: '100.01' })).toBe('preview.percent_out_of_range lines[0].discountPercent')
		expect(line({ taxPercent: '-1' })).toBe('preview.percent_out_of_range lines[0].taxPercent')
		expect(line({ discountPercent: '100', taxPercent: '0' })).toBe('accepted')
	})

	it.each([0, -1, 1.5, 1201])('for an interval of %d months', (count) => {
		expect(line({ interval: { unit: 'month', count } })).toBe('preview.interval_count_invalid lines[0].interval.count')
	})

	it('for ends before their starts', () => {
		expect(given({ contract: { start: '2026-02-01', end: '2026-01-31' } })).toBe(
			'preview.end_before_start contract.end',
		)
		expect(line({ start: '2026-02-01', end: '2026-01-31' })).toBe('preview.end_before_start lines[0].end')
		expect(change({ on: '2026-02-01', add: lineOf({ key: 'x', end: '2026-01-31' }) })).toBe(
			'preview.end_before_start changes[0].add.end',
		)
		expect(line({ start: '2026-02-01', end: '2026-02-01' })).toBe('accepted')
	})

	it('for a line that starts before the contract', () => {
		expect(line({ start: '2025-12-31' })).toBe('preview.line_before_contract lines[0].start')
	})

	it('for keys used twice, and lines that do not exist', () => {
		expect(given({ lines: [lineOf(), lineOf()] })).toBe('preview.line_duplicate lines[1].key')
		expect(change({ on: '2026-01-05', add: lineOf() })).toBe('preview.line_duplicate changes[0].add.key')
		expect(change({ on: '2026-01-05', line: 'nothing', set: { quantity: '1' } })).toBe(
			'preview.line_unknown changes[0].line',
		)
	})

	it('for a change that neither sets nor adds, or does both', () => {
		const set = { quantity: '1' }
		expect(change({ on: '2026-01-05' })).toBe('preview.change_of_nothing changes[0]')
		expect(change({ on: '2026-01-05', line: 'support', set: {} })).toBe('preview.change_of_nothing changes[0].set')
		expect(change({ on: '2026-01-05', line: 'support' })).toBe('preview.field_missing changes[0].set')
		expect(change({ on: '2026-01-05', set })).toBe('preview.field_missing changes[0].line')
		expect(change({ on: '2026-01-05', line: 'support', set, add: lineOf({ key: 'x' }) })).toBe(
			'preview.change_of_nothing changes[0]',
		)
	})

	it('for a change of a line before it was added', () => {
		const set = { quantity: '1' }
		const add = { on: '2026-02-05', add: lineOf({ key: 'x' }) }
		expect(change({ on: '2026-02-04', line: 'x', set }, add)).toBe('preview.change_before_line changes[0].on')
		expect(change({ on: '2026-02-05', line: 'x', set }, add)).toBe('accepted')
	})

	it('for days that are out of reach', () => {
		expect(given({ today: '2026-01-02', until: '2026-01-01' })).toBe('preview.until_before_today until')
		expect(given({ today: '2026-01-01', until: '2126-01-02' })).toBe('preview.too_far until')
		expect(given({ today: '2026-01-01', until: '2126-01-01' })).toBe('accepted')
		const daily = lineOf({ interval: { unit: 'day', count: 1 } })
		expect(given({ contract: { start: '1100-01-01' }, lines: [daily] })).toBe('preview.too_far until')
		expect(given({ contract: { start: '1100-01-01' }, lines: [lineOf({ interval: MONTHLY })] })).toBe('accepted')
	})

	it('for periods whose end could not be written any more', () => {
		const lines = [lineOf({ interval: MONTHLY })]
		const atTheEnd = { contract: { start: '9990-01-31' }, today: '9990-01-01', lines }
		expect(given({ ...atTheEnd, until: '9999-11-30' })).toBe('accepted')
		expect(given({ ...atTheEnd, until: '9999-12-01' })).toBe('preview.too_far until')
	})
})
