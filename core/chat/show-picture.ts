import type { Scope } from '../act.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { Target } from './say.ts'

/** How long after its answer a picture is still worth sending, in minutes. */
const worthMinutes = 30

/** A picture to show below what was said; `chart` is the face's own. `until` is an instant. */
export type QueuedPicture = { target: Target; chart: unknown; until: string }

/** Shows a picture in a chat, apart from the words that it goes with: whatever becomes of it, those are said. */
export async function showInChat(
	scope: Scope,
	{ key, target, chart }: Pick<QueuedPicture, 'target' | 'chart'> & { key: string },
): Promise<void> {
	permit(scope, 'chat.link')
	const payload: QueuedPicture = { target, chart, until: scope.now.add({ minutes: worthMinutes }).toString() }
	await queueEffect(scope, { kind: 'chat_picture', key: `picture:${key}`, payload })
}
