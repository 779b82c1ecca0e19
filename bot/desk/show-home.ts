import { type Actor, act, expectOk, look } from '#core/act.ts'
import { keepCopy, releaseCopy, takeCopy } from '#core/chat/copy.ts'
import { findAccount } from '#core/chat/find-accounts.ts'
import { type Due, NotYet, Undeliverable } from '#core/outbox/deliver.ts'
import { answerReading } from '../answer.ts'
import type { Platforms } from '../deliver.ts'
import { Gone } from '../platform.ts'
import type { Desk } from './desk.ts'

const bot: Actor = { kind: 'system', name: 'bot' }

/** Shows on a home tab what waits for its owner and what can be asked; one worker at a time, so that it never goes back. */
export async function showHome(desk: Desk, platforms: Platforms, { id, key, payload }: Due): Promise<void> {
	const { books } = desk
	const accountId = String(payload.accountId)
	const found = expectOk(await look(books, bot, findAccount, { id: accountId }))
	if (!found) return
	const { member, channel, account } = found
	const platform = platforms[channel]
	if (!platform?.showHome) throw new Undeliverable(`${channel} has no home tab`)
	const home = { channel, place: account, message: 'home', by: id }
	if (!expectOk(await act(books, bot, takeCopy, home))) throw new NotYet('Another worker is showing this home tab', 1)
	try {
		const read = async (command: string) =>
			await answerReading(desk, member, { reading: { command, input: {} }, key, channel })
		await platform.showHome(account, [await read('waiting'), await read('help')])
		const subject = { kind: 'home', id: accountId } as const
		expectOk(await act(books, bot, keepCopy, { ...home, subject, revision: '0', accountId }))
	} catch (error) {
		expectOk(await act(books, bot, releaseCopy, home))
		throw error instanceof Gone ? new Undeliverable(error.message) : error
	}
}
