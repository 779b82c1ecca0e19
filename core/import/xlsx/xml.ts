import { refuse } from '../../refusal.ts'

/** An element longer than this is no row and no text of a spreadsheet. */
const longestElement = 16_000_000

/** A whole part as text, for the small ones. */
export async function textOfPart(bytes: AsyncIterable<Uint8Array>): Promise<string> {
	const decoder = new TextDecoder()
	let text = ''
	for await (const chunk of bytes) {
		text += decoder.decode(chunk, { stream: true })
		if (text.length > longestElement) refuse('import.too_large_unpacked', {})
	}
	return text + decoder.decode()
}

/**
 * The elements of one name in a stream of XML, each as its source text, in order. Made for the flat parts of a
 * spreadsheet, where such an element never holds one of the same name; `name` comes without the namespace prefix that
 * some writers use.
 */
export async function* elements(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string[]> {
	const decoder = new TextDecoder()
	let text = ''
	let tag: string | undefined
	for await (const chunk of bytes) {
		text += decoder.decode(chunk, { stream: true })
		tag ??= prefixIn(text, name)
		if (tag === undefined) {
			if (text.length > longestElement) refuse('import.too_large_unpacked', {})
			continue
		}
		const found: string[] = []
		const from = cut(text, tag, found)
		text = text.slice(from)
		if (text.length > longestElement) refuse('import.too_large_unpacked', {})
		if (found.length > 0) yield found
	}
}

/** The name with its prefix, as soon as the first such element is seen. */
function prefixIn(text: string, name: string): string | undefined {
	const match = new RegExp(`<((?:[\\w.-]+:)?${name})[\\s/>]`).exec(text)
	return match?.[1]
}

/** Collects whole elements; answers where the first unfinished one begins. */
function cut(text: string, tag: string, found: string[]): number {
	const open = `<${tag}`
	const close = `</${tag}>`
	let from = 0
	for (;;) {
		const start = findOpen(text, open, from)
		if (start < 0) return Math.max(from, text.length - open.length - 1)
		const head = text.indexOf('>', start)
		if (head < 0) return start
		if (text[head - 1] === '/') {
			found.push(text.slice(start, head + 1))
			from = head + 1
			continue
		}
		const end = text.indexOf(close, head)
		if (end < 0) return start
		found.push(text.slice(start, end))
		from = end + close.length
	}
}

/** `<row` and not `<rowBreaks`. */
function findOpen(text: string, open: string, from: number): number {
	for (let at = text.indexOf(open, from); at >= 0; at = text.indexOf(open, at + 1)) {
		const next = text.charCodeAt(at + open.length)
		// blank, tab, line ends, slash, greater-than, or not there yet
		if (next <= 0x20 || next === 0x2f || next === 0x3e || Number.isNaN(next)) return at
	}
	return -1
}

/** The value of an attribute in the opening tag that the text begins with; undefined when it has none. */
export function attribute(element: string, name: string): string | undefined {
	const head = element.slice(0, element.indexOf('>'))
	const match = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(head)
	const value = match?.[1] ?? match?.[2]
	return value === undefined ? undefined : decodeXml(value)
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Entities, and the `_x000D_` by which spreadsheets write what XML cannot. */
export function decodeXml(text: string): string {
	if (!text.includes('&') && !text.includes('_x')) return text
	return text
		.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal, hex, name) => {
			if (name) return named[name] ?? whole
			const code = decimal ? Number(decimal) : Number.parseInt(hex, 16)
			return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole
		})
		.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

const texts = /<(?:[\w.-]+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:[\w.-]+:)?t>/g
const phonetics = /<(?:[\w.-]+:)?rPh[\s>].*?<\/(?:[\w.-]+:)?rPh>/gs

/** The text of a rich or plain string item; readings beside Japanese and Chinese text are left out. */
export function richText(element: string): string {
	const source = element.includes('rPh') ? element.replace(phonetics, '') : element
	let text = ''
	for (const match of source.matchAll(texts)) text += match[1] ?? ''
	return decodeXml(text)
}
