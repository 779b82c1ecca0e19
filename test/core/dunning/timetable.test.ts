import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextStep, serviceStates, stepFor } from '#core/dunning/ladder.ts'
import { mayRetry, nextRetry, retriesOf } from '#core/dunning/timetable.ts'

const on = (text: string) => Temporal.PlainDate.from(text)

test('retries fall on the company’s hour, also across a change of the clocks', () => {
	const timetable = { firstFailedOn: on('2026-03-27'), retryDays: [1, 2, 7], retryHour: 2 }
	// In Berlin the hour from two to three of 29 March does not exist.
	expect(retriesOf(timetable, 'Europe/Berlin').map(String)).toEqual([
		'2026-03-28T01:00:00Z',
		'2026-03-29T01:00:00Z',
		'2026-04-03T00:00:00Z',
	])
	expect(retriesOf({ ...timetable, retryHour: 0 }, 'Asia/Ho_Chi_Minh').map(String)[0]).toBe('2026-03-27T17:00:00Z')
})

test('month ends and leap days are days like others', () => {
	const timetable = { firstFailedOn: on('2028-02-27'), retryDays: [1, 2, 3], retryHour: 9 }
	const days = retriesOf(timetable, 'UTC').map((moment) => moment.toString().slice(0, 10))
	expect(days).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
})

test('the next retry always lies ahead, and none is counted twice', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }),
			fc.integer({ min: 0, max: 23 }),
			fc.integer({ min: 0, max: 1200 }),
			(retryDays, retryHour, hours) => {
				const timetable = { firstFailedOn: on('2026-10-20'), retryDays, retryHour }
				const after = Temporal.Instant.from('2026-10-20T00:00:00Z').add({ hours })
				const { behind, at } = nextRetry(timetable, 'America/Sao_Paulo', after)
				const ahead = retriesOf(timetable, 'America/Sao_Paulo').filter(
					(moment) => Temporal.Instant.compare(moment, after) > 0,
				)
				expect(behind + ahead.length).toBe(retryDays.length)
				expect(at?.toString() ?? null).toBe(ahead[0]?.toString() ?? null)
			},
		),
	)
})

test('only what time can mend is tried again', () => {
	const again = ['declined', 'insufficient_funds', 'limit_exceeded', 'processing_error'] as const
	const never = [
		'expired_card',
		'lost_or_stolen',
		'incorrect_details',
		'card_not_supported',
		'authentication_required',
	] as const
	expect(again.map((reason) => mayRetry(reason))).toEqual([true, true, true, true])
	expect(never.map((reason) => mayRetry(reason))).toEqual([false, false, false, false, false])
	expect(mayRetry('declined', true)).toBe(false)
})

test('service goes down the ladder and never up while the same invoice is open', () => {
	const ladder = { warnedAfterDays: 3, restrictedAfterDays: 10, blockedAfterDays: 30 }
	expect([-5, 0, 2, 3, 9, 10, 29, 30, 400].map((days) => stepFor(days, ladder))).toEqual([
		'normal',
		'normal',
		'normal',
		'warned',
		'warned',
		'restricted',
		'restricted',
		'blocked',
		'blocked',
	])
	fc.assert(
		fc.property(
			fc.array(fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }), { minLength: 3, maxLength: 3 }),
			fc.integer({ min: 0, max: 120 }),
			(steps, day) => {
				const [warnedAfterDays = null, restrictedAfterDays = null, blockedAfterDays = null] = [...steps].sort(
					(one, other) => (one ?? 0) - (other ?? 0),
				)
				const own = { warnedAfterDays, restrictedAfterDays, blockedAfterDays }
				const rank = (days: number) => serviceStates.indexOf(stepFor(days, own))
				expect(rank(day + 1)).toBeGreaterThanOrEqual(rank(day))
			},
		),
	)
})

test('the next step names the day on which it is reached', () => {
	const ladder = { warnedAfterDays: null, restrictedAfterDays: 10, blockedAfterDays: 30 }
	expect(nextStep(on('2026-03-16'), on('2026-03-20'), ladder)).toEqual({ state: 'restricted', on: on('2026-03-26') })
	expect(nextStep(on('2026-03-16'), on('2026-03-26'), ladder)).toEqual({ state: 'blocked', on: on('2026-04-15') })
	expect(nextStep(on('2026-03-16'), on('2026-05-01'), ladder)).toBeNull()
})
