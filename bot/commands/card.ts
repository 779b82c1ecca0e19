import { z } from 'zod'
import { findRequest } from '#core/approval/find.ts'
import { defineCommand } from '../command.ts'
import { cardOf } from '../desk/card.ts'

/** One approval request with the whole picture, and its buttons. */
export const card = defineCommand({
	name: 'card',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({ id: z.uuid() }),
	read: () => undefined,
	run: async (visit, { id }) => cardOf(visit, await visit.look(findRequest, { id })),
})
