import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SealedReply } from '#bot/reply.ts'
import { readPrompt, writePrompt } from '#bot/telegram/prompt.ts'
import { renderTelegram } from '#bot/telegram/render.ts'
import { problemsOf } from '#test/support/chat-schema.ts'
import { contentOf, limitsOf } from '#test/support/telegram.ts'
import { anyReply, endless } from '../replies.ts'

const url = 'https://portal.example'
const problems = (reply: SealedReply) => {
	const message = { chat_id: 1, parse_mode: 'HTML', ...renderTelegram(reply, url) }
	// Marks that are not closed throw.
	contentOf(message)
	return [...problemsOf('sendMessage', message), ...limitsOf(message)]
}

test('what is longer than Telegram takes is cut, and the way to the console stays', () => {
	expect(problems(endless)).toEqual([])
	const { text } = renderTelegram(endless, url)
	expect(text.length).toBeGreaterThan(3000)
	expect(text).toContain(`<a href="${url}/staff/contracts/1">`)
})

test('whatever is said, Telegram takes it', () => {
	fc.assert(
		fc.property(anyReply, (reply) => {
			expect(problems(reply)).toEqual([])
		}),
		{ numRuns: 200 },
	)
})

test('what people write is no markup', () => {
	const said = '<b>x</b> <a href="https://evil.example">look</a> &amp;'
	const content = contentOf(renderTelegram({ title: said, text: said, choices: [] }, url))
	expect(content.text).toContain(said)
	expect(content.entities).toEqual([])
})

test('a question for words carries what it is about, where nobody sees it', () => {
	const token = 'A'.repeat(43)
	const prompt = writePrompt({ label: 'Why <not>?', token, message: '123', url })
	const { text, entities, forced } = contentOf({ text: prompt.text, reply_markup: prompt.options.reply_markup })
	expect(text.replace('\u2060', '')).toBe('Why <not>?')
	expect(forced).toBe(true)
	expect(readPrompt({ entities: entities as never })).toEqual({ token, message: '123' })
	expect(
		readPrompt({ entities: [{ type: 'text_link', url: 'https://evil.example/#x', offset: 0, length: 1 }] }),
	).toBeUndefined()
})
