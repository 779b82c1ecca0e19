import { roundHalfAwayFromZero } from '../decimal.ts'
import { type BankStanding, factorNames, type SurveyFactor, type SurveyRules, surveyFactors } from './rules.ts'

/** What was found of a factor. Shares are hundredths of a per cent, so that 50.00 % is 5000. */
export type Measured =
	| { kind: 'years' | 'days'; count: number }
	| { kind: 'percent'; hundredths: string }
	| { kind: 'choice'; code: BankStanding }
	| { kind: 'unknown' }
export type Measures = Record<SurveyFactor, Measured>

export type Advice = 'grant' | 'conditions' | 'refuse'

/** Why the score is what it is: `points` of a hundred times `weight` are `hundredths` of a point of the score. */
export type ScoreReason = {
	factor: SurveyFactor
	weight: number
	points: number
	hundredths: number
	measured: Measured
}
export type Score = { score: number; advice: Advice; reasons: ScoreReason[] }

/** From 0 to 100, in whole numbers throughout; the one rounding is of the sum. Pure. */
export function scoreOf(rules: SurveyRules, measures: Measures): Score {
	const reasons = factorNames.map((factor): ScoreReason => {
		const { weight } = rules.factors[factor]
		const points = pointsOf(rules, factor, measures[factor])
		return { factor, weight, points, hundredths: weight * points, measured: measures[factor] }
	})
	const sum = reasons.reduce((whole, { hundredths }) => whole + hundredths, 0)
	const score = Number(roundHalfAwayFromZero(BigInt(sum), 100n))
	return { score, advice: adviceOf(rules, score), reasons }
}

export function adviceOf({ grantFrom, conditionsFrom }: SurveyRules, score: number): Advice {
	if (score >= grantFrom) return 'grant'
	return score >= conditionsFrom ? 'conditions' : 'refuse'
}

function pointsOf(rules: SurveyRules, factor: SurveyFactor, measured: Measured): number {
	const rule = rules.factors[factor]
	if (measured.kind === 'unknown') return rule.unknown
	if ('points' in rule) return measured.kind === 'choice' ? rule.points[measured.code] : rule.unknown
	if (measured.kind === 'choice') return rule.unknown
	const value = measured.kind === 'percent' ? BigInt(measured.hundredths) : BigInt(measured.count)
	const scale = measured.kind === 'percent' ? 100n : 1n
	if (surveyFactors[factor].better === 'more')
		return rule.bands.findLast(({ limit }) => value >= BigInt(limit) * scale)?.points ?? 0
	return rule.bands.find(({ limit }) => value <= BigInt(limit) * scale)?.points ?? 0
}
