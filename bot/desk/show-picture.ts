import { createHash } from 'node:crypto'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { Target } from '#core/chat/say.ts'
import { type QueuedPicture, showInChat } from '#core/chat/show-picture.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import { drawPicture } from '../chart.ts'
import type { Platforms } from '../deliver.ts'
import { Gone } from '../platform.ts'
import type { Chart } from '../reply.ts'
import type { Desk } from './desk.ts'

const bot: Actor = { kind: 'system', name: 'bot' }

/** Wants the chart of an answer shown below it, once the answer stands. */
export async function queuePicture(
	{ books }: Desk,
	picture: { key: string; target: Target; chart: Chart },
): Promise<void> {
	expectOk(await act(books, bot, showInChat, picture))
}

/** Draws a chart and shows it. One that comes too late to belong to its answer is left out: the figures have been said. */
export async function showPicture({ books }: Desk, platforms: Platforms, effect: Due): Promise<void> {
	const { target, chart, until } = effect.payload as unknown as QueuedPicture & { chart: Chart }
	const now = expectOk(await look(books, bot, async (scope) => scope.now, undefined))
	if (Temporal.Instant.compare(until, now) < 0) throw new Undeliverable('The answer it belongs to is long past')
	const platform = platforms[target.channel]
	if (!platform) throw new Undeliverable(`${target.channel} is not connected`)
	const picture = { title: chart.title, name: nameOf(effect.key), png: await drawPicture(chart) }
	try {
		await platform.show(target, picture, { again: effect.attempt > 1 })
	} catch (error) {
		if (error instanceof Gone) throw new Undeliverable(error.message)
		throw error
	}
}

/** The name of a file that is only this picture's, so that it can be found again where it has been sent. */
const nameOf = (key: string) => `chart-${createHash('sha256').update(key).digest('hex').slice(0, 12)}.png`
