/** What the tests use of two packages that bring no types. */
declare module 'smtp-server' {
	import type { Server } from 'node:net'
	import type { Readable } from 'node:stream'

	type Done = (error?: Error | null, answer?: unknown) => void
	type Address = { address: string }
	export type Session = { envelope: { mailFrom: Address; rcptTo: Address[] } }
	export class SMTPServer {
		constructor(options: {
			disabledCommands?: string[]
			authOptional?: boolean
			logger?: boolean
			onAuth?(auth: { username?: string; password?: string }, session: Session, done: Done): void
			onMailFrom?(address: Address, session: Session, done: Done): void
			onRcptTo?(address: Address, session: Session, done: Done): void
			onData?(stream: Readable, session: Session, done: Done): void
		})
		server: Server
		listen(port: number, host: string, done: () => void): void
		close(done: () => void): void
		on(event: 'error', listen: (error: Error) => void): this
	}
}

declare module 'mailparser' {
	type Address = { name: string; address: string }
	type Parsed = {
		subject: string
		from: { value: Address[] }
		to: { value: Address[] }
		text: string
		html: string
		messageId: string
		headers: Map<string, unknown>
		attachments: { filename: string; contentType: string; content: Buffer }[]
	}
	export function simpleParser(source: Buffer | string): Promise<Parsed>
}
