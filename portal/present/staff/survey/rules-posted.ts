import { bankStandings } from '#core/credit-survey/form.ts'
import { type BankStanding, factorNames, mostBands, type SurveyRules } from '#core/credit-survey/rules.ts'

/** Fields of the form of rules: of a factor its weight, what is unknown, and rows of limit and points. */
export const fieldOf = (factor: string, name: string, row?: number) =>
	row === undefined ? `${factor}.${name}` : `${factor}.${name}[${row}]`

/** Rules as their form shows them; rows that are free are empty. */
export function typedRules(rules: SurveyRules): Record<string, string> {
	const typed: Record<string, string> = {
		grantFrom: String(rules.grantFrom),
		conditionsFrom: String(rules.conditionsFrom),
	}
	for (const name of factorNames) {
		const factor = rules.factors[name]
		typed[fieldOf(name, 'weight')] = String(factor.weight)
		typed[fieldOf(name, 'unknown')] = String(factor.unknown)
		if ('points' in factor) for (const code of bankStandings) typed[fieldOf(name, code)] = String(factor.points[code])
		else
			factor.bands.forEach(({ limit, points }, row) => {
				typed[fieldOf(name, 'limit', row)] = String(limit)
				typed[fieldOf(name, 'points', row)] = String(points)
			})
	}
	return typed
}

/** Rules as they were posted; what is no number becomes -1, which no rule may hold. */
export function readRulesForm(typed: Record<string, string>): SurveyRules {
	const number = (name: string) => {
		const text = (typed[name] ?? '').trim()
		return /^\d{1,6}$/.test(text) ? Number(text) : -1
	}
	const factors = factorNames.map((name) => {
		const common = { weight: number(fieldOf(name, 'weight')), unknown: number(fieldOf(name, 'unknown')) }
		if (name === 'bank_standing') {
			const points = Object.fromEntries(bankStandings.map((code) => [code, number(fieldOf(name, code))]))
			return [name, { ...common, points: points as Record<BankStanding, number> }]
		}
		const rows = Array.from(
			{ length: mostBands },
			(_, row) => [fieldOf(name, 'limit', row), fieldOf(name, 'points', row)] as const,
		)
		const bands = rows
			.filter((row) => row.some((field) => (typed[field] ?? '').trim() !== ''))
			.map(([limit, points]) => ({ limit: number(limit), points: number(points) }))
		return [name, { ...common, bands }]
	})
	return {
		grantFrom: number('grantFrom'),
		conditionsFrom: number('conditionsFrom'),
		factors: Object.fromEntries(factors) as SurveyRules['factors'],
	}
}
