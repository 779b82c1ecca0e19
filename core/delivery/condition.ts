import { z } from 'zod'
import { percentInput } from '../percent-input.ts'

/**
 * What can be asked for before a machine leaves. A new kind is a name here, its fact in check.ts, and its words in the
 * pages and the bot.
 */
export const conditionKinds = [
	'contract_signed',
	'documents_complete',
	'survey_good',
	'down_payment_received',
	'invoices_paid',
	'amount_received',
] as const
export type ConditionKind = (typeof conditionKinds)[number]

const condition = z.object({
	kind: z.enum(conditionKinds),
	/** Of `amount_received`: how much of all that the contract comes to. */
	percent: percentInput.optional(),
})
export type Condition = z.output<typeof condition>

/** Each kind once, in the order of the kinds; a share where one is needed and nowhere else. */
export const conditionList = z
	.array(condition)
	.max(conditionKinds.length)
	.superRefine((list, context) => {
		if (new Set(list.map(({ kind }) => kind)).size < list.length) context.addIssue({ code: 'custom', path: ['kind'] })
		for (const { kind, percent } of list)
			if ((kind === 'amount_received') !== (percent !== undefined && Number(percent) > 0))
				context.addIssue({ code: 'custom', path: ['percent'] })
	})
	.transform((list) =>
		list.toSorted((one, other) => conditionKinds.indexOf(one.kind) - conditionKinds.indexOf(other.kind)),
	)

/** What a company begins with. */
export const usualConditions: readonly Condition[] = [
	{ kind: 'contract_signed' },
	{ kind: 'documents_complete' },
	{ kind: 'down_payment_received' },
	{ kind: 'invoices_paid' },
]
export const usualValidDays = 7

/** A condition and whether it is met on the day it was looked at. */
export type CheckedCondition = Condition & {
	met: boolean
	/** Names of what is missing: kinds of documents, numbers of invoices. */
	missing: string[]
	/** Of money, in minor units of the contract's currency: what has come, and what should have. */
	gotMinor: bigint | null
	wantedMinor: bigint | null
}
