import type { Visit } from '#test/portal/customer/visit.ts'
import type { Cast } from './cast.ts'
import { cookiesOf } from './cast.ts'
import type { Form } from './forms.ts'

/** What came back, everything in it as text. */
export type Answer = { status: number; location: string; body: string; headers: Headers; everything: string }

/** Somebody whose keys stay as they are, whatever is answered. */
export type Caller = {
	name: string
	get(path: string): Promise<Answer>
	send(form: Pick<Form, 'action' | 'fields' | 'multipart'>): Promise<Answer>
}

export function callerOf({ portal }: Pick<Cast, 'portal'>, name: string, visit: Visit | undefined): Caller {
	const cookie = visit ? cookiesOf(visit) : ''
	const call = async (path: string, more: RequestInit = {}) => {
		const headers = { cookie, 'sec-fetch-site': 'same-origin', 'accept-encoding': 'identity' }
		return await read(await fetch(portal.address + path, { redirect: 'manual', headers, ...more }))
	}
	return {
		name,
		get: (path) => call(path),
		send: ({ action, fields, multipart }) => {
			const body = multipart ? new FormData() : new URLSearchParams()
			for (const [field, value] of fields) body.append(field, value)
			return call(action, { method: 'POST', body })
		},
	}
}

async function read(answer: Response): Promise<Answer> {
	const body = Buffer.from(await answer.arrayBuffer()).toString('utf8')
	const { status, headers } = answer
	const heads = [...headers].map(([name, value]) => `${name}: ${value}`).join('\n')
	return { status, headers, body, location: headers.get('location') ?? '', everything: `${heads}\n\n${body}` }
}

/** An answer without what differs from one to the next: its nonce, its name in the log, the ids in the address. */
export function shapeOf({ status, location, body }: Answer): string {
	const plain = (text: string) =>
		text.replace(
			/nonce[\\"=:]+[\w+/=-]+|content="[a-z\d]{10}"|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g,
			'…',
		)
	return `${status} ${plain(decodeURIComponent(location))}\n${plain(body)}`
}

/** Does it for all, a few at a time. */
export async function forAll<Item>(
	items: readonly Item[],
	work: (item: Item) => Promise<void>,
	most = 4,
): Promise<void> {
	const left = [...items]
	const worker = async () => {
		for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item)
	}
	await Promise.all(Array.from({ length: most }, worker))
}
