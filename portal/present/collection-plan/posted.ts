import { z } from 'zod'
import { dayOf } from '#core/calendar.ts'
import { dayInput } from '#core/day-input.ts'
import type { PlanTerms } from '#core/receivable/plan-terms.ts'
import { readInstalments } from '#core/receivable/read-list.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { amountField } from '../../form-fields.ts'

const several = z.preprocess(
	(value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
	z.array(z.uuid()).max(500),
)
const optionalDay = dayInput.optional()

/** How a plan's form says its instalments: equal ones, or a list. */
const waySchemaIn = (currency: string, speaker: Speaker) => ({
	way: z.enum(['equal', 'list']),
	down: amountField(currency, speaker, 0n).optional(),
	downOn: optionalDay,
	count: z.coerce.number().int().min(1).max(600).optional(),
	every: z.coerce.number().int().min(1).max(120).default(1),
	first: optionalDay,
	list: z.string().max(60_000).default(''),
	seen: z.string().max(100).optional(),
})

/** The forms about plans. With `seen` a deed is done; without it is shown what it would do. */
export const planSchemaIn = (currency: string, speaker: Speaker) =>
	z.discriminatedUnion('intent', [
		z.object({
			intent: z.literal('make'),
			lineIds: several,
			label: z.string().trim().max(80).default(''),
			issueDaysBefore: z.coerce.number().int().min(0).max(366),
			...waySchemaIn(currency, speaker),
		}),
		z.object({
			intent: z.literal('reschedule'),
			planId: z.uuid(),
			rollIn: several,
			reason: z.string().trim().min(1).max(300),
			...waySchemaIn(currency, speaker),
		}),
		z.object({ intent: z.literal('issue'), planId: z.uuid(), instalmentId: z.uuid() }),
		z.object({
			intent: z.literal('giveUp'),
			planId: z.uuid(),
			reason: z.string().trim().min(1).max(300),
			seen: z.string().max(100).optional(),
		}),
		z.object({
			intent: z.literal('takeBack'),
			planId: z.uuid(),
			// A draft's goes without a word.
			reason: z.string().trim().max(300).default(''),
		}),
	])

type Said = {
	way: 'equal' | 'list'
	down?: bigint | undefined
	downOn?: string | undefined
	count?: number | undefined
	every: number
	first?: string | undefined
	list: string
}

/** The terms a form says; or the line of its list that cannot be read, or the field of a day or the count that is missing. */
export function termsIn(
	said: Said,
	currency: string,
): PlanTerms | { line: number; text: string } | { missing: string } {
	if (said.way === 'list') return readInstalments(said.list, currency)
	const { down = 0n, downOn, count, every, first } = said
	if (down !== 0n && !downOn) return { missing: 'downOn' }
	if (!count) return { missing: 'count' }
	if (!first) return { missing: 'first' }
	const day = (text: string) => dayOf(Temporal.PlainDate.from(text))
	const downPayment = down !== 0n && downOn ? { dueOn: day(downOn), amountMinor: down } : null
	return { kind: 'equal', downPayment, count, everyMonths: every, firstDueOn: day(first) }
}
