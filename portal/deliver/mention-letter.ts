import { findMention } from '#core/discussion/mention-facts.ts'
import { type Due, Undeliverable } from '#core/outbox/deliver.ts'
import { type Desk, read } from './desk.ts'
import { sendLetter } from './send.ts'

/** Tells a colleague by mail that they were named, unless they have seen it meanwhile. */
export async function mailMention(desk: Desk, { key, payload }: Pick<Due, 'key' | 'payload'>): Promise<void> {
	const { remarkId, userId } = payload
	if (typeof remarkId !== 'string' || typeof userId !== 'string') throw new Undeliverable('The mention names nobody')
	const found = await read(desk, findMention, { remarkId, userId })
	if (!found?.reader) return
	const { reader, contractId, ...facts } = found
	await sendLetter(desk, 'mentioned', key, [reader], async () => ({
		...facts,
		url: `${desk.publicUrl}/staff/contracts/${contractId}/discussion`,
	}))
}
