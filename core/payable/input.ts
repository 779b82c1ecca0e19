import { z } from 'zod'
import { dayInput } from '../day-input.ts'
import { readMajor } from '../money.ts'
import { refuse } from '../refusal.ts'

export const payableInput = z.object({
	contractId: z.uuid(),
	description: z.string().trim().min(1).max(200),
	/** In major units of the contract's currency. */
	amount: z.string().trim().min(1).max(30),
	/** Null for what is paid once. */
	interval: z.object({ unit: z.enum(['week', 'month', 'year']), count: z.number().int().min(1).max(120) }).nullable(),
	firstDueOn: dayInput,
	lastDueOn: dayInput.nullish(),
	arrears: z.boolean().default(false),
})

/** Refuses `input.invalid` with the first field that is wrong. */
export function readInput<Shape extends z.ZodType>(shape: Shape, input: unknown): z.output<Shape> {
	const read = shape.safeParse(input)
	if (read.success) return read.data
	const issue = read.error.issues[0]
	return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}

/** More than nothing, in minor units. Refuses `input.invalid`. */
export function amountIn(text: string, currency: string): bigint {
	const minor = readMajor(text, currency)
	if (typeof minor === 'string') return refuse('input.invalid', { field: 'amount', problem: minor })
	if (minor <= 0n) return refuse('input.invalid', { field: 'amount', problem: 'too_small' })
	return minor
}
