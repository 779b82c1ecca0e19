import { expect, test } from 'vitest'
import { measureNames, measureSets, question } from '#core/report/question.ts'

const october = { from: '2026-10-01', to: '2026-11-01' }

test('a question is a measure and a period, and everything else may be left out', () => {
	expect(question.parse({ measures: ['mrr'], period: october })).toEqual({
		measures: ['mrr'],
		period: october,
		filters: {},
	})
})

test.each([
	['no measure', { measures: [], period: october }],
	['a measure that is none', { measures: ['profit'], period: october }],
	['a period that ends before it begins', { measures: ['mrr'], period: { from: '2026-11-01', to: '2026-10-01' } }],
	['a day that does not exist', { measures: ['mrr'], period: { from: '2026-02-30', to: '2026-11-01' } }],
	['a bound that is no number', { measures: ['overdue'], period: october, where: { over: '5,000' } }],
	['a filter that is no id', { measures: ['mrr'], period: october, filters: { group: ['North'] } }],
	['a currency that is none', { measures: ['mrr'], period: october, filters: { currency: ['XYZ'] } }],
])('a question with %s is refused', (_what, asked) => {
	expect(question.safeParse(asked).success).toBe(false)
})

test('the measures that are asked for together all exist', () => {
	const all = Object.values(measureSets).flat()
	expect(all.filter((name) => !measureNames.includes(name))).toEqual([])
})
