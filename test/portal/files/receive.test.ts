import { expect, test } from 'vitest'
import { receiveMessage } from '#portal/files/receive.ts'

const boundary = '----counterpart7MA4YWxkTrZu0gW'
const part = (head: string, body: string) =>
	`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`
const body = new TextEncoder().encode(
	[
		part('name="text"', 'Here they are.'),
		part('name="files"; filename="one.txt"\r\nContent-Type: text/plain', 'Plain words'),
		part('name="files"; filename="=1+2.txt"\r\nContent-Type: text/plain', 'Other words'),
		`--${boundary}--\r\n`,
	].join(''),
)

/** The message as it comes from the network, in pieces that end where they happen to. */
function sent(...pieces: Uint8Array[]): Request {
	const stream = new ReadableStream({
		async start(controller) {
			for (const piece of pieces) {
				controller.enqueue(piece)
				await new Promise((resolve) => setImmediate(resolve))
			}
			controller.close()
		},
	})
	const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
	return new Request('http://portal.example/', { method: 'POST', headers, body: stream, duplex: 'half' } as RequestInit)
}

test('no file is lost, wherever the network cuts a message into pieces', async () => {
	const lost: unknown[] = []
	for (let cut = 1; cut < body.length; cut++) {
		const message = await receiveMessage(sent(body.subarray(0, cut), body.subarray(cut))).catch(() => undefined)
		if (!message) {
			lost.push([cut])
			continue
		}
		const read = [message.fields.text, ...message.files.map(({ fileName, sizeBytes }) => `${fileName} ${sizeBytes}`)]
		await message.done()
		if (read.join() !== 'Here they are.,one.txt 11,=1+2.txt 11') lost.push([cut, read])
	}
	expect(lost).toEqual([])
})

test('a message that ends before its end is its sender’s mistake', async () => {
	for (const length of [3, 90, 200, body.length - 40, body.length - 4]) {
		const answer = await receiveMessage(sent(body.subarray(0, length))).catch((error: unknown) => error)
		expect(answer).toBeInstanceOf(Response)
		expect((answer as Response).status).toBe(400)
	}
})

test('an empty file is named, and a field without a file is none', async () => {
	const form = [
		part('name="files"; filename=""\r\nContent-Type: application/octet-stream', ''),
		part('name="files"; filename="plan.pdf"\r\nContent-Type: application/pdf', ''),
		`--${boundary}--\r\n`,
	].join('')
	const message = await receiveMessage(sent(new TextEncoder().encode(form)))
	await message.done()
	expect(message.files).toEqual([])
	expect(message.refusals).toEqual([{ code: 'message.file_empty', facts: { name: 'plan.pdf' } }])
})
