import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bankStandings, missingAnswers, type SurveyAnswers, surveySections } from '#core/credit-survey/form.ts'
import { measure } from '#core/credit-survey/measure.ts'
import {
	factorNames,
	problemOf,
	type SurveyFactor,
	type SurveyRules,
	surveyFactors,
	usualRules,
} from '#core/credit-survey/rules.ts'
import { adviceOf, type Measured, type Measures, scoreOf } from '#core/credit-survey/score.ts'

const on = Temporal.PlainDate.from('2026-03-02')
const answers = (more: Partial<SurveyAnswers> = {}): SurveyAnswers => ({
	customer: {},
	business: { startedOn: '2021-03-02', turnoverMonth: '1000000' },
	assets: { cash: '100000', machines: '900000', bankLoans: '200000', repaymentsMonth: '50000' },
	bank: { standing: 'on_time' },
	guarantors: {},
	...more,
})
const asked = { amountMinor: 1_200_000n, monthMinor: 100_000n }
const known = { daysLate: 0, exposureMinor: [] as bigint[] }

/** Any weights that come to a hundred, and bands that a company could save. */
const rules = fc
	.record({
		cuts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 5 }),
		limits: fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 4 }),
		worths: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 }),
		unknown: fc.integer({ min: 0, max: 100 }),
	})
	.map(({ cuts, limits, worths, unknown }): SurveyRules => {
		const ends = [0, ...cuts.sort((one, other) => one - other), 100]
		const ordered = limits.sort((one, other) => one - other)
		const up = worths.sort((one, other) => one - other)
		const bands = (better: 'more' | 'less') =>
			ordered.map((limit, index) => ({
				limit,
				points: (better === 'more' ? up : up.toReversed())[index] ?? 0,
			}))
		const factors = Object.fromEntries(
			factorNames.map((name, index) => {
				const weight = (ends[index + 1] ?? 100) - (ends[index] ?? 0)
				const { better } = surveyFactors[name]
				return [
					name,
					better === 'choice'
						? { weight, unknown, points: usualRules.factors.bank_standing.points }
						: { weight, unknown, bands: bands(better) },
				]
			}),
		) as SurveyRules['factors']
		return { grantFrom: 65, conditionsFrom: 45, factors }
	})

const counted = (factor: SurveyFactor): fc.Arbitrary<Measured> => {
	const { unit } = surveyFactors[factor]
	if (unit === 'choice') return fc.constantFrom(...bankStandings).map((code) => ({ kind: 'choice', code }))
	if (unit === 'percent')
		return fc
			.bigInt({ min: 0n, max: 40_000n })
			.map((hundredths) => ({ kind: 'percent', hundredths: String(hundredths) }))
	return fc.integer({ min: 0, max: 400 }).map((count) => ({ kind: unit, count }))
}
const measures = fc.record(
	Object.fromEntries(factorNames.map((name) => [name, fc.oneof(counted(name), fc.constant({ kind: 'unknown' }))])),
) as fc.Arbitrary<Measures>

const sizeOf = (measured: Measured): bigint | null =>
	measured.kind === 'percent'
		? BigInt(measured.hundredths)
		: measured.kind === 'years' || measured.kind === 'days'
			? BigInt(measured.count)
			: null

describe('the score', () => {
	test('is from 0 to 100, the same for the same answers, and the sum of its reasons', () => {
		fc.assert(
			fc.property(rules, measures, (given, found) => {
				expect(problemOf(given)).toBe(null)
				const score = scoreOf(given, found)
				expect(score).toEqual(scoreOf(structuredClone(given), structuredClone(found)))
				expect(score.score).toBeGreaterThanOrEqual(0)
				expect(score.score).toBeLessThanOrEqual(100)
				const sum = score.reasons.reduce((whole, { hundredths }) => whole + hundredths, 0)
				expect(Math.abs(score.score * 100 - sum)).toBeLessThanOrEqual(50)
				expect(score.reasons.map(({ factor }) => factor)).toEqual(factorNames)
			}),
		)
	})

	test.each(factorNames.filter((name) => surveyFactors[name].better !== 'choice'))(
		'never falls when %s gets better, whatever the rules',
		(factor) => {
			fc.assert(
				fc.property(rules, measures, counted(factor), counted(factor), (given, found, one, other) => {
					const [low, high] = (sizeOf(one) ?? 0n) <= (sizeOf(other) ?? 0n) ? [one, other] : [other, one]
					const [worse, better] = surveyFactors[factor].better === 'more' ? [low, high] : [high, low]
					const of = (measured: Measured) => scoreOf(given, { ...found, [factor]: measured }).score
					expect(of(better)).toBeGreaterThanOrEqual(of(worse))
				}),
			)
		},
	)

	test('a sound business is granted, with the points of each reason', () => {
		const found = scoreOf(usualRules, measure(answers(), asked, known, on))
		expect(found.reasons.map(({ factor, points, hundredths }) => [factor, points, hundredths])).toEqual([
			['years_in_business', 100, 1500],
			['debts_to_assets', 100, 2000],
			['repayments_to_turnover', 100, 2500],
			['bank_standing', 100, 1500],
			['guarantor_cover', 0, 0],
			['days_late_with_us', 100, 1500],
		])
		expect(found).toMatchObject({ score: 90, advice: 'grant' })
	})

	test('half a point is rounded up, and advice turns exactly at its thresholds', () => {
		expect([44, 45, 64, 65].map((score) => adviceOf(usualRules, score))).toEqual([
			'refuse',
			'conditions',
			'conditions',
			'grant',
		])
		const { factors } = usualRules
		const halves = {
			...usualRules,
			factors: { ...factors, years_in_business: { weight: 15, bands: [{ limit: 1, points: 90 }], unknown: 0 } },
		}
		expect(scoreOf(halves, measure(answers(), asked, known, on)).reasons[0]?.hundredths).toBe(1350)
		expect(scoreOf(halves, measure(answers(), asked, known, on)).score).toBe(89)
	})
})

