import { z } from 'zod'
import type { OwnField, OwnValues } from '#core/own-field/own-field.ts'

/** Own fields as a form posts them; those left empty may not come at all. */
export const ownPosted = z.record(z.string().max(40), z.string().max(2000).optional()).default({})

/** What was posted in each field that the form had: '' where it was left or made empty. */
export function ownGiven(fields: readonly OwnField[], posted: Record<string, string | undefined>): OwnValues {
	return Object.fromEntries(fields.map(({ key }) => [key, posted[key] ?? '']))
}

/** What a form that was refused had in its own fields. */
export function ownTyped(answer: { initialValue?: unknown } | undefined): OwnValues | undefined {
	const typed = z.object({ own: z.record(z.string(), z.string()) }).safeParse(answer?.initialValue)
	if (typed.success) return typed.data.own
	return answer?.initialValue ? {} : undefined
}
