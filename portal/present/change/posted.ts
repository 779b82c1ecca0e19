import { z } from 'zod'
import { type ContractChange, changeSchema } from '#core/amendment/change.ts'

/** A change of a contract as a form carries it. */
const changeField = z
	.string()
	.max(200_000)
	.transform((text, context): ContractChange => {
		const read = changeSchema.safeParse(parsed(text))
		if (read.success) return read.data
		context.addIssue({ code: 'custom', message: '', input: text })
		return z.NEVER
	})

function parsed(text: string): unknown {
	try {
		return JSON.parse(text)
	} catch {
		return undefined
	}
}

/** What the last look at a change posts: the change, what was seen, and the key of the form. */
export const confirmSchema = z.object({
	change: changeField,
	seen: z.string().regex(/^[\da-f]{64}$/),
	key: z.uuid(),
	intent: z.enum(['apply', 'ask']),
	note: z.string().trim().max(1000).default(''),
})
