import { describe, expect, test } from 'vitest'
import { type NoticeTerms, noticeOn } from '#core/contract/notice.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

function terms(
	more: Partial<Record<'startsOn' | 'endsOn', string>> & Partial<Omit<NoticeTerms, 'startsOn' | 'endsOn'>>,
) {
	const { startsOn = '2026-01-01', endsOn, ...rest } = more
	return {
		startsOn: day(startsOn),
		endsOn: endsOn ? day(endsOn) : null,
		renewal: 'none' as const,
		termMonths: null,
		noticeDays: 30,
		...rest,
	}
}

const told = (given: NoticeTerms, on: string) => {
	const notice = noticeOn(given, day(on))
	return [notice.kind, notice.endsOn.toString(), notice.kind === 'renewed' ? notice.lastDay.toString() : null]
}

describe('the last day to give notice', () => {
	test('is not needed where the contract ends by itself, or is renewed by a quote', () => {
		expect(told(terms({ endsOn: '2026-12-31' }), '2026-03-01')).toEqual(['fixed', '2026-12-31', null])
		expect(told(terms({ endsOn: '2026-12-31', renewal: 'quote' }), '2026-03-01')).toEqual(['fixed', '2026-12-31', null])
	})

	test('leaves the days of notice before the end of a term that would be renewed', () => {
		const yearly = terms({ endsOn: '2026-12-31', renewal: 'tacit' })
		expect(told(yearly, '2026-03-01')).toEqual(['renewed', '2026-12-31', '2026-12-01'])
		expect(told(yearly, '2026-12-01')).toEqual(['renewed', '2026-12-31', '2026-12-01'])
	})

	test('is that of the following term once it has passed', () => {
		const yearly = terms({ endsOn: '2026-12-31', renewal: 'tacit', termMonths: 12 })
		expect(told(yearly, '2026-12-02')).toEqual(['renewed', '2027-12-31', '2027-12-01'])
	})

	test('counts terms from the start where the contract has no end of its own', () => {
		const quarterly = terms({ startsOn: '2026-01-31', termMonths: 3, noticeDays: 14 })
		expect(told(quarterly, '2026-02-01')).toEqual(['renewed', '2026-04-29', '2026-04-15'])
		expect(told(quarterly, '2026-04-20')).toEqual(['renewed', '2026-07-30', '2026-07-16'])
	})

	test('comes with how long it would go on, as agreed or as long as it ran first', () => {
		const agreed = terms({ startsOn: '2026-01-31', termMonths: 3 })
		expect(noticeOn(agreed, day('2026-02-01'))).toMatchObject({ months: 3 })
		expect(noticeOn(terms({ endsOn: '2026-06-30', renewal: 'tacit' }), day('2026-03-01'))).toMatchObject({ months: 6 })
	})

	test('does not drift over short months', () => {
		const monthly = terms({ startsOn: '2026-03-01', endsOn: '2026-03-31', renewal: 'tacit', noticeDays: 0 })
		expect(told(monthly, '2026-04-02')).toEqual(['renewed', '2026-04-30', '2026-04-30'])
		expect(told(monthly, '2026-05-05')).toEqual(['renewed', '2026-05-31', '2026-05-31'])
	})

	test('is any day for a contract without a term, and today’s notice ends it after the days of notice', () => {
		expect(told(terms({}), '2026-03-01')).toEqual(['open', '2026-03-31', null])
		expect(told(terms({ startsOn: '2026-06-01' }), '2026-03-01')).toEqual(['open', '2026-07-01', null])
	})
})
