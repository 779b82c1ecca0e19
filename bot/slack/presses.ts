import type { App, BlockAction, ButtonAction, webApi } from '@slack/bolt'
import { Undeliverable } from '#core/outbox/deliver.ts'
import { askedIn, type Heard, hearPress, tellAlone } from '../desk/hear.ts'
import { botWords } from '../words/words.ts'
import type { SlackOptions } from './app.ts'
import { asked } from './asked.ts'
import { cut, limits } from './render.ts'

/** Where a button was pressed, as it goes through a modal and back. */
type Where = {
	token: string
	place: string
	thread?: string
	message?: string
	answerUrl?: string
	ephemeral?: boolean
}

/** Buttons, and the modals that ask for the words some of them need. */
export function listenToPresses(app: App, { desk, client }: SlackOptions): void {
	app.action<BlockAction<ButtonAction>>({ type: 'block_actions', action_id: /^choose:/ }, async ({ body, context }) => {
		const where = whereOf(body)
		if (where) await pressed(where, body.user, body.team?.id, String(context.inboxId))
	})
	app.action<BlockAction<ButtonAction>>(
		{ type: 'block_actions', action_id: /^ask:/ },
		async ({ body, action, context }) => {
			const where = whereOf(body)
			if (!where) return
			const [, , required, ...label] = action.action_id.split(':')
			const heard = heardOf(where, body.user, body.team?.id, String(context.inboxId))
			const language = await askedIn(desk, heard)
			if (!language) return
			const words = botWords(language)
			const view = modalOf(where, {
				title: action.text.text,
				label: label.join(':'),
				optional: required === '0',
				close: words.cancel,
			})
			if (!(await openModal(client, body.trigger_id, view)))
				await tellAlone(desk, heard, { title: words.pressAgain, tone: 'bad', choices: [] })
		},
	)
	app.view('words', async ({ body, view, context }) => {
		const where = JSON.parse(view.private_metadata) as Where
		const words = view.state.values.words?.words?.value ?? ''
		await pressed(where, body.user, body.team?.id, String(context.inboxId), words)
	})

	async function pressed(
		where: Where,
		user: User,
		team: string | undefined,
		id: string,
		words?: string,
	): Promise<void> {
		const { token, place, message, ephemeral = false } = where
		await hearPress(desk, {
			...{ ...heardOf(where, user, team, id), token, ephemeral },
			...(words ? { words } : {}),
			message: message ? { channel: 'slack', place, message } : undefined,
		})
	}
}

function heardOf({ place, thread, answerUrl }: Where, user: User, team: string | undefined, id: string): Heard {
	return {
		account: { channel: 'slack', team: teamOf(user, team), account: user.id },
		...{ name: user.username ?? user.name ?? user.id, key: `slack:${id}` },
		target: { channel: 'slack', place, ...(thread ? { thread } : {}) },
		...(answerUrl ? { answerUrl } : {}),
		// A home tab names no channel: it is its reader's alone.
		...(place.startsWith('D') || place === user.id ? {} : { place: { name: place } }),
	}
}

type User = { id: string; team_id?: string; username?: string; name?: string }

const teamOf = (user: User, team: string | undefined) => user.team_id ?? team ?? ''

function whereOf({
	actions,
	channel,
	container,
	message,
	response_url,
	user,
}: BlockAction<ButtonAction>): Where | undefined {
	const token = actions[0]?.value
	if (!token) return undefined
	const ts = typeof container.message_ts === 'string' ? container.message_ts : undefined
	const thread = typeof container.thread_ts === 'string' ? container.thread_ts : message?.thread_ts
	// What only one person sees is no message that could be changed by its name: the address that came along does it.
	const isEphemeral = container.is_ephemeral === true
	return {
		...{ token, place: channel?.id ?? user.id },
		...(ts ? { message: ts } : {}),
		...(typeof thread === 'string' ? { thread } : {}),
		...(response_url ? { answerUrl: response_url } : {}),
		...(isEphemeral ? { ephemeral: true } : {}),
	}
}

type Modal = { title: string; label: string; optional: boolean; close: string }

function modalOf(where: Where, { title, label, optional, close }: Modal): webApi.ViewsOpenArguments['view'] {
	const plain = (text: string, most: number) => ({ type: 'plain_text' as const, text: cut(text, most) || '–' })
	return {
		...{ type: 'modal', callback_id: 'words', private_metadata: JSON.stringify(where) },
		...{ title: plain(title, 24), submit: plain(title, 24), close: plain(close, 24) },
		blocks: [
			{
				...{ type: 'input', block_id: 'words', optional, label: plain(label, limits.label) },
				element: { type: 'plain_text_input', action_id: 'words', multiline: true, max_length: 1000 },
			},
		],
	}
}

/**
 * A modal opens within three seconds of the press or not at all: then the person presses again. Answers whether it is
 * open; one that this press has opened before counts as such.
 */
async function openModal(
	client: SlackOptions['client'],
	trigger: string,
	view: webApi.ViewsOpenArguments['view'],
): Promise<boolean> {
	try {
		await asked(() => client.views.open({ trigger_id: trigger, view }))
		return true
	} catch (error) {
		if (!(error instanceof Undeliverable)) throw error
		return error.message.includes('exchanged_trigger_id')
	}
}
