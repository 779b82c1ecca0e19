import { Parser } from 'saxen'
import { refuseLine } from './unclear.ts'

/** An element by its name without prefix, with its text and where it begins, 1-based. */
export type Element = {
	name: string
	text: string
	attributes: Record<string, string>
	children: Element[]
	line: number
}

/** Bank files are flat; what nests deeper is made to do harm. */
const deepest = 60

/**
 * The tree of a whole XML document. Knows no document types and no entities but those of XML itself, so that nothing
 * outside of the text is ever read. Refuses `bank_file.unclear`, `bank_file.cut_off` by what the parser says.
 */
export function readTree(text: string): Element {
	const parser = new Parser()
	const root: Element = { name: '', text: '', attributes: {}, children: [], line: 1 }
	const open = [root]
	const here = () => open[open.length - 1] ?? root
	// The parser counts lines from the beginning each time it is asked, which is too slow to ask for every element.
	let line = 1
	const count = (value: string) => {
		for (let at = value.indexOf('\n'); at >= 0; at = value.indexOf('\n', at + 1)) line++
	}
	parser.on('openTag', (name, attributes, decode, _selfClosing, context) => {
		if (open.length < 4) line = context().line + 1
		if (open.length > deepest) refuseLine(line, name)
		const said = Object.entries(attributes()).map(([key, value]) => [key, decode(String(value))])
		const element = { name: bare(name), text: '', attributes: Object.fromEntries(said), children: [], line }
		here().children.push(element)
		open.push(element)
	})
	parser.on('closeTag', () => {
		open.pop()
	})
	parser.on('text', (value, decode) => {
		here().text += decode(value)
		count(value)
	})
	parser.on('cdata', (value) => {
		here().text += value
		count(value)
	})
	parser.on('comment', count)
	parser.on('attention', (value, _decode, context) => refuseLine(context().line + 1, value))
	for (const hook of ['error', 'warn'] as const)
		parser.on(hook, (error, context) => refuseLine(Math.max(line, context().line + 1), error.message))
	parser.parse(text)
	if (open.length > 1) refuseLine(here().line, here().name)
	return root
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1)

/** The elements at the end of a path of names, below one. */
export function allAt(element: Element, path: string): Element[] {
	let found = [element]
	for (const name of path.split('/'))
		found = found.flatMap(({ children }) => children.filter((one) => one.name === name))
	return found
}

/** The text at the end of a path; '' where there is none. */
export function textAt(element: Element, path: string): string {
	return allAt(element, path)[0]?.text.trim() ?? ''
}
