import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SealedReply } from '#bot/reply.ts'
import { renderSlack } from '#bot/slack/render.ts'
import { textOf } from '#bot/slack/text.ts'
import { problemsOf } from '#test/support/chat-schema.ts'
import { blockProblems } from '#test/support/slack-limits.ts'
import { anyReply, endless } from '../replies.ts'

const url = 'https://portal.example'
const problems = (reply: SealedReply) => {
	const { text, blocks } = renderSlack(reply, url)
	return [...problemsOf('chat.postMessage', { channel: 'C1', text, blocks }), ...blockProblems(blocks as never)]
}

test('what is longer than Slack takes is cut, and the way to the console stays', () => {
	expect(problems(endless)).toEqual([])
	const { blocks } = renderSlack(endless, url)
	expect(blocks.length).toBeLessThanOrEqual(50)
	expect(JSON.stringify(blocks.at(-1))).toContain(`<${url}/staff/contracts/1|`)
	expect(blocks.filter(({ type }) => type === 'actions')).toHaveLength(1)
})

test('whatever is said, Slack takes it', () => {
	fc.assert(
		fc.property(anyReply, (reply) => {
			expect(problems(reply)).toEqual([])
		}),
		{ numRuns: 150 },
	)
})

test('what people write is no markup: no mention, no channel call, no link', () => {
	const said = '<!channel> <@U1> <https://evil.example|look> &amp; *bold*'
	const reply = { title: said, text: said, fields: [{ label: said, value: said }], choices: [] }
	const { blocks } = renderSlack(reply, url)
	for (const block of blocks.slice(1)) expect(JSON.stringify(block)).not.toMatch(/<[!@h]/)
	expect(JSON.stringify(blocks)).toContain('&lt;!channel&gt;')
})

test.each([
	['<@UBOT> overdue over 5000', 'overdue over 5000'],
	['<@UBOT|bot>  statement of A &amp; B', 'statement of A & B'],
	['find <https://acme.example|acme.example>', 'find acme.example'],
	['note Acme: write to <mailto:a@b.example|a@b.example>', 'note Acme: write to a@b.example'],
	['a &lt;b&gt; &amp;lt;', 'a <b> &lt;'],
])('%s is read as it was typed', (markup, text) => {
	expect(textOf(markup)).toBe(text)
})
