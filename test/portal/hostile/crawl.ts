import { type Caller, forAll } from './caller.ts'
import { type Form, formsIn, linksIn } from './forms.ts'

export type Crawled = { pages: Map<string, number>; forms: Form[] }

/** Everything that a visitor finds from these addresses on: the pages, and every form on them once a kind. */
export async function crawl(caller: Caller, from: string[], most = 220): Promise<Crawled> {
	const pages = new Map<string, number>()
	const forms = new Map<string, Form>()
	const kinds = new Map<string, number>()
	let wave = [...new Set(from)]
	while (wave.length > 0 && pages.size < most) {
		const found = new Set<string>()
		await forAll(wave, async (path) => {
			const answer = await caller.get(path)
			pages.set(path, answer.status)
			if (answer.location.startsWith('/')) found.add(answer.location)
			if (!answer.headers.get('content-type')?.includes('text/html')) return
			for (const form of formsIn(path, answer.body)) {
				if (form.method === 'get') found.add(`${form.action.split('?')[0]}?${new URLSearchParams(form.fields)}`)
				else if (!forms.has(kindOfForm(form))) forms.set(kindOfForm(form), form)
			}
			for (const link of linksIn(answer.body)) found.add(link)
		})
		// Of addresses that differ in their ids or their query alone, a few do.
		wave = [...found].filter((path) => {
			if (pages.has(path) || /^\/(assets|dev|sign-out)/.test(path)) return false
			const kind = kindOf(path)
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
			return (kinds.get(kind) ?? 0) <= 2
		})
	}
	return { pages, forms: [...forms.values()] }
}

/** An address without its ids and what its fields say. */
export const kindOf = (path: string) =>
	path
		.replace(/[\da-f]{8}-[\da-f-]{27}/g, ':id')
		.replace(/=[^&]*/g, '')
		.replace(/\d{4}-\d\d-\d\d/g, ':on')

/** Two forms are alike when they go to the same thing with the same button and fields. */
export function kindOfForm({ action, fields }: Form): string {
	const said = fields.filter(([name]) => name === 'intent' || name === 'by').map(([, value]) => value)
	return `${action.split('?')[0]} ${said} ${[...new Set(fields.map(([name]) => name.replace(/\[\d+\]/g, '[]')))].sort()}`
}
