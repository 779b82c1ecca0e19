import { z } from 'zod'

const lines = z.array(z.uuid()).max(500).default([])
const choice = z.array(z.uuid().optional()).max(100).default([])

/** What a quote's page posts: a choice to reckon, a signature, a no, a question. */
export const postedSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('preview'), line: lines, choice }),
	z.object({
		intent: z.literal('accept'),
		line: lines,
		choice,
		seen: z.string().max(64).default(''),
		name: z.string().max(400).default(''),
		drawing: z.string().max(60_000).default(''),
		consent: z.literal('on').optional(),
	}),
	z.object({ intent: z.literal('decline'), reason: z.string().max(2000).default('') }),
	z.object({ intent: z.literal('ask'), text: z.string().max(20_000).default('') }),
])

export type Posted = z.output<typeof postedSchema>

/** The lines ticked and picked. */
export function linesOf({ line, choice: picked }: { line: string[]; choice: (string | undefined)[] }): string[] {
	return [...line, ...picked.flatMap((one) => one ?? [])]
}
