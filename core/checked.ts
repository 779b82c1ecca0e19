import type { z } from 'zod'
import { refuse } from './refusal.ts'

/** What a verb was given, as its schema reads it. Refuses `input.invalid` with the first field that is wrong. */
export function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
	const read = schema.safeParse(input)
	if (read.success) return read.data
	const issue = read.error.issues[0]
	refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
}
