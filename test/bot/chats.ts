import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chatReceivers, openChat } from '#bot/open.ts'
import { act, expectOk } from '#core/act.ts'
import type { Channel, Member } from '#core/chat/account.ts'
import { issueChatCode } from '#core/chat/issue-code.ts'
import { linkAccount } from '#core/chat/link-account.ts'
import { processMessage } from '#core/inbox/process.ts'
import { deliverEffects } from '#core/outbox/deliver.ts'
import { openLog } from '#portal/log.ts'
import type { World } from '#test/support/books.ts'
import { openSlack, type SlackMessage, signedRequest, signingSecret, slackToken } from '#test/support/slack.ts'
import { openTelegram, type TelegramMessage, telegramToken, webhookSecret } from '#test/support/telegram.ts'
import { openDesk } from './desk.ts'

const system = { kind: 'system', name: 'test' } as const
const wallSeconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000)
let count = 0

/** Slack and Telegram played over a world, our receivers before them, and a worker that works when it is told to. */
export async function openChats(world: World) {
	const [slack, telegram] = [await openSlack(), await openTelegram()]
	const settings = {
		slack: { botToken: slackToken, signingSecret, appToken: undefined, apiUrl: slack.apiUrl },
		telegram: { botToken: telegramToken, webhookSecret, botName: 'counterpart_bot', apiUrl: telegram.apiUrl },
	}
	const desk = openDesk(world.books)
	const open = () => openChat(desk, settings)
	let chat = await open()
	const receivers = await chatReceivers(world.books, settings, openLog('silent'))
	const server = createServer(async (request, response) => {
		await receivers.find(({ path }) => path === request.url)?.handle(request, response)
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

	/** Takes in and delivers, all at once as many workers do, until nothing is left that is due now. */
	const drain = async (): Promise<number> => {
		for (let done = 0; ; done++) {
			const messages = await world.sql<{ provider: string; id: string }[]>`
				select provider, message_id as id from inbox where processed_at is null and provider in ('slack', 'telegram')
				order by received_at, message_id limit 8`
			const effects = await world.sql<{ id: string }[]>`
				select id from outbox where kind in ('chat', 'chat_card', 'chat_home', 'chat_picture', 'alert', 'mention') and delivered_at is null and gave_up_at is null
					and (leased_until is null or leased_until <= now()) order by queued_at, id limit 8`
			if (messages.length + effects.length === 0) return done
			const all = await Promise.allSettled([
				...messages.map((message) => processMessage(world.books, message, chat.handle)),
				...effects.map(({ id }) => deliverEffects(world.books, [id], chat.carry)),
			])
			for (const one of all) if (one.status === 'rejected') throw one.reason
		}
	}
	const post = (body: unknown, more: { at?: number; secret?: string } = {}) =>
		fetch(`${address}/slack/events`, signedRequest(JSON.stringify(body), { at: wallSeconds(), ...more }))
	const form = (fields: Record<string, string>) =>
		fetch(
			`${address}/slack/events`,
			signedRequest(new URLSearchParams(fields).toString(), { at: wallSeconds(), form: true }),
		)
	const update = (body: object, secret = webhookSecret, id = ++count) =>
		fetch(`${address}/telegram/updates`, {
			...{ method: 'POST', body: JSON.stringify({ update_id: id, ...body }) },
			headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
		})

	return {
		...{ world, desk, slack, telegram, settings, address, drain, post, form, update },
		/** Everything this process knew is gone, as after a crash. */
		restart: async () => {
			chat = await open()
		},
		/** The same, with the waits that were asked for over. */
		settle: async () => {
			for (let time = 0; time < 6; time++) {
				await drain()
				await world.sql`update outbox set leased_until = null where delivered_at is null and gave_up_at is null`
			}
			await drain()
		},
		/** What waits for a platform's wait to be over is due now. */
		hurry: () => world.sql`update outbox set leased_until = null where delivered_at is null and gave_up_at is null`,
		link: async (member: Member, channel: Channel, account: string) => {
			const staff = { kind: 'staff', userId: member.userId, role: member.role } as const
			const { code } = expectOk(await act(world.books, staff, issueChatCode, undefined))
			const team = channel === 'slack' ? 'T1' : ''
			expectOk(await act(world.books, system, linkAccount, { channel, team, account, name: account, code }))
		},
		...speakSlack(post, form, slack.apiUrl),
		...speakTelegram(update),
		close: async () => {
			await new Promise<unknown>((resolve) => server.close(resolve))
			await slack.close()
			await telegram.close()
		},
	}
}

export type Chats = Awaited<ReturnType<typeof openChats>>

function speakSlack(
	post: (body: unknown) => Promise<Response>,
	form: (fields: Record<string, string>) => Promise<Response>,
	apiUrl: string,
) {
	const event = (body: object) =>
		post({ type: 'event_callback', token: 'old', team_id: 'T1', event_id: `Ev${++count}`, event: body })
	return {
		event,
		/** A direct message. */
		tell: (user: string, said: string) =>
			event({
				type: 'message',
				channel_type: 'im',
				channel: `D${user.slice(1)}`,
				user,
				text: said,
				ts: `${++count}.1`,
			}),
		command: (user: string, said: string, channel = 'C1') =>
			form({
				...{ command: '/counterpart', text: said, user_id: user, user_name: user, team_id: 'T1', channel_id: channel },
				...{ channel_name: 'general', trigger_id: `t${++count}`, response_url: `${apiUrl}/response/${count}` },
			}),
		/** Presses a button of a message. */
		pressSlack: (user: string, message: SlackMessage, label: string | RegExp, more: object = {}) => {
			const button = buttonOf(message, label)
			return form({
				payload: JSON.stringify({
					...{
						type: 'block_actions',
						user: { id: user, team_id: 'T1' },
						team: { id: 'T1' },
						trigger_id: `t${++count}`,
					},
					...{
						channel: { id: message.channel },
						message: { ts: message.ts },
						response_url: `${apiUrl}/response/${count}`,
					},
					container: { type: 'message', message_ts: message.ts, is_ephemeral: message.onlyTo !== undefined },
					actions: [{ ...button, type: 'button', block_id: 'b', action_ts: '1' }],
					...more,
				}),
			})
		},
		/** Sends a modal that was opened. */
		submit: (user: string, view: Record<string, unknown>, words: string) =>
			form({
				payload: JSON.stringify({
					...{
						type: 'view_submission',
						user: { id: user, team_id: 'T1' },
						team: { id: 'T1' },
						trigger_id: `t${++count}`,
					},
					view: {
						...view,
						id: 'V1',
						state: { values: { words: { words: { type: 'plain_text_input', value: words } } } },
					},
				}),
			}),
	}
}

export function buttonOf({ blocks }: Pick<SlackMessage, 'blocks'>, label: string | RegExp) {
	const buttons = blocks.flatMap((block) => (block.type === 'actions' ? (block.elements ?? []) : []))
	const button = buttons.find(({ text }) => (typeof label === 'string' ? text.text === label : label.test(text.text)))
	if (!button) throw new Error(`No button ${label} among ${buttons.map(({ text }) => text.text).join(', ')}`)
	return button
}

function speakTelegram(update: (body: object) => Promise<Response>) {
	const from = (user: string) => ({ id: Number(user), is_bot: false, first_name: 'Ann', username: `ann${user}` })
	const message = (user: string, said: string, more: object = {}) => ({
		message: {
			message_id: ++count,
			date: 1,
			chat: { id: Number(user), type: 'private' },
			from: from(user),
			text: said,
			...more,
		},
	})
	return {
		chat: (user: string, said: string, more: object = {}) => update(message(user, said, more)),
		inGroup: (user: string, said: string, more: object = {}) =>
			update(message(user, said, { chat: { id: -500, type: 'supergroup', title: 'Sales' }, ...more })),
		pressTelegram: (user: string, shown: TelegramMessage, label: string | RegExp) => {
			const button = shown.buttons.find(({ text }) => (typeof label === 'string' ? text === label : label.test(text)))
			if (!button) throw new Error(`No button ${label} among ${shown.buttons.map(({ text }) => text).join(', ')}`)
			const chat = {
				id: Number(shown.chat),
				type: shown.chat.startsWith('-') ? 'supergroup' : 'private',
				title: 'Sales',
			}
			return update({
				callback_query: {
					...{ id: String(++count), from: from(user), chat_instance: '1', data: button.callback_data },
					message: { message_id: shown.message_id, date: 1, chat, text: shown.text },
				},
			})
		},
	}
}