describe('what is measured', () => {
	test('years are whole ones, and a day before the next one does not count', () => {
		const years = (startedOn: string) =>
			measure(answers({ business: { startedOn, turnoverMonth: '1' } }), asked, known, on).years_in_business
		expect(years('2021-03-02')).toEqual({ kind: 'years', count: 5 })
		expect(years('2021-03-03')).toEqual({ kind: 'years', count: 4 })
		expect(years('2027-01-01')).toEqual({ kind: 'years', count: 0 })
	})

	test('debts without anything owned, and repayments without turnover, are the worst, not unknown', () => {
		const found = measure(
			answers({ assets: { cash: '0', bankLoans: '1', repaymentsMonth: '0' }, business: { turnoverMonth: '0' } }),
			asked,
			known,
			on,
		)
		const scored = scoreOf(usualRules, found).reasons
		expect(scored.find(({ factor }) => factor === 'debts_to_assets')?.points).toBe(0)
		expect(scored.find(({ factor }) => factor === 'repayments_to_turnover')?.points).toBe(0)
		const nothing = measure(answers({ assets: {} }), asked, known, on)
		expect(nothing.debts_to_assets).toEqual({ kind: 'unknown' })
	})

	test('a guarantor covers what is theirs without their debts and what they stand good for already, up to their limit', () => {
		const cover = (more: Record<string, string>, exposureMinor: bigint[] = []) =>
			measure(
				answers({ guarantors: { 'first.name': 'Ann', 'first.assets': '1000000', 'first.debts': '100000', ...more } }),
				asked,
				{ ...known, exposureMinor },
				on,
			).guarantor_cover
		expect(cover({})).toEqual({ kind: 'percent', hundredths: '7500' })
		expect(cover({}, [300_000n])).toEqual({ kind: 'percent', hundredths: '5000' })
		expect(cover({}, [5_000_000n])).toEqual({ kind: 'percent', hundredths: '0' })
		expect(cover({ 'first.limit': '120000' })).toEqual({ kind: 'percent', hundredths: '1000' })
		expect(measure(answers(), null, known, on).guarantor_cover).toEqual({ kind: 'unknown' })
	})

	test('what the score needs and is not answered is named', () => {
		const empty = Object.fromEntries(surveySections.map((name) => [name, {}])) as SurveyAnswers
		expect(missingAnswers(empty)).toContain('business.turnoverMonth')
		expect(missingAnswers(empty).filter((name) => name.startsWith('guarantors'))).toEqual([])
	})
})

test('rules are refused where weights are not a hundred, limits do not go up, or better is worth less', () => {
	const { factors } = usualRules
	const change = (more: Partial<SurveyRules['factors']>) =>
		problemOf({ ...usualRules, factors: { ...factors, ...more } })
	expect(change({})).toBe(null)
	expect(change({ days_late_with_us: { ...factors.days_late_with_us, weight: 14 } })).toBe('weights:99')
	const years = factors.years_in_business
	const bands = (...of: [number, number][]) => ({ ...years, bands: of.map(([limit, points]) => ({ limit, points })) })
	expect(change({ years_in_business: bands([1, 40], [1, 70]) })).toBe('bands:years_in_business')
	expect(change({ years_in_business: bands([1, 40], [3, 30]) })).toBe('bands:years_in_business')
	expect(change({ debts_to_assets: { ...bands([20, 40], [50, 60]), weight: 20 } })).toBe('bands:debts_to_assets')
	expect(problemOf({ ...usualRules, conditionsFrom: 70 })).toBe('thresholds')
})
