import { App, SocketModeReceiver } from '@slack/bolt'
import type { Receive } from '#core/inbox/receive.ts'
import { messageOf } from './receive.ts'

type Options = { appToken: string; apiUrl: string | undefined; receive: Receive }

/**
 * Hears Slack through a socket, for a machine that nobody can call. What comes is stored once before it is acknowledged;
 * what could not be stored is not, and Slack sends it again.
 */
export async function openSocket({ appToken, apiUrl, receive }: Options): Promise<{ stop(): Promise<unknown> }> {
	const clientOptions = apiUrl ? { slackApiUrl: `${apiUrl}/api/` } : {}
	const receiver = new SocketModeReceiver({ appToken, installerOptions: { clientOptions } })
	receiver.init(new StoringApp(receive))
	await receiver.start()
	return { stop: () => receiver.stop() }
}

type Heard = Parameters<App['processEvent']>[0]

/** Stores what Bolt would have worked on. */
class StoringApp extends App {
	private readonly receive: Receive
	constructor(receive: Receive) {
		super({ receiver: silent, authorize: async () => ({}), convoStore: false })
		this.receive = receive
	}
	override async processEvent({ body, ack }: Heard): Promise<void> {
		await this.receive(messageOf(body))
		await ack()
	}
}

/** A receiver for what is heard elsewhere. */
export const silent = {
	init: () => {},
	start: async () => {},
	stop: async () => {},
}
