import { z } from 'zod'
import { defineCommand } from '../command.ts'

/** The way out of every question: nothing is done. */
export const cancel = defineCommand({
	name: 'cancel',
	says: { en: ['cancel'], ru: ['отмена'], zh: ['取消'], vi: ['hủy'] },
	input: z.object({}),
	read: () => ({}),
	run: async ({ words }) => ({ title: words.nothingDone }),
})
