import { describe, expect, it } from 'vitest'
import { invoiced, lineOf } from './cast.ts'

const set = (on: string, values: Record<string, unknown>) => ({ on, line: 'support', set: values })

function billed(changes: Record<string, unknown>[], { lines = [lineOf()], timing = 'advance' } = {}): string[] {
	return invoiced({ contract: { prorate: false, timing }, lines, changes, until: '2026-03-01' })
}

describe('without proration', () => {
	it('a started period is billed in full, at both ends', () => {
		expect(billed([], { lines: [lineOf({ start: '2026-01-15', end: '2026-02-03' })] })).toEqual([
			'2026-01-15 support period 2026-01-15..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-02-04 31.00',
		])
	})

	it('a change touches money only from the next period', () => {
		expect(billed([set('2026-01-10', { quantity: '2' })])).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 62.00',
			'2026-03-01 support period 2026-03-01..2026-04-01 62.00',
		])
	})

	it('ending a line credits nothing of the period begun', () => {
		expect(billed([set('2026-01-10', { end: '2026-01-09' })])).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
		])
	})

	it('moving an end inside the period charges nothing more', () => {
		const lines = [lineOf({ end: '2026-01-20' })]
		expect(billed([set('2026-01-10', { end: '2026-01-25' })], { lines })).toEqual([
			'2026-01-01 support period 2026-01-01..2026-01-21 31.00',
		])
	})

	it('a change on the first day of a period counts for it', () => {
		expect(billed([set('2026-02-01', { quantity: '2' })])[1]).toBe(
			'2026-02-01 support period 2026-02-01..2026-03-01 62.00',
		)
	})

	it('in arrears a period is billed in the state it began with', () => {
		expect(billed([set('2026-01-10', { quantity: '2' })], { timing: 'arrears' })).toEqual([
			'2026-02-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-03-01 support period 2026-02-01..2026-03-01 62.00',
		])
	})

	it('a line added and removed on the same day leaves no trace', () => {
		const changes = [
			{ on: '2026-01-10', add: lineOf({ key: 'option' }) },
			{ on: '2026-01-10', line: 'option', set: { end: '2026-01-09' } },
		]
		expect(billed(changes).filter((line) => line.includes('option'))).toEqual([])
	})

	it('a period that turns out not to have begun is credited whole', () => {
		expect(billed([set('2026-02-10', { end: '2026-01-20' })])).toEqual([
			'2026-01-01 support period 2026-01-01..2026-02-01 31.00',
			'2026-02-01 support period 2026-02-01..2026-03-01 31.00',
			'2026-02-10 support credit 2026-02-01..2026-03-01 -31.00',
		])
	})
})
