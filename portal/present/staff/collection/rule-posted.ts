import { z } from 'zod'
import type { AddCollectionRule } from '#core/collection/rule.ts'
import { isCurrency } from '#core/money.ts'
import { amountField } from '#portal/form-fields.ts'
import type { Speaker } from '#portal/words/speaker.ts'

const days = z.coerce.number().int().min(1).max(36_500)

/** What the forms of the rules post. */
export function ruleSchema(speaker: Speaker) {
	const add = z
		.object({
			intent: z.literal('add'),
			fromDays: days,
			throughDays: days.optional(),
			currency: z.string().refine(isCurrency).optional(),
			least: z.string().max(40).optional(),
			groupId: z.uuid().optional(),
			country: z
				.string()
				.regex(/^[A-Z]{2}$/)
				.optional(),
			collectorId: z.uuid().optional(),
		})
		.transform(({ least, ...rule }, context) => {
			if (least === undefined) return { ...rule, leastMinor: null }
			const amount = amountField(rule.currency ?? '', speaker, 1n)
			const read = rule.currency ? amount.safeParse(least) : undefined
			if (read?.success) return { ...rule, leastMinor: read.data }
			const message = read?.error.issues[0]?.message ?? speaker.say('fault.form')
			context.addIssue({ code: 'custom', path: [read ? 'least' : 'currency'], message })
			return z.NEVER
		})
	return z.discriminatedUnion('intent', [
		add,
		z.object({ intent: z.literal('end'), id: z.uuid() }),
		z.object({ intent: z.literal('raise'), id: z.uuid() }),
		z.object({ intent: z.literal('apply') }),
	])
}

type Added = Extract<z.output<ReturnType<typeof ruleSchema>>, { intent: 'add' }>

/** The rule as core takes it. */
export function rulePosted({ intent: _, throughDays, currency, groupId, country, collectorId, ...rule }: Added) {
	return {
		...{ ...rule, throughDays: throughDays ?? null, currency: currency ?? null, groupId: groupId ?? null },
		...{ country: country ?? null, collectorId: collectorId ?? null },
	} satisfies AddCollectionRule
}
