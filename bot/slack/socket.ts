import { App, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt'
import type { Receive } from '#core/inbox/receive.ts'
import { messageOf } from './receive.ts'

type Log = { warn(facts: object, sentence: string): void; error(facts: object, sentence: string): void }
type Options = { appToken: string; apiUrl: string | undefined; receive: Receive; log: Log }

/**
 * Hears Slack through a socket, for a machine that nobody can call. What comes is stored once before it is acknowledged;
 * what could not be stored is not, and Slack sends it again.
 */
export async function openSocket({ appToken, apiUrl, receive, log }: Options): Promise<{ stop(): Promise<unknown> }> {
	const clientOptions = apiUrl ? { slackApiUrl: `${apiUrl}/api/` } : {}
	const receiver = new SocketModeReceiver({
		...{ appToken, installerOptions: { clientOptions }, logger: loggerOver(log) },
		processEventErrorHandler: async ({ error }) => {
			log.error({ error: String(error) }, 'What came through Slack’s socket could not be stored')
			return false
		},
	})
	receiver.init(new StoringApp(receive))
	await receiver.start()
	return { stop: () => receiver.stop() }
}

/** What Bolt has to say goes where everything else is logged. */
function loggerOver(log: Log): Logger {
	const say = (words: unknown[]) => words.map(String).join(' ')
	return {
		debug: () => {},
		info: () => {},
		warn: (...words) => log.warn({ part: 'slack socket' }, say(words)),
		error: (...words) => log.error({ part: 'slack socket' }, say(words)),
		setLevel: () => {},
		getLevel: () => LogLevel.WARN,
		setName: () => {},
	}
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
