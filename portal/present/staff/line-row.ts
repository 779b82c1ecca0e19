import type { OwnValues } from '#core/own-field/own-field.ts'

/** How often a line can bill, as the form offers it. A line may also have a cycle of its own: `2 month`. */
export const cycles = ['once', 'day', 'week', 'month', 'quarter', 'half', 'year'] as const
export type Cycle = (typeof cycles)[number]

export const intervals = {
	once: null,
	day: { unit: 'day', count: 1 },
	week: { unit: 'week', count: 1 },
	month: { unit: 'month', count: 1 },
	quarter: { unit: 'month', count: 3 },
	half: { unit: 'month', count: 6 },
	year: { unit: 'year', count: 1 },
} as const satisfies Record<Cycle, { unit: string; count: number } | null>

/** A line as its form shows it. */
export type LineRow = {
	/** Which row of the form it is, from 0. */
	place: number
	/** Which line of the draft it was, counted from 0; empty for a new one. */
	was: string
	/** A product's plan, or the product itself. */
	product: string
	/** For a product that is no longer on sale. */
	productName?: string | null
	description: string
	quantity: string
	/** Empty: its product's own. */
	unit: string
	unitPrice: string
	discountPercent: string
	discountPeriods: string
	discountUntil: string
	every: string
	model: string
	serialNumber: string
	factoryNumber: string
	/** Where they differ from the contract's own. */
	startsOn: string
	endsOn: string
	own: OwnValues
	errors: Partial<Record<LineField, string[]>>
}

export const lineFields = [
	'product',
	'description',
	'quantity',
	'unit',
	'unitPrice',
	'every',
	'discountPercent',
	'discountPeriods',
	'discountUntil',
	'model',
	'serialNumber',
	'factoryNumber',
	'startsOn',
	'endsOn',
] as const
export type LineField = (typeof lineFields)[number]

/** Whether nothing stands in a row yet. */
export const isEmptyRow = ({ own, ...row }: Omit<LineRow, 'place'>) =>
	!lineFields.some((field) => row[field]) && !Object.values(own).some(Boolean)

/** The choice in the form that an interval is. */
export function cycleOf(unit: string | null, count: number | null): string {
	if (unit === null || count === null) return 'once'
	const found = cycles.find((cycle) => intervals[cycle]?.unit === unit && intervals[cycle]?.count === count)
	return found ?? `${count} ${unit}`
}
