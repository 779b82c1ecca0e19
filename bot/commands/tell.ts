import { z } from 'zod'
import { answerQuestion } from '#core/approval/question.ts'
import { defineCommand } from '../command.ts'
import { cardWords } from '../words/card.ts'

/** What whoever made a request says to a question of those who decide. */
export const tell = defineCommand({
	name: 'tell',
	says: { en: [], ru: [], zh: [], vi: [] },
	input: z.object({ id: z.uuid(), words: z.string().max(1000).default('') }),
	read: () => undefined,
	run: async (visit, { id, words: text }) => {
		await visit.act(answerQuestion, { id, text, channel: visit.channel })
		return { title: cardWords(visit.language).answered, tone: 'good', text }
	},
})
