import { type ReadPdf, readPdf } from '#test/emails/paper/read-pdf.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { attributesOf } from '#test/portal/hostile/forms.ts'

/** A page as somebody sees it: where it is, what it says, and its source. */
export type Page = { path: string; status: number; text: string; html: string }

type Fields = Record<string, string | string[]>

/** Somebody at a browser without script: reads pages, fills in what they show, and presses their buttons. */
export class Reader {
	readonly visit: Visit

	constructor(visit: Visit) {
		this.visit = visit
	}

	async open(path: string): Promise<Page> {
		return await this.follow(path, await this.visit.get(path))
	}

	/** The page's text, for short. */
	async read(path: string): Promise<string> {
		return (await this.open(path)).text
	}

	/**
	 * Presses the button of a page whose words these are, having filled in fields: each replaces what the form says under
	 * that name, and an empty list unticks it. `files` are chosen by the names of their fields. Answers the page it leads to;
	 * at another house only its address is known.
	 */
	async press(page: Page, button: string, fields: Fields = {}, files: Record<string, File> = {}): Promise<Page> {
		const form = formWith(page, button)
		const given = Object.entries(fields).flatMap(([name, value]) =>
			[value].flat().map((one): [string, string] => [name, one]),
		)
		const body = [...form.fields.filter(([name]) => !(name in fields)), ...given, ...form.button]
		const { pathname, search } = new URL(form.action ?? page.path, `http://portal${page.path}`)
		if (form.method === 'get') return await this.open(`${pathname}?${new URLSearchParams(body)}`)
		return await this.follow(
			pathname + search,
			await this.send(pathname + search, body, form.multipart ? files : undefined),
		)
	}

	/** A PDF of the portal, read by another program than the one that wrote it. */
	async paper(path: string): Promise<ReadPdf & { text: string }> {
		const answer = await this.visit.get(path)
		const type = answer.headers.get('content-type')
		if (type !== 'application/pdf') throw new Error(`${path} is no paper: ${answer.status} ${type}`)
		const read = await readPdf(Buffer.from(await answer.arrayBuffer()))
		return { ...read, text: read.pages.map(({ packed }) => packed).join('') }
	}

	private async send(path: string, body: [string, string][], files?: Record<string, File>): Promise<Response> {
		if (!files) return await this.visit.post(path, body)
		const form = new FormData()
		for (const [name, value] of body) form.append(name, value)
		for (const [name, file] of Object.entries(files)) form.append(name, file)
		return await this.visit.postForm(path, form)
	}

	private async follow(path: string, answer: Response): Promise<Page> {
		const to = answer.headers.get('location')
		if (!to) {
			const html = await answer.text()
			return { path, status: answer.status, html, text: textOf(html) }
		}
		const url = new URL(to, this.visit.address + path)
		if (url.origin !== this.visit.address) return { path: url.href, status: answer.status, html: '', text: '' }
		return await this.open(url.pathname + url.search)
	}
}

function formWith({ html, path }: Page, button: string) {
	for (const [, head = '', body = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
		const { id, action, method, enctype } = attributesOf(head)
		const inside = body + (id ? outsideOf(html, id) : '')
		for (const [, tag = '', words = ''] of inside.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)) {
			if (![textOf(words).trim(), attributesOf(tag)['aria-label']].includes(button)) continue
			const { name, value = '', formaction } = attributesOf(tag)
			return {
				action: formaction ?? action,
				method: method?.toLowerCase() === 'post' && formaction === undefined ? 'post' : 'get',
				multipart: enctype === 'multipart/form-data',
				fields: fieldsIn(inside),
				button: name ? [[name, value] as [string, string]] : [],
			}
		}
	}
	throw new Error(`${path} has no button "${button}": ${textOf(html).slice(0, 2000)}`)
}

/** Controls that name the form they belong to. */
function outsideOf(html: string, id: string): string {
	const tags = html.matchAll(/<input\b[^>]*>|<(button|select|textarea)\b[^>]*>[\s\S]*?<\/\1>/g)
	return [...tags].flatMap(([tag]) => (tag.includes(` form="${id}"`) ? [tag] : [])).join('')
}

/** What a browser would send of them as they stand. */
function fieldsIn(html: string): [string, string][] {
	const inputs = [...html.matchAll(/<input\b([^>]*)>/g)].flatMap(([, tag = '']): [string, string][] => {
		const { name, type = 'text', value, checked, disabled } = attributesOf(tag)
		if (!name || disabled !== undefined || type === 'file' || type === 'submit') return []
		const ticks = type === 'checkbox' || type === 'radio'
		return ticks && checked === undefined ? [] : [[name, value ?? (ticks ? 'on' : '')]]
	})
	const choices = [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
		([, tag = '', body = '']): [string, string][] => {
			const { name } = attributesOf(tag)
			const options = [...body.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => attributesOf(option))
			const chosen = options.find(({ selected }) => selected !== undefined) ?? options[0]
			return name ? [[name, chosen?.value ?? '']] : []
		},
	)
	const texts = [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].flatMap(
		([, tag = '', text = '']): [string, string][] => {
			const { name } = attributesOf(tag)
			return name ? [[name, text.trim()]] : []
		},
	)
	return [...inputs, ...choices, ...texts]
}
