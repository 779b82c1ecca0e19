import { z } from 'zod'
import { decideRequest } from '#core/approval/decide.ts'
import { findRequest } from '#core/approval/find.ts'
import { defineCommand } from '../command.ts'
import { cardOf } from '../desk/card.ts'

/** Says yes or no to an approval request. Pressed twice or too late it is harmless, and says what happened. */
export const decide = defineCommand({
	name: 'decide',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({ id: z.uuid(), decision: z.enum(['approve', 'reject']), words: z.string().max(1000).optional() }),
	read: () => undefined,
	run: async (visit, { id, decision, words = '' }) => {
		await visit.act(decideRequest, { id, decision, comment: words })
		return cardOf(visit, await visit.look(findRequest, { id }))
	},
})
