import { z } from 'zod'
import { isCurrency } from '#core/money.ts'
import { amountField } from '../../form-fields.ts'
import { speakerFor } from '../../words/speakers.ts'
import { sayFollowUp as say } from '../../words/staff-follow-up.ts'

/** What a promise is for: a currency, or an invoice and its currency. */
const subjectField = z
	.string()
	.max(60)
	.transform((text, context) => {
		const [currency = '', invoiceId] = text.split(':')
		if (isCurrency(currency) && (invoiceId === undefined || z.uuid().safeParse(invoiceId).success))
			return { currency, invoiceId: invoiceId ?? null }
		context.addIssue({ code: 'custom', message: text, input: text })
		return z.NEVER
	})

/** A record as it was posted, with the promise in it; or a next step ticked off. */
export function followUpSchema(request: Request) {
	const record = z
		.object({
			intent: z.literal('record'),
			kind: z.enum(['call', 'visit', 'message', 'other']),
			text: z.string().trim().min(1).max(5000),
			nextStep: z.string().trim().max(500).optional(),
			nextOn: z.iso.date().optional(),
			assigneeId: z.uuid().optional(),
			promiseFor: subjectField.optional(),
			promiseAmount: z.string().max(40).optional(),
			promiseOn: z.iso.date().optional(),
			key: z.uuid(),
		})
		.transform(({ promiseFor, promiseAmount, promiseOn, ...rest }, context) => {
			if (promiseAmount === undefined && promiseOn === undefined) return { ...rest, promise: undefined }
			const missing = promiseAmount === undefined ? 'promiseAmount' : promiseOn === undefined ? 'promiseOn' : undefined
			if (missing || !promiseFor) {
				context.addIssue({ code: 'custom', path: [missing ?? 'promiseFor'], message: say('followUp.both') })
				return z.NEVER
			}
			const amount = amountField(promiseFor.currency, speakerFor(request)).safeParse(promiseAmount)
			if (!amount.success) {
				const message = amount.error.issues[0]?.message ?? ''
				context.addIssue({ code: 'custom', path: ['promiseAmount'], message })
				return z.NEVER
			}
			return { ...rest, promise: { ...promiseFor, amountMinor: amount.data, on: promiseOn ?? '' } }
		})
	return z.discriminatedUnion('intent', [z.object({ intent: z.literal('settle'), id: z.uuid() }), record])
}
