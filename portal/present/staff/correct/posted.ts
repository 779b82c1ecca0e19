import { z } from 'zod'
import type { CreditPart } from '#core/credit-note/part.ts'
import type { Refusal } from '#core/refusal.ts'
import { amountField, tickField } from '../../../form-fields.ts'
import type { Speaker } from '../../../words/speaker.ts'
import { sayCorrect as say } from '../../../words/staff-correct.ts'

export const ways = ['parts', 'void', 'write_off'] as const
export type Way = (typeof ways)[number]

/** The action that core asks for. */
export const needs = { parts: 'invoice.void', void: 'invoice.void', write_off: 'invoice.write_off' } as const

const reason = z.string().trim().min(1).max(300)
const quantity = z
	.string()
	.trim()
	.regex(/^\d{1,12}([.,]\d{1,6})?$/)
	.transform((text) => text.replace(',', '.'))

/** What stood in the fields, so that a fresh look keeps it. */
const typed = z.object({
	reason: z.string().optional(),
	message: z.string().optional(),
	paid: z.string().optional(),
	again: z.string().optional(),
	lines: z
		.array(
			z.object({
				id: z.string(),
				rest: z.string().optional(),
				quantity: z.string().optional(),
				amount: z.string().optional(),
			}),
		)
		.optional(),
})
export type Typed = z.infer<typeof typed>

const json = <Schema extends z.ZodType>(schema: Schema) =>
	z.string().transform((text, context) => {
		try {
			return schema.parse(JSON.parse(text))
		} catch {
			context.addIssue({ code: 'custom', message: 'not ours', input: text })
			return z.NEVER
		}
	})

/** A look at one of the ways, or the press on what was looked at. */
export function correctSchema(currency: string, speaker: Speaker) {
	const line = z
		.object({
			id: z.uuid(),
			rest: tickField,
			quantity: quantity.optional(),
			amount: amountField(currency, speaker, 0n).optional(),
		})
		.superRefine((one, context) => {
			const filled = [one.rest || undefined, one.quantity, one.amount].filter((given) => given !== undefined)
			if (filled.length > 1) context.addIssue({ code: 'custom', path: ['amount'], message: say('correct.onlyOne') })
		})
	return z.discriminatedUnion('intent', [
		z.object({
			intent: z.literal('parts'),
			lines: z.array(line).max(5000).default([]),
			reason,
			message: z.string().trim().max(1000).default(''),
			paid: z.enum(['balance', 'card']).optional(),
		}),
		z.object({ intent: z.literal('void'), reason, again: tickField }),
		z.object({ intent: z.literal('write_off'), reason }),
		z.object({
			intent: z.literal('apply'),
			way: z.enum(ways),
			asked: json(z.record(z.string(), z.unknown())),
			typed: json(typed),
			seen: z.string().regex(/^[0-9a-f]{64}$/),
		}),
	])
}
export type Posted = z.output<ReturnType<typeof correctSchema>>

/** What of each line is to be credited. */
export function partsOf(lines: Extract<Posted, { intent: 'parts' }>['lines']): CreditPart[] {
	return lines.flatMap((line): CreditPart[] => {
		const lineId = line.id
		if (line.rest) return [{ by: 'rest', lineId }]
		if (line.quantity !== undefined) return [{ by: 'quantity', lineId, quantity: line.quantity }]
		return line.amount === undefined ? [] : [{ by: 'amount', lineId, amountMinor: String(line.amount) }]
	})
}

/** The field of the line of which more would be credited than is left. */
export function fieldsOfLine(refusal: Refusal, posted: Posted) {
	if (refusal.code !== 'invoice.line_credit_exceeds' || posted.intent !== 'parts') return {}
	const place = posted.lines.findIndex(({ id }) => id === refusal.facts.lineId)
	return { [refusal.code]: `lines[${place}].${posted.lines[place]?.quantity === undefined ? 'amount' : 'quantity'}` }
}

/** The same as core takes it. */
export function askedOf(posted: Exclude<Posted, { intent: 'apply' }>): Record<string, unknown> {
	if (posted.intent === 'parts') {
		const { lines, reason: why, message, paid } = posted
		return { parts: partsOf(lines), reason: why, message, ...(paid ? { paid } : {}) }
	}
	return { reason: posted.reason, ...(posted.intent === 'void' ? { again: posted.again } : {}) }
}
