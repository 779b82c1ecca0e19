import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, it } from 'vitest'
import type { Post } from '#emails/post/mail.ts'
import { openSmtp } from '#emails/post/smtp.ts'
import { from, mail } from './mail.ts'

type Options = ConstructorParameters<typeof SMTPServer>[0]
type Received = { raw: Buffer; recipients: string[] }

const open: { post: Post; server: SMTPServer }[] = []

/** A mail server of the test's own, and a post that sends through it. */
async function serve(options: Options = {}, credentials = '') {
	const received: Received[] = []
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			const chunks: Buffer[] = []
			stream.on('data', (chunk: Buffer) => chunks.push(chunk))
			const recipients = session.envelope.rcptTo.map(({ address }) => address)
			stream.on('end', () => {
				received.push({ raw: Buffer.concat(chunks), recipients })
				done(null, 'queued')
			})
		},
		...options,
	})
	server.on('error', () => {})
	server.listen(0, '127.0.0.1', () => {})
	await once(server.server, 'listening')
	const { port } = server.server.address() as AddressInfo
	const url = `smtp://${credentials}127.0.0.1:${port}`
	const post = openSmtp({ url, from, timeoutMilliseconds: 2000 })
	open.push({ post, server })
	return { post, received }
}

afterEach(async () => {
	for (const { post, server } of open.splice(0)) {
		await post.close()
		await new Promise<void>((resolve) => server.close(resolve))
	}
})

const refusing = (responseCode: number, message: string) => Object.assign(new Error(message), { responseCode })

it('sends a letter that reads as it was written, in every script, with its file', async () => {
	const { post, received } = await serve()
	const { id } = await post.send(mail)
	const [letter] = received
	const parsed = await simpleParser(letter?.raw ?? Buffer.alloc(0))
	expect(parsed.subject).toBe(mail.subject)
	expect(parsed.from.value).toEqual([{ name: 'Nordlicht Geräte, Service', address: 'billing@nordlicht.example' }])
	expect(parsed.to.value[0]?.name).toBe('Щербакова, Ирина')
	// The server shows the domain as people write it; on the way it is ASCII.
	expect(letter?.recipients).toEqual(['irina@пример.example'])
	expect(letter?.raw.toString('latin1')).toContain('<irina@xn--e1afmkfd.example>')
	expect(parsed.text).toBe(mail.text)
	expect(parsed.html).toBe(mail.html)
	expect(parsed.attachments.map(({ filename, contentType, content }) => [filename, contentType, [...content]])).toEqual(
		[['Счёт-318.pdf', 'application/pdf', [0x25, 0x50, 0x44, 0x46, 0, 255]]],
	)
	expect(parsed.headers.get('x-entity-ref-id')).toBe('0199b7a2')
	expect(parsed.messageId).toBe(id)
})

it('gives a repeated letter the same Message-ID, and another letter another', async () => {
	const { post } = await serve()
	const [one, two, other] = [
		await post.send(mail),
		await post.send({ ...mail, subject: 'Again' }),
		await post.send({ ...mail, idempotencyKey: 'sign-in/7' }),
	]
	expect(one.id).toBe(two.id)
	expect(other.id).not.toBe(one.id)
	expect(one.id).toMatch(/^<[0-9a-f]{40}@nordlicht\.example>$/)
})

it('keeps a subject with line breaks from becoming headers', async () => {
	const { post, received } = await serve()
	await post.send({ ...mail, subject: 'Invoice 7\r\nBcc: mallory@example.com\r\n\r\nHello' })
	expect(received).toHaveLength(1)
	const parsed = await simpleParser(received[0]?.raw ?? Buffer.alloc(0))
	expect(parsed.subject).toBe('Invoice 7 Bcc: mallory@example.com Hello')
	expect(parsed.headers.has('bcc')).toBe(false)
	expect(received[0]?.recipients).toHaveLength(1)
})

it('gives up when the server knows no such mailbox', async () => {
	const { post } = await serve({ onRcptTo: (_address, _session, done) => done(refusing(550, 'no such user')) })
	await expect(post.send(mail)).rejects.toMatchObject({ lasting: 'permanent', code: 'smtp_550' })
})

it('tries later when the mailbox is full for now or the server is busy', async () => {
	const { post } = await serve({ onRcptTo: (_address, _session, done) => done(refusing(452, 'mailbox full')) })
	await expect(post.send(mail)).rejects.toMatchObject({ lasting: 'temporary', code: 'smtp_452' })
})

it('tries later when the server refuses our sender or our password: that is for us to mend', async () => {
	const sender = await serve({ onMailFrom: (_address, _session, done) => done(refusing(553, 'not your domain')) })
	await expect(sender.post.send(mail)).rejects.toMatchObject({ lasting: 'temporary', code: 'smtp_553' })
	const login = await serve(
		{ authOptional: false, onAuth: (_auth, _session, done) => done(refusing(535, 'wrong password')) },
		'us:wrong@',
	)
	await expect(login.post.send(mail)).rejects.toMatchObject({ lasting: 'temporary', code: 'smtp_535' })
})

it('tries later when nobody answers', async () => {
	const post = openSmtp({ url: 'smtp://127.0.0.1:9', from, timeoutMilliseconds: 500 })
	await expect(post.send(mail)).rejects.toMatchObject({ lasting: 'temporary', code: 'esocket' })
	await post.close()
})
