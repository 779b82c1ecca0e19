import { z } from 'zod'
import { findOwnDigest } from '#core/alert/digest.ts'
import { words as letterWords } from '#emails/words/words.ts'
import { defineCommand } from '../command.ts'
import { sayDigest } from '../desk/digest.ts'

/** What waits for the member today, as the morning's digest has it. In a group it is nobody else's to read. */
export const digest = defineCommand({
	name: 'digest',
	says: {
		en: ['digest', 'my day', 'today', 'good morning', 'morning'],
		ru: ['сводка', 'мой день', 'сегодня', 'доброе утро'],
		zh: ['每日摘要', '摘要', '今日待办', '早上好'],
		vi: ['tóm tắt', 'hôm nay', 'chào buổi sáng'],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words, language, look, place }) => {
		const link = { label: words.open, path: '/staff' }
		if (place) return { title: words.digest.alone, link }
		const today = await look(async (scope) => scope.today, undefined)
		const found = await look(findOwnDigest, undefined)
		const said = sayDigest(found, { language, on: today.toString(), told: [] })
		return said ?? { title: letterWords(language).alert.digest.nothing, link }
	},
})
