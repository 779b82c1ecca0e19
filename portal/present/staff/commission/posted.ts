import { z } from 'zod'
import { commissionBases, type NewCommissionRule } from '#core/commission/rule.ts'
import { dayInput } from '#core/day-input.ts'
import { sayCommission as say } from '../../../words/staff-commission.ts'

/** A choice of two kinds in one field: `group:…`; left empty, none. */
const whom = z
	.string()
	.regex(/^(person|group):[0-9a-f-]{36}$/)
	.optional()
const what = z
	.string()
	.regex(/^((plan|product):[0-9a-f-]{36}|contract_type:.{1,80})$/)
	.optional()

/** Per cent to two places, with a point or a comma, as hundredths of it. */
const share = z.string().transform((text, context) => {
	const [, whole = '', part = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim()) ?? []
	const basisPoints = Number(whole) * 100 + Number(part.padEnd(2, '0'))
	if (whole !== '' && basisPoints <= 10_000) return basisPoints
	context.addIssue({ code: 'custom', message: say('commission.wrongShare'), input: text })
	return z.NEVER
})

export const commissionForm = z.discriminatedUnion('intent', [
	z.object({
		intent: z.literal('add'),
		whom,
		what,
		share,
		base: z.enum(commissionBases),
		validFrom: dayInput,
		validUntil: dayInput.optional(),
	}),
	z.object({ intent: z.literal('end'), id: z.uuid(), validUntil: dayInput.optional() }),
	z.object({ intent: z.literal('withdraw'), id: z.uuid() }),
])
export type PostedRule = Extract<z.output<typeof commissionForm>, { intent: 'add' }>

export function ruleOf({ whom, what, share: basisPoints, base, validFrom, validUntil }: PostedRule): NewCommissionRule {
	const days = { validFrom, validUntil: validUntil ?? null }
	return { whom: named(whom), what: named(what), base, basisPoints, ...days } as NewCommissionRule
}

function named(text: string | undefined) {
	if (!text) return null
	const at = text.indexOf(':')
	return { kind: text.slice(0, at), key: text.slice(at + 1) }
}
