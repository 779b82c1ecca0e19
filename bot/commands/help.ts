import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const help = defineCommand({
	name: 'help',
	says: {
		en: ['help', 'hi', 'hello', 'start', '?'],
		ru: ['помощь', 'справка', 'привет', 'что ты умеешь'],
		zh: ['帮助', '你好', '说明'],
		vi: ['trợ giúp', 'giúp', 'xin chào', 'hướng dẫn'],
	},
	input: z.object({}),
	read: () => ({}),
	run: async ({ words: { help } }) => ({
		title: help.title,
		text: help.text,
		table: { columns: [{ title: help.ask }, { title: help.gets }], rows: help.rows },
	}),
})
