/** No page of ours carries a form as long as this; files are received by themselves, in pieces. */
const mostBytes = 2 * 1024 * 1024

/**
 * Lets a request read its form up to a length, whatever its headers say of it. What is too long is answered 413, what is
 * no form 400: neither is a mistake of ours, and neither may be told as one.
 */
export function boundForm(request: Request): void {
	const formData = async () => {
		const body = await readWhole(request)
		const headers = { 'content-type': request.headers.get('content-type') ?? '' }
		return await new Response(body, { headers }).formData().catch(() => {
			throw new Response('This form cannot be read', { status: 400 })
		})
	}
	Object.defineProperty(request, 'formData', { value: formData, configurable: true })
}

async function readWhole({ body }: Request): Promise<Blob> {
	const pieces: Uint8Array<ArrayBuffer>[] = []
	let size = 0
	const reader = body?.getReader()
	for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
		size += piece.value.byteLength
		if (size > mostBytes) throw new Response('Too much at once', { status: 413 })
		pieces.push(piece.value)
	}
	return new Blob(pieces)
}
