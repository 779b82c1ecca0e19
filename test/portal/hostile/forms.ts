/** A form as a page carries it, with one of its buttons. */
export type Form = {
	page: string
	action: string
	method: 'get' | 'post'
	multipart: boolean
	fields: [string, string][]
}

/** What is typed into an empty field, by its type. */
const typed: Record<string, string> = { email: 'eve@elsewhere.example', date: '2026-07-01', number: '2', tel: '123456' }

/** The forms of a page, each once for every button that says something else. Empty fields are filled plausibly. */
export function formsIn(page: string, html: string): Form[] {
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, head = '', body = '']) => {
		const { id, action, method, enctype } = attributesOf(head)
		const elsewhere = id ? [...html.matchAll(/<(?:input|button|select|textarea)\b[^>]*>/g)].map(([tag]) => tag) : []
		const outside = elsewhere.filter((tag) => tag.includes(` form="${id}"`)).join('')
		const inside = body + outside
		const fields = [...inputsIn(inside), ...choicesIn(inside), ...textsIn(inside)]
		const buttons = [...inside.matchAll(/<button\b([^>]*)>/g)].map(([, button = '']) => attributesOf(button))
		const pressed = buttons.map(({ name, value = '' }): [string, string][] => (name ? [[name, value]] : []))
		const form = {
			page,
			action: new URL(action ?? '', `http://portal${page}`).href.slice('http://portal'.length).split('#')[0] ?? '',
			method: method?.toLowerCase() === 'post' ? ('post' as const) : ('get' as const),
			multipart: enctype === 'multipart/form-data',
		}
		const ways = new Map((pressed.length > 0 ? pressed : [[]]).map((one) => [JSON.stringify(one), one]))
		return [...ways.values()].map((button) => ({ ...form, fields: [...fields, ...button] }))
	})
}

/** Where the links of a page lead, inside the portal. */
export function linksIn(html: string): string[] {
	return [...html.matchAll(/<a\b([^>]*)>/g)].flatMap(([, tag = '']) => {
		const href = attributesOf(tag).href?.split('#')[0] ?? ''
		return href.startsWith('/') && !href.startsWith('//') ? [href] : []
	})
}

function inputsIn(html: string): [string, string][] {
	const radios = new Set<string>()
	return [...html.matchAll(/<input\b([^>]*)>/g)].flatMap(([, tag = '']): [string, string][] => {
		const { name, type = 'text', value, checked } = attributesOf(tag)
		if (!name || type === 'file' || type === 'submit') return []
		if (type === 'radio') {
			if (radios.has(name) && checked === undefined) return []
			radios.add(name)
		}
		return [[name, value || (type === 'hidden' ? '' : (typed[type] ?? (type === 'checkbox' ? 'on' : 'Typed')))]]
	})
}

function choicesIn(html: string): [string, string][] {
	return [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].flatMap(
		([, tag = '', body = '']): [string, string][] => {
			const { name } = attributesOf(tag)
			const options = [...body.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => attributesOf(option))
			const chosen =
				options.find(({ selected, value }) => selected !== undefined && value) ?? options.find(({ value }) => value)
			return name ? [[name, chosen?.value ?? '']] : []
		},
	)
}

function textsIn(html: string): [string, string][] {
	return [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].flatMap(
		([, tag = '', text = '']): [string, string][] => {
			const { name } = attributesOf(tag)
			return name ? [[name, unescaped(text.trim()) || 'Typed at length']] : []
		},
	)
}

export function attributesOf(tag: string): Record<string, string | undefined> {
	const pairs = [...tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g)]
	return Object.fromEntries(pairs.map(([, name = '', value]) => [name.toLowerCase(), unescaped(value ?? '')]))
}

function unescaped(text: string): string {
	return text
		.replace(/&quot;/g, '"')
		.replace(/&#x27;/g, "'")
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&amp;/g, '&')
}
