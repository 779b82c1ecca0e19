import { z } from 'zod'
import { findCard } from '#core/approval/card.ts'
import { defineCommand } from '../command.ts'
import { cardOf } from '../desk/card.ts'

/** One approval request with the whole picture, and its buttons. */
export const card = defineCommand({
	name: 'card',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({ id: z.uuid() }),
	read: () => undefined,
	run: async ({ look, language, explain }, { id }) => {
		const { timeZone } = await look(async ({ company }) => company, undefined)
		return cardOf({ language, timeZone, explain }, await look(findCard, { id }))
	},
})
