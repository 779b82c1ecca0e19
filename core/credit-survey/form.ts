import { dayInput } from '../day-input.ts'
import { refuse } from '../refusal.ts'

/** `long`: text of several lines. `count`: a whole number. */
export type SurveyField =
	| { kind: 'text' | 'long' | 'money' | 'date'; needed?: true }
	| { kind: 'count'; most: number; needed?: true }
	| { kind: 'choice'; of: readonly string[]; needed?: true }

export const surveySections = ['customer', 'business', 'assets', 'bank', 'guarantors'] as const
export type SurveySection = (typeof surveySections)[number]

export const guarantorPlaces = ['first', 'second', 'third'] as const
export type GuarantorPlace = (typeof guarantorPlaces)[number]

/** How they dealt with banks, the best first. */
export const bankStandings = ['on_time', 'late_under_30', 'no_dealings', 'late_over_30', 'refused'] as const

const money = { kind: 'money' } as const
const neededMoney = { kind: 'money', needed: true } as const
const text = { kind: 'text' } as const

const guarantorFields = {
	name: text,
	/** The number of a customer of ours, where they are one. */
	customerNumber: text,
	identityNumber: text,
	phone: text,
	address: text,
	relation: { kind: 'choice', of: ['owner', 'family', 'partner', 'another'] },
	assets: money,
	debts: money,
	/** They stand good for no more than this. */
	limit: money,
} as const satisfies Record<string, SurveyField>
export type GuarantorFieldName = keyof typeof guarantorFields

const fieldsOfGuarantors = Object.fromEntries(
	guarantorPlaces.flatMap((place) =>
		Object.entries(guarantorFields).map(([name, field]) => [`${place}.${name}`, field]),
	),
) as Record<`${GuarantorPlace}.${GuarantorFieldName}`, SurveyField>

/** The form, in sections. Only what the score needs must be answered; nothing of guarantors, who may be none. */
export const surveyForm = {
	customer: {
		legalForm: { kind: 'choice', of: ['person', 'sole_trader', 'company', 'cooperative'], needed: true },
		identityNumber: text,
		bornOn: { kind: 'date' },
		address: { kind: 'text', needed: true },
		phone: text,
		home: { kind: 'choice', of: ['owned', 'family', 'rented', 'another'] },
		dependants: { kind: 'count', most: 50 },
		notes: { kind: 'long' },
	},
	business: {
		activity: { kind: 'text', needed: true },
		startedOn: { kind: 'date', needed: true },
		premises: { kind: 'choice', of: ['owned', 'rented', 'none'] },
		employees: { kind: 'count', most: 1_000_000 },
		turnoverMonth: neededMoney,
		costsMonth: money,
		notes: { kind: 'long' },
	},
	assets: {
		cash: neededMoney,
		receivables: money,
		stock: money,
		machines: neededMoney,
		property: neededMoney,
		otherAssets: money,
		bankLoans: neededMoney,
		supplierDebts: money,
		otherDebts: neededMoney,
		repaymentsMonth: neededMoney,
		notes: { kind: 'long' },
	},
	bank: {
		bankName: text,
		accountSince: { kind: 'date' },
		averageBalance: money,
		standing: { kind: 'choice', of: bankStandings, needed: true },
		notes: { kind: 'long' },
	},
	guarantors: fieldsOfGuarantors,
} as const satisfies Record<SurveySection, Record<string, SurveyField>>

/** By the names of fields; what is not answered is not there. Amounts are minor units as text, days ISO dates. */
export type Answers = Record<string, string>
export type SurveyAnswers = Record<SurveySection, Answers>

export const fieldsOf = (section: SurveySection): [string, SurveyField][] => Object.entries(surveyForm[section])

const longest = { text: 300, long: 4000 }

/** What may be kept of a section, empty answers left out: every day of it is over or today. Refuses `input.invalid` by the name of the field. */
export function checkAnswers(section: SurveySection, given: Answers, today: Temporal.PlainDate): Answers {
	const fields = new Map(fieldsOf(section))
	const kept: Answers = {}
	for (const [name, value] of Object.entries(given)) {
		const field = fields.get(name)
		if (!field) return refuse('input.invalid', { field: name, problem: 'unknown' })
		const answer = value.normalize('NFC').trim()
		if (answer === '') continue
		if (!fits(field, answer)) refuse('input.invalid', { field: name, problem: 'invalid' })
		if (field.kind === 'date' && answer > today.toString()) refuse('input.invalid', { field: name, problem: 'ahead' })
		kept[name] = answer
	}
	return kept
}

function fits(field: SurveyField, answer: string): boolean {
	switch (field.kind) {
		case 'text':
		case 'long':
			return answer.length <= longest[field.kind] && !answer.includes('\0')
		case 'money':
			return /^(0|[1-9]\d{0,16})$/.test(answer)
		case 'count':
			return /^(0|[1-9]\d{0,8})$/.test(answer) && Number(answer) <= field.most
		case 'date':
			return dayInput.safeParse(answer).success
		case 'choice':
			return field.of.includes(answer)
	}
}

/** What must be answered and is not, as `section.field`. */
export function missingAnswers(answers: SurveyAnswers): string[] {
	return surveySections.flatMap((section) =>
		fieldsOf(section)
			.filter(([name, { needed }]) => needed && answers[section][name] === undefined)
			.map(([name]) => `${section}.${name}`),
	)
}
