import { z } from 'zod'
import type { Outcome } from '#core/act.ts'
import type { PutTo } from '#core/allocation/put.ts'
import { dayInput } from '#core/day-input.ts'
import { amountField } from '../../../form-fields.ts'
import type { Speaker } from '../../../words/speaker.ts'

const methods = ['transfer', 'cash', 'cheque', 'otherwise'] as const
export const handMethods: readonly string[] = methods

const part = (currency: string, speaker: Speaker) => amountField(currency, speaker, 0n).optional()

/** What goes to each invoice; an empty field is nothing. */
export const partsIn = (currency: string, speaker: Speaker) =>
	z
		.array(z.object({ invoiceId: z.uuid(), amount: part(currency, speaker) }))
		.max(500)
		.default([])

type Parts = z.output<ReturnType<typeof partsIn>>

/** What goes to the penalty interest of each contract. */
export const penaltyIn = (currency: string, speaker: Speaker) =>
	z
		.array(z.object({ contractId: z.uuid(), amount: part(currency, speaker) }))
		.max(500)
		.default([])

type Penalty = z.output<ReturnType<typeof penaltyIn>>

const by = z.enum(['order', 'hand', 'none'])

/** A receipt as it is typed: `look` shows what it does, `record` does what was `seen`. */
export function receiptSchema(currency: string, speaker: Speaker) {
	return z.object({
		intent: z.enum(['look', 'record']),
		amount: amountField(currency, speaker),
		receivedOn: dayInput,
		method: z.enum(methods),
		reference: z.string().trim().max(200).default(''),
		note: z.string().trim().max(1000).default(''),
		contractId: z.uuid().optional(),
		letter: z.literal('on').optional(),
		by,
		parts: partsIn(currency, speaker),
		penalty: penaltyIn(currency, speaker),
		seen: z.string().max(40_000).optional(),
		key: z.string().min(8).max(64),
	})
}

const minor = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(BigInt)
const reason = z.string().trim().min(1).max(300)

/** What can be done with a receipt. What was seen comes along, so that the same press twice is one. */
export function deedSchema(currency: string, speaker: Speaker) {
	const amount = amountField(currency, speaker)
	return z.discriminatedUnion('intent', [
		z.object({
			intent: z.literal('put'),
			by: z.enum(['order', 'hand']),
			parts: partsIn(currency, speaker),
			penalty: penaltyIn(currency, speaker),
			freeMinor: minor,
		}),
		z.object({ intent: z.literal('penalty'), contractId: z.uuid(), seenMinor: minor }),
		z.object({
			intent: z.literal('move'),
			fromInvoiceId: z.uuid(),
			toInvoiceId: z.uuid().optional(),
			amount,
			seenMinor: minor,
		}),
		z.object({
			intent: z.literal('return'),
			amount,
			returnedOn: dayInput,
			reference: z.string().trim().max(200).default(''),
			reason,
			freeMinor: minor,
		}),
		z.object({ intent: z.literal('takeBack'), reason }),
	])
}

/** To what the money goes, as it was said. */
export function putOf<By extends 'order' | 'hand' | 'none'>(said: { by: By; parts: Parts; penalty: Penalty }) {
	if (said.by !== 'hand') return { by: said.by } as Extract<PutTo, { by: By }>
	const to = said.parts.flatMap(({ invoiceId, amount }) => (amount ? [{ invoiceId, amountMinor: amount }] : []))
	const penalty = said.penalty.flatMap(({ contractId, amount }) =>
		amount ? [{ contractId, amountMinor: amount }] : [],
	)
	return { by: 'hand', to, penalty } as unknown as Extract<PutTo, { by: By }>
}

/** The field of the part that is more than is open there. */
export function fieldsOfPut(outcome: Outcome<unknown>, said: { parts: Parts; penalty: Penalty }) {
	if (outcome.ok) return {}
	const { code, facts } = outcome.refusal
	if (code === 'receipt.over_invoice')
		return { [code]: `parts[${said.parts.findIndex(({ invoiceId }) => invoiceId === facts.invoiceId)}].amount` }
	if (code === 'receipt.over_penalty')
		return { [code]: `penalty[${said.penalty.findIndex(({ contractId }) => contractId === facts.contractId)}].amount` }
	return {}
}
