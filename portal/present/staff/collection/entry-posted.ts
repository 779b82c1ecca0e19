import { z } from 'zod'
import { entryKinds } from '#core/collection/entry-kind.ts'
import type { LogEntry } from '#core/collection/log.ts'
import { dayInput } from '#core/day-input.ts'
import { isCurrency } from '#core/money.ts'
import { amountField } from '#portal/form-fields.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { sayCollection as say, sayEntryKind } from '#portal/words/staff-collection.ts'
import { faultOf } from '../../fault.ts'
import { uploadKeys } from '../phone/upload-keys.ts'

const text = (most: number) => z.string().trim().max(most).default('')
const degrees = (most: number) => z.coerce.number().min(-most).max(most)
const day = z.union([z.literal(''), dayInput]).default('')

const schema = z.object({
	key: z.uuid(),
	kind: z.enum(entryKinds),
	currency: z.string().refine(isCurrency),
	note: text(5000),
	spokenTo: text(200),
	promiseAmount: text(40),
	promiseOn: day,
	nextStep: text(500),
	nextOn: day,
	place: text(300),
	latitude: z.union([z.literal(''), degrees(90)]).default(''),
	longitude: z.union([z.literal(''), degrees(180)]).default(''),
	uploads: uploadKeys,
})

/** What the form says without a field that could show what is wrong with it. */
export const unshown = [
	'key',
	'currency',
	'latitude',
	'longitude',
	'uploads',
] as const satisfies (keyof typeof schema.shape)[]

/** The entry that a form asks for, or what is wrong with it in words, by field. */
export function entryIn(
	fields: Record<string, string>,
	speaker: Speaker,
): { entry: Omit<LogEntry, 'caseId' | 'photos'> } | { errors: Record<string, string[]> } {
	const read = schema.safeParse(fields, { error: (issue) => faultOf(speaker, issue) })
	if (!read.success) return { errors: z.flattenError(read.error).fieldErrors }
	const { promiseAmount, promiseOn, latitude, longitude, currency, nextOn, ...entry } = read.data
	const amount = promiseAmount === '' ? undefined : amountField(currency, speaker, 1n).safeParse(promiseAmount)
	const wrongAmount = amount?.success === false ? (amount.error.issues[0]?.message ?? '') : ''
	const isHalf = (promiseAmount === '') !== (promiseOn === '')
	// What was done says itself, but for something else.
	const note = entry.note || (entry.kind === 'other' ? '' : sayEntryKind(entry.kind))
	const errors = {
		...(note === '' ? { note: [say('collection.noteMissing')] } : {}),
		...(wrongAmount ? { promiseAmount: [wrongAmount] } : {}),
		...(isHalf ? { [promiseOn === '' ? 'promiseOn' : 'promiseAmount']: [say('collection.bothPromise')] } : {}),
		...(entry.nextStep !== '' && nextOn === '' ? { nextOn: [say('collection.stepDay')] } : {}),
	}
	if (Object.keys(errors).length > 0) return { errors }
	return {
		entry: {
			...{ ...entry, note, nextOn: nextOn || null },
			...(amount?.success ? { promise: { amountMinor: amount.data, currency, on: promiseOn } } : {}),
			...(latitude !== '' && longitude !== '' ? { position: { latitude, longitude } } : {}),
		},
	}
}
