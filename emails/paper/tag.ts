import type { SafeDocumentNode, SafeNode, SafeTextNode } from '@react-pdf/layout'
import type { Element, Mark, PaperFile } from './file.ts'
import type { Placed, PlacedColumns, PlacedText } from './placed.ts'

/**
 * Puts the laid-out texts into reading order and tells the file what each of them is. Columns, which were set as one
 * text each, are taken apart into cells and read row by row.
 */
export function tagPages(laid: SafeDocumentNode, pages: Placed[], file: PaperFile): void {
	const tables = new Map<number, Element>()
	laid.children.forEach((page, index) => {
		const sheet = page.children?.[0]
		const placed = pages[index]
		if (!sheet || !placed) throw new Error('A page of the paper was not laid out')
		const nodes = (sheet.children ?? []) as SafeNode[]
		const firstText = nodes.findIndex((node) => node.type === 'TEXT')
		const texts = nodes.filter((node): node is SafeTextNode => node.type === 'TEXT')
		const read = { texts: texts.values(), drawn: [] as SafeTextNode[], marks: [] as Mark[] }
		for (const part of placed.parts) {
			if (part.kind === 'text') readText(part, read, file)
			else readColumns(part, read, file, tables)
		}
		const others = nodes.filter((node) => node.type !== 'TEXT')
		Object.assign(sheet, { children: [...others.slice(0, firstText), ...read.drawn, ...others.slice(firstText)] })
		file.announce(read.marks)
	})
}

type Reading = { texts: IterableIterator<SafeTextNode>; drawn: SafeTextNode[]; marks: Mark[] }

function next(read: Reading): SafeTextNode {
	const { value, done } = read.texts.next()
	if (done || !value) throw new Error('A text of the paper was not laid out')
	return value
}

function draw(read: Reading, node: SafeTextNode, mark: Mark): void {
	read.drawn.push(node)
	read.marks.push(mark)
}

function under(parent: Element, role: string, file: PaperFile, options?: { scope: 'Column' }): Element {
	const element = file.struct(role, options)
	parent.add(element)
	return element
}

function readText(part: PlacedText, read: Reading, file: PaperFile): void {
	if (part.role === 'Artifact') {
		draw(read, next(read), 'artifact')
		return
	}
	const element = under(part.role === 'Link' ? under(file.root, 'P', file) : file.root, part.role, file)
	draw(read, next(read), { role: part.role, element })
}

function readColumns(part: PlacedColumns, read: Reading, file: PaperFile, tables: Map<number, Element>) {
	const isTable = part.role === 'Table'
	// A table that begins is a new one: of several sheets each has its own first.
	const known = part.headRole === 'TH' ? undefined : tables.get(part.table ?? 0)
	const parent = isTable ? (known ?? under(file.root, 'Table', file)) : file.root
	if (isTable) tables.set(part.table ?? 0, parent)
	const headRow = part.headRole === 'TH' ? under(parent, 'TR', file) : undefined
	for (const _ of part.heads) {
		const element = headRow && under(headRow, 'TH', file, { scope: 'Column' })
		draw(read, next(read), element ? { role: 'TH', element } : 'artifact')
	}
	const columns = part.columns.map(() => next(read))
	const total = part.rows.reduce((sum, row) => sum + row.lines + row.gap, 0) - (part.rows.at(-1)?.gap ?? 0)
	for (const { lines } of columns) {
		if (lines?.length !== total) throw new Error(`A column has ${lines?.length} lines beside rows of ${total}`)
	}
	let line = 0
	for (const row of part.rows) {
		const rowElement = under(parent, isTable ? 'TR' : 'P', file)
		for (const column of columns) {
			const cell = cellOf(column, line, row.lines)
			const element = isTable ? under(rowElement, 'TD', file) : rowElement
			if (cell) draw(read, cell, { role: isTable ? 'TD' : 'P', element })
		}
		line += row.lines + row.gap
	}
}

/** Some lines of a column as a text of its own, where they stand; nothing when they are empty. */
function cellOf(column: SafeTextNode, from: number, count: number): SafeTextNode | undefined {
	const start = column.lines?.[0]
	const lines = (column.lines ?? []).slice(from, from + count)
	while (lines.at(-1)?.string.trim() === '') lines.pop()
	const [first] = lines
	if (!first?.box || !start?.box || !column.box) return undefined
	return { ...column, lines, box: { ...column.box, top: (column.box.top ?? 0) + first.box.y - start.box.y } }
}
