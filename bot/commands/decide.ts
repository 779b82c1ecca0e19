import { z } from 'zod'
import { decide as decideRequest } from '#core/approval/decide.ts'
import { findRequest } from '#core/approval/find.ts'
import { defineCommand } from '../command.ts'
import { cardOf } from '../desk/card.ts'

/** Says yes or no to an approval request. Pressed twice or too late it is harmless, and says what happened. */
export const decide = defineCommand({
	name: 'decide',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({
		id: z.uuid(),
		decision: z.enum(['approve', 'reject']),
		seen: z.string().max(100),
		words: z.string().max(1000).optional(),
	}),
	read: () => undefined,
	run: async (visit, { id, decision, seen, words = '' }) => {
		await visit.act(decideRequest, { id, decision, seen, comment: words, channel: 'chat' })
		return cardOf(visit, await visit.look(findRequest, { id }))
	},
})
