import { z } from 'zod'
import { type Day, readDay } from '#core/calendar.ts'
import { compare, type Decimal, parseDecimal, readDecimal, ZERO } from '#core/decimal.ts'
import { isCurrency, readMajor } from '#core/money.ts'
import type { Claim, PaidOn, PenaltyTerms } from '#core/receivable/accrue-penalty.ts'
import type { WaivedOn } from '#core/receivable/waive-penalty.ts'
import { fieldName } from '#core/schedule/terms-input.ts'

export type PenaltyInput = {
	currency: string
	terms: PenaltyTerms
	claims: Claim[]
	receipts: PaidOn[]
	waivers: WaivedOn[]
	on: Day
}

const HUNDRED = parseDecimal('100')
const LONGEST_GRACE = 3650

const day = z.string().transform((text, context): Day => {
	const read = readDay(text)
	if (read === undefined) context.addIssue(`"${text}" is not a date; write it like 2026-02-28.`)
	return read ?? 0
})

/** A decimal string. A JSON number is taken by its shortest notation; beyond 15 digits that is not what was written. */
const decimalText = z.union([z.string(), z.number()]).transform((value, context): string => {
	const lossy = typeof value === 'number' && String(value).replace(/\D/g, '').length > 15
	if (!readDecimal(String(value)) || lossy)
		context.addIssue(`"${value}" is not a decimal number; write it like "29.95".`)
	return String(value)
})

const rate = decimalText.transform((text, context): Decimal => {
	const read = readDecimal(text) ?? ZERO
	if (compare(read, ZERO) < 0 || compare(read, HUNDRED) > 0) context.addIssue('must be from 0 to 100.')
	return read
})

const currency = z.string().superRefine((code, context) => {
	if (!isCurrency(code)) context.addIssue(`"${code}" is not a currency code like EUR.`)
})

const graceDays = z.number().superRefine((days, context) => {
	if (Number.isInteger(days) && days >= 0 && days <= LONGEST_GRACE) return
	context.addIssue(`must be a whole number from 0 to ${LONGEST_GRACE}.`)
})

const moved = z.strictObject({ on: day, amount: decimalText })

const input = z.strictObject({
	currency,
	dailyRatePercent: rate,
	graceDays: graceDays.default(0),
	chargeGrace: z.boolean().default(false),
	instalments: z.array(z.strictObject({ due: day, amount: decimalText })),
	receipts: z.array(moved).default([]),
	waivers: z.array(moved).default([]),
	on: day,
})

/** Instalments, receipts and waivers as a file gives them; or the first thing that is wrong, in a sentence. */
export function readPenaltyInput(value: unknown): { input: PenaltyInput } | { problem: string } {
	const result = input.safeParse(value)
	if (!result.success) return { problem: problemOf(result.error.issues[0], value) }
	const { currency, dailyRatePercent, graceDays, chargeGrace, instalments, receipts, waivers, on } = result.data
	const problems: string[] = []
	const minor = (list: string, index: number, amount: string): bigint => {
		const read = readMajor(amount, currency)
		const place = `${list}[${index}].amount`
		if (typeof read === 'string') problems.push(`${place}: "${amount}" has more digits than ${currency} knows.`)
		else if (read <= 0n) problems.push(`${place}: must be more than zero.`)
		return typeof read === 'string' ? 0n : read
	}
	const movedOf = (list: string, rows: { on: Day; amount: string }[]) =>
		rows.map((row, index) => ({ on: row.on, minor: minor(list, index, row.amount) }))
	const read: PenaltyInput = {
		currency,
		terms: { dailyRatePercent, graceDays, chargeGrace },
		claims: instalments.map(({ due, amount }, index) => ({ due, amountMinor: minor('instalments', index, amount) })),
		receipts: movedOf('receipts', receipts),
		waivers: movedOf('waivers', waivers),
		on,
	}
	const [problem] = problems
	return problem === undefined ? { input: read } : { problem }
}

function problemOf(issue: z.core.$ZodIssue | undefined, value: unknown): string {
	if (!issue) throw new Error('zod refused without an issue')
	if (issue.code === 'unrecognized_keys')
		return `${fieldName([...issue.path, issue.keys[0] ?? ''])}: is not a field of this file.`
	const place = issue.path.length === 0 ? 'The file' : fieldName(issue.path)
	if (issue.code === 'custom') return `${place}: ${issue.message}`
	const found = issue.path.reduce<unknown>(
		(part, step) => (typeof part === 'object' && part !== null ? Reflect.get(part, step) : undefined),
		value,
	)
	if (found === undefined) return `${place}: is missing.`
	return `${place}: must be ${issue.code === 'invalid_type' ? expectedNames[issue.expected] : 'text or a number'}.`
}

const expectedNames: Partial<Record<string, string>> = {
	array: 'a list',
	boolean: 'true or false',
	number: 'a number',
	object: 'an object',
	string: 'text',
}
