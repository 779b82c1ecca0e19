import { z } from 'zod'
import { type Day, type Interval, readDay } from '../calendar.ts'
import { compare, type Decimal, parseDecimal, readDecimal, ZERO } from '../decimal.ts'
import { isCurrency } from '../money.ts'

/** What is wrong with terms given for a preview: a stable code, the place in the input, and what its words need. */
export type TermsProblem = {
	readonly code: TermsProblemCode
	readonly field: string
	readonly facts: Readonly<Record<string, string>>
}

export type TermsProblemCode =
	| 'preview.field_missing'
	| 'preview.field_unknown'
	| 'preview.field_wrong_kind'
	| 'preview.value_unknown'
	| 'preview.date_invalid'
	| 'preview.decimal_invalid'
	| 'preview.quantity_negative'
	| 'preview.percent_out_of_range'
	| 'preview.interval_count_invalid'
	| 'preview.currency_unknown'
	| 'preview.end_before_start'
	| 'preview.line_before_contract'
	| 'preview.line_duplicate'
	| 'preview.line_unknown'
	| 'preview.change_before_line'
	| 'preview.change_of_nothing'
	| 'preview.trial_days_invalid'
	| 'preview.amount_not_positive'
	| 'preview.discount_of_one'
	| 'preview.until_before_today'
	| 'preview.too_far'
	| 'penalty.grace_invalid'
	| 'penalty.amount_digits'

const HUNDRED = parseDecimal('100')
const LONGEST_INTERVAL = 1200
const LONGEST_TRIAL = 3650

export function wrong(context: z.RefinementCtx, code: TermsProblemCode, facts: Record<string, string> = {}): void {
	context.addIssue({ code: 'custom', params: { code, facts } })
}

export const day = z.string().transform((text, context): Day => {
	const read = readDay(text)
	if (read === undefined) wrong(context, 'preview.date_invalid', { value: text })
	return read ?? 0
})

/** A decimal string. A JSON number is taken by its shortest notation; beyond 15 digits that is not what was written. */
export const decimal = z.union([z.string(), z.number()]).transform((value, context): Decimal => {
	const read = readDecimal(String(value))
	const lossy = typeof value === 'number' && String(value).replace(/\D/g, '').length > 15
	if (!read || lossy) wrong(context, 'preview.decimal_invalid', { value: String(value) })
	return read ?? ZERO
})

const quantity = decimal.superRefine((value, context) => {
	if (value.digits < 0n) wrong(context, 'preview.quantity_negative')
})

export const percent = decimal.superRefine((value, context) => {
	if (compare(value, ZERO) < 0 || compare(value, HUNDRED) > 0) wrong(context, 'preview.percent_out_of_range')
})

const count = z.number().superRefine((value, context) => {
	if (Number.isInteger(value) && value >= 1 && value <= LONGEST_INTERVAL) return
	wrong(context, 'preview.interval_count_invalid', { most: String(LONGEST_INTERVAL) })
})

const interval: z.ZodType<Interval> = z.strictObject({ unit: z.enum(['day', 'week', 'month', 'year']), count })

export const currency = z.string().superRefine((code, context) => {
	if (!isCurrency(code)) wrong(context, 'preview.currency_unknown', { value: code })
})

const line = z.strictObject({
	key: z.string().min(1),
	unitPrice: decimal,
	quantity,
	interval: interval.nullable(),
	start: day.optional(),
	end: day.nullable().optional(),
	discountPercent: percent.default(ZERO),
	taxPercent: percent.default(ZERO),
	/** In use and free for so many days from its start. */
	trialDays: z
		.number()
		.optional()
		.superRefine((value, context) => {
			if (value === undefined || (Number.isInteger(value) && value >= 0 && value <= LONGEST_TRIAL)) return
			wrong(context, 'preview.trial_days_invalid', { most: String(LONGEST_TRIAL) })
		}),
})

export const amount = decimal.superRefine((value, context) => {
	if (compare(value, ZERO) <= 0) wrong(context, 'preview.amount_not_positive')
})

const discount = z
	.strictObject({
		start: day.optional(),
		end: day.nullable().optional(),
		percent: percent.optional(),
		/** A month, in major units. */
		amount: amount.optional(),
	})
	.superRefine((value, context) => {
		if ((value.percent === undefined) === (value.amount === undefined)) wrong(context, 'preview.discount_of_one')
	})

const pause = z.strictObject({ start: day, end: day.nullable().optional() })

const set = z
	.strictObject({
		quantity: quantity.optional(),
		unitPrice: decimal.optional(),
		discountPercent: percent.optional(),
		end: day.nullable().optional(),
	})
	.superRefine((value, context) => {
		if (Object.values(value).every((each) => each === undefined)) wrong(context, 'preview.change_of_nothing')
	})

const change = z.strictObject({ on: day, line: z.string().optional(), set: set.optional(), add: line.optional() })

const input = z.strictObject({
	currency,
	today: day,
	until: day,
	contract: z.strictObject({
		start: day,
		end: day.nullable().optional(),
		anchor: day.optional(),
		alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']),
		timing: z.enum(['advance', 'arrears']),
		prorate: z.boolean().default(true),
		discounts: z.array(discount).default([]),
		pauses: z.array(pause).default([]),
	}),
	lines: z.array(line),
	changes: z.array(change).default([]),
})

export type TermsInput = z.output<typeof input>
export type LineInput = z.output<typeof line>

/** The shape and the single values of the input; or the first thing that is wrong. */
export function readTermsInput(value: unknown): { input: TermsInput } | { problem: TermsProblem } {
	const result = input.safeParse(value)
	if (result.success) return { input: result.data }
	const [issue] = result.error.issues
	if (!issue) throw new Error('zod refused without an issue')
	return { problem: problemOf(issue, value) }
}

export function problemOf(issue: z.core.$ZodIssue, value: unknown): TermsProblem {
	const field = fieldName(issue.path)
	if (issue.code === 'custom') return { field, code: 'preview.field_wrong_kind', facts: {}, ...issue.params }
	if (issue.code === 'unrecognized_keys') {
		const [key = ''] = issue.keys
		return { code: 'preview.field_unknown', field: fieldName([...issue.path, key]), facts: {} }
	}
	if (valueAt(value, issue.path) === undefined) return { code: 'preview.field_missing', field, facts: {} }
	if (issue.code === 'invalid_value') {
		return { code: 'preview.value_unknown', field, facts: { possible: issue.values.map(String).join(', ') } }
	}
	const expected = issue.code === 'invalid_type' ? issue.expected : 'text or a number'
	return { code: 'preview.field_wrong_kind', field, facts: { expected } }
}

/** As people write it: `lines[0].interval.count`; empty for the input as a whole. */
export function fieldName(path: readonly PropertyKey[]): string {
	return path.reduce<string>((name, step) => {
		if (typeof step === 'number') return `${name}[${step}]`
		return name === '' ? String(step) : `${name}.${String(step)}`
	}, '')
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>(
		(found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
		value,
	)
}
