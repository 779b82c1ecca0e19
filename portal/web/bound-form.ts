/** No page of ours carries a form as long as this; files are received by themselves, in pieces. */
const mostBytes = 2 * 1024 * 1024
/** Reading takes the square of it, where all go by one name. */
const mostFields = 2_000
/**
 * A field as our pages name them: `lines[2].quantity`. Lists are as long as their highest number says, so that number is
 * bound too; and no field is called like what every object has.
 */
const plainName = /^(?!__)[\w-]+(?:\[\d{0,3}\]|\.(?!__|constructor$|constructor[.[])[\w-]+){0,6}$/

/** An import asks about what stands in a file, word for word, and its page takes such names as they are. */
const questionName = /^answer [\s\S]{1,2000}$/
const importPage = /^\/staff\/imports\/[^/]+$/

/**
 * Lets a request read its form up to a length, whatever its headers say of it. What is too long is answered 413, what is
 * no form 400: neither is a mistake of ours, and neither may be told as one.
 */
export function boundForm(request: Request): void {
	const formData = async () => {
		const body = await readWhole(request)
		const headers = { 'content-type': request.headers.get('content-type') ?? '' }
		const form = await new Response(body, { headers }).formData().catch(unreadable)
		const names = [...form.keys()]
		if (names.length > mostFields) throw tooMuch()
		const asks = importPage.test(new URL(request.url).pathname.replace(/\.data$/, ''))
		const isOurs = (name: string) =>
			(plainName.test(name) && name !== 'constructor') || (asks && questionName.test(name))
		return names.every(isOurs) ? form : unreadable()
	}
	Object.defineProperty(request, 'formData', { value: formData, configurable: true })
}

const tooMuch = () => new Response('Too much at once', { status: 413 })

function unreadable(): never {
	throw new Response('This form cannot be read', { status: 400 })
}

async function readWhole({ body }: Request): Promise<Blob> {
	const pieces: Uint8Array<ArrayBuffer>[] = []
	let size = 0
	const reader = body?.getReader()
	for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
		size += piece.value.byteLength
		if (size > mostBytes) throw tooMuch()
		pieces.push(piece.value)
	}
	return new Blob(pieces)
}
