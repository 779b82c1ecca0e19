import { z } from 'zod'
import { bankStandings } from './form.ts'

/**
 * What is weighed. Of `more` a greater measure is never worse, of `less` never better; a choice has points of its own.
 * Years and days are whole, shares whole per cents in their limits.
 */
export const surveyFactors = {
	years_in_business: { better: 'more', unit: 'years' },
	debts_to_assets: { better: 'less', unit: 'percent' },
	repayments_to_turnover: { better: 'less', unit: 'percent' },
	bank_standing: { better: 'choice', unit: 'choice' },
	guarantor_cover: { better: 'more', unit: 'percent' },
	days_late_with_us: { better: 'less', unit: 'days' },
} as const
export type SurveyFactor = keyof typeof surveyFactors
export const factorNames = Object.keys(surveyFactors) as SurveyFactor[]

export const mostBands = 4

const points = z.number().int().min(0).max(100)
const weight = z.number().int().min(0).max(100)
const band = z.object({ limit: z.number().int().min(0).max(100_000), points })
const measured = z.object({
	weight,
	/** From the limit on where more is better, up to it where less is; beyond all of them nothing. */
	bands: z.array(band).min(1).max(mostBands),
	/** Where nothing is known of it. */
	unknown: points,
})

export const surveyRules = z.object({
	/** Scores from here on advise to grant, from there on to grant with conditions; below, to refuse. */
	grantFrom: points,
	conditionsFrom: points,
	factors: z.object({
		years_in_business: measured,
		debts_to_assets: measured,
		repayments_to_turnover: measured,
		bank_standing: z.object({
			weight,
			points: z.object(
				Object.fromEntries(bankStandings.map((one) => [one, points])) as Record<BankStanding, typeof points>,
			),
			unknown: points,
		}),
		guarantor_cover: measured,
		days_late_with_us: measured,
	}),
})
export type SurveyRules = z.infer<typeof surveyRules>
export type BankStanding = (typeof bankStandings)[number]

/** Until the company has saved its own; version 0. */
export const usualRules: SurveyRules = {
	grantFrom: 65,
	conditionsFrom: 45,
	factors: {
		years_in_business: {
			weight: 15,
			bands: [
				{ limit: 1, points: 40 },
				{ limit: 3, points: 70 },
				{ limit: 5, points: 100 },
			],
			unknown: 0,
		},
		debts_to_assets: {
			weight: 20,
			bands: [
				{ limit: 20, points: 100 },
				{ limit: 50, points: 60 },
				{ limit: 80, points: 30 },
			],
			unknown: 0,
		},
		repayments_to_turnover: {
			weight: 25,
			bands: [
				{ limit: 15, points: 100 },
				{ limit: 25, points: 70 },
				{ limit: 40, points: 40 },
			],
			unknown: 0,
		},
		bank_standing: {
			weight: 15,
			points: { on_time: 100, late_under_30: 60, no_dealings: 40, late_over_30: 10, refused: 0 },
			unknown: 0,
		},
		guarantor_cover: {
			weight: 10,
			bands: [
				{ limit: 25, points: 40 },
				{ limit: 50, points: 70 },
				{ limit: 100, points: 100 },
			],
			unknown: 0,
		},
		days_late_with_us: {
			weight: 15,
			bands: [
				{ limit: 0, points: 100 },
				{ limit: 7, points: 80 },
				{ limit: 30, points: 40 },
			],
			unknown: 60,
		},
	},
}

/** What is wrong with rules of the right shape: weights are a hundred, limits go up, and better is never worth less. */
export function problemOf({ grantFrom, conditionsFrom, factors }: SurveyRules): string | null {
	const weights = factorNames.reduce((sum, name) => sum + factors[name].weight, 0)
	if (weights !== 100) return `weights:${weights}`
	if (conditionsFrom > grantFrom) return 'thresholds'
	for (const name of factorNames) {
		const { better } = surveyFactors[name]
		const factor = factors[name]
		if (!('bands' in factor)) continue
		const wrong = factor.bands.some(({ limit, points: worth }, index) => {
			const before = factor.bands[index - 1]
			if (!before) return false
			return limit <= before.limit || (better === 'more' ? worth < before.points : worth > before.points)
		})
		if (wrong) return `bands:${name}`
	}
	return null
}
