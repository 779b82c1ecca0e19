/** What the server says of a piece: how much is here, or why it is not taken. */
export type UploadAnswer = { receivedBytes: number; kept: boolean } | { refused: string }

const pieceBytes = 128 * 1024

/**
 * Sends a file piece by piece to its address, going on where the server says. Answers why it is not taken, `signedOut`, `gone` where what
 * it is for is not there any more, or not for this person, or nothing when it is there. Throws without a connection.
 */
export async function sendFile(
	{ address, name, content }: { address: string; name: string; content: Blob },
	told: (percent: number) => void,
): Promise<{ refused: string } | 'signedOut' | 'gone' | undefined> {
	// The first asks how much of it is there from before.
	let at = 0
	for (let length = 0; ; length = pieceBytes) {
		const query = new URLSearchParams({ name, size: String(content.size), at: String(at) })
		const answer = await fetch(`${address}?${query}`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: content.slice(at, at + length),
			signal: AbortSignal.timeout(60_000),
		})
		if (answer.redirected) return 'signedOut'
		if (answer.status === 404) return 'gone'
		if (!answer.ok || !answer.headers.get('content-type')?.includes('json'))
			throw new Error('The server did not answer')
		const said = (await answer.json()) as UploadAnswer
		if ('refused' in said) return said
		at = said.receivedBytes
		told(Math.floor((at * 100) / content.size))
		if (said.kept) return undefined
	}
}
