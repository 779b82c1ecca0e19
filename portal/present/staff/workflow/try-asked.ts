import { z } from 'zod'
import { type SubjectKind, subjectKinds } from '#core/approval/subject-kinds.ts'
import { amountField, percentField } from '#portal/form-fields.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { faultOf } from '../../fault.ts'

const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined)
const typed = optional(z.string().trim().max(40))
const address = z.object({
	kind: optional(z.enum(subjectKinds)),
	amount: typed,
	discount: typed,
	overdue: typed,
	group: optional(z.uuid()),
	asker: optional(z.uuid()),
})

/** What the page's address says is tried, as it was typed. */
export type TryAsked = z.output<typeof address> & {
	faults: { amount?: string[] | undefined; discount?: string[] | undefined; overdue?: string[] | undefined }
}

/** What is tried, and its facts as core takes them; none where nothing is, or where something typed is wrong. */
export function tryAsked(
	searchParams: URLSearchParams,
	currency: string,
	speaker: Speaker,
): { asked: TryAsked; facts: ReturnType<typeof factsOf> | null } {
	const asked = address.parse(Object.fromEntries([...searchParams].filter(([, text]) => text.trim() !== '')))
	const read = z
		.object({
			amount: amountField(currency, speaker, 0n).optional(),
			discount: percentField.optional(),
			overdue: z.coerce.number().int().min(0).max(99_999).optional(),
		})
		.safeParse(asked, { error: (issue) => faultOf(speaker, issue) })
	const faults = read.success ? {} : z.flattenError(read.error).fieldErrors
	const facts = read.success && asked.kind ? factsOf(asked.kind, asked, read.data, currency) : null
	return { asked: { ...asked, faults }, facts }
}

function factsOf(
	kind: SubjectKind,
	{ group, asker }: z.output<typeof address>,
	read: { amount?: bigint | undefined; discount?: string | undefined; overdue?: number | undefined },
	currency: string,
) {
	return {
		...{ kind, groupId: group ?? null, ownerId: null, askerId: asker ?? null, currency, risk: null },
		amountMinor: read.amount ?? null,
		...{ overdueDays: read.overdue ?? 0, overdueMinor: 0n, overdueCurrency: currency },
		...(read.discount ? { discount: read.discount } : {}),
	}
}
