import { z } from 'zod'
import { decide as decideRequest } from '#core/approval/decide.ts'
import { defineCommand } from '../command.ts'
import { cardOf } from '../desk/card.ts'
import { cardWords } from '../words/card.ts'

/**
 * Says yes or no to an approval request, or asks who made it. Pressed twice, too late or on an old card it is harmless,
 * and the answer says what there is; the card itself is brought up to date wherever it stands.
 */
export const decide = defineCommand({
	name: 'decide',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({
		id: z.uuid(),
		decision: z.enum(['approve', 'reject', 'ask']),
		seen: z.string().max(100),
		words: z.string().max(1000).optional(),
	}),
	read: () => undefined,
	run: async (visit, { id, decision, seen, words: comment = '' }) => {
		const { channel, language, look, explain } = visit
		const { did, card, freshId } = await visit.act(decideRequest, { id, decision, seen, comment, channel })
		const words = cardWords(language)
		const good = ['approved', 'rejected', 'counted', 'asked'].includes(did)
		const { timeZone } = await look(async ({ company }) => company, undefined)
		const shown = cardOf({ language, timeZone, explain }, card)
		return {
			...{ title: words.did[did] ?? shown.title, tone: good ? 'good' : 'bad' },
			text: [shown.title, shown.text].filter(Boolean).join('\n\n'),
			// A page of its own has no card that would be brought up to date.
			choices: [
				...(channel === 'chat' || channel === 'terminal' ? (shown.choices ?? []) : []),
				...(freshId ? [{ label: words.look, command: 'card', input: { id: freshId } }] : []),
			],
			...(shown.link ? { link: shown.link } : {}),
		}
	},
})
