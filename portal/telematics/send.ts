import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { Undeliverable } from '#core/outbox/deliver.ts'
import { findCommand, noteSent } from '#core/telematics/send.ts'
import { withdrawOutdatedCommand } from '#core/telematics/withdraw-command.ts'
import { type CallEndpoint, WebhookRefused } from '#core/webhook/deliver.ts'

const telematics: Actor = { kind: 'system', name: 'telematics' }

/** What a provider answers to a command that it will never take: it knows neither us nor the machine. */
const final = [400, 401, 403, 404, 410, 422]

/** Sends a command to its provider, under the same name each time; one that has no ground any more stays here. Throws Undeliverable when no try can help. */
export async function sendCommand(books: Books, id: string, call: CallEndpoint): Promise<void> {
	expectOk(await act(books, telematics, withdrawOutdatedCommand, { id }))
	const command = expectOk(await look(books, telematics, findCommand, { id }))
	if (!command) return
	try {
		await call(command)
	} catch (error) {
		if (error instanceof WebhookRefused && final.includes(error.status)) throw new Undeliverable(error.message)
		throw error
	}
	expectOk(await act(books, telematics, noteSent, { id }))
}
