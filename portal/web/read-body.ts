import type { IncomingMessage } from 'node:http'

/** The body as it came, byte for byte; nothing where it is larger than so many bytes. */
export async function readBody(request: IncomingMessage, largest: number): Promise<Buffer | undefined> {
	const parts: Buffer[] = []
	let size = 0
	for await (const part of request as AsyncIterable<Buffer>) {
		size += part.length
		if (size <= largest) parts.push(part)
		// Read on for a while, because a sender who is cut off does not see the answer.
		else if (size > 10 * largest) break
	}
	return size <= largest ? Buffer.concat(parts) : undefined
}
