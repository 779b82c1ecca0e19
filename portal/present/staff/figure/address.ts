import type { Dimension } from '#core/report/question.ts'

export const periodNames = [
	'month',
	'quarter',
	'year',
	'last_month',
	'last_quarter',
	'last_year',
	'twelve',
	'own',
] as const
export const compareNames = ['before', 'year_before', 'own', 'nothing'] as const

/** What the address of a page of figures asks; ids, ISO days, the last of them included. */
export type Asked = {
	period: (typeof periodNames)[number]
	compare: (typeof compareNames)[number]
	from?: string | undefined
	to?: string | undefined
	/** The days of another period to compare with. */
	than_from?: string | undefined
	than_to?: string | undefined
	group?: string | undefined
	person?: string | undefined
	/** Which currency is shown. */
	currency?: string | undefined
	by?: Dimension | undefined
	/** The row whose facts are shown. */
	key?: string | undefined
	/** What the form has no field for, as `readOnly` reads it. */
	only?: string | undefined
}

/** The address of a page of figures with the same question, and what differs. */
export function figureAddress(path: string, asked: Asked, other: Partial<Asked> = {}): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries({ ...asked, ...other }))
		if (value !== undefined && value !== defaults[name]) query.set(name, value)
	const text = query.toString()
	return text ? `${path}?${text}` : path
}

const defaults: Record<string, string> = { period: 'month', compare: 'before', by: 'month' }

/** By what a page offers to tell a figure apart. */
export const offered: readonly Dimension[] = [
	'month',
	'quarter',
	'group',
	'person',
	'customer',
	'product',
	'plan',
	'country',
	'industry',
	'language',
	'reason',
]
