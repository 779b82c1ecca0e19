import { getDocument, OPS, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

export type ReadPage = {
	/** Texts in the order in which they are drawn, and where: points from the bottom left. */
	texts: { text: string; left: number; right: number; bottom: number }[]
	/** All of it without white space, for comparing. */
	packed: string
	/** What the drawn glyphs say, one after another, spaces at line ends too; `\0` for a letter that is missing. */
	shown: string
	tree: Tag[]
	links: string[]
}

/** An element of the structure: its role, and the texts or elements in it. */
export type Tag = { role: string; children: (Tag | string)[] }

export type ReadPdf = {
	title: string
	language: string
	tagged: boolean
	created: string
	pages: ReadPage[]
	/** Names of all fonts, and of those whose file is inside. */
	fonts: string[]
	embedded: string[]
}

/** Reads a PDF file with another library than the one that wrote it; its tree of tags, which takes long, when asked. */
export async function readPdf(file: Buffer, { tree = false } = {}): Promise<ReadPdf> {
	const task = getDocument({ data: Uint8Array.from(file), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false })
	const document = await task.promise
	const { info } = await document.getMetadata()
	const facts = info as { Title: string; Language: string; CreationDate: string }
	const pages: ReadPage[] = []
	for (let number = 1; number <= document.numPages; number++)
		pages.push(await readPage(await document.getPage(number), tree))
	// Declared as an object, given as a map.
	const markInfo = (await document.getMarkInfo()) as unknown as Map<string, boolean> | null
	const marked = markInfo?.get('Marked') === true
	await task.destroy()
	const raw = file.toString('latin1')
	const names = (pattern: RegExp) => [...new Set([...raw.matchAll(pattern)].map((match) => match[1] ?? ''))]
	return {
		title: facts.Title,
		language: facts.Language,
		tagged: marked,
		created: facts.CreationDate,
		pages,
		fonts: names(/\/BaseFont \/([^\s/]+)/g),
		embedded: [...raw.matchAll(/<<[^<>]*\/Type \/FontDescriptor[^<>]*>>/g)]
			.filter(([descriptor]) => descriptor.includes('/FontFile2'))
			.map(([descriptor]) => /\/FontName \/([^\s/]+)/.exec(descriptor)?.[1] ?? ''),
	}
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>

async function readPage(page: Page, tree: boolean): Promise<ReadPage> {
	const { items } = await page.getTextContent({ includeMarkedContent: true })
	const texts: ReadPage['texts'] = []
	const marked = new Map<string, string>()
	let mark = ''
	for (const item of items) {
		if ('type' in item) mark = item.type === 'endMarkedContent' ? '' : (item.id ?? '')
		else {
			const [left, bottom] = [Number(item.transform[4]), Number(item.transform[5])]
			if (item.str.trim()) texts.push({ text: item.str, left, right: left + item.width, bottom })
			// White space of no height is pdf.js's own guess at a gap.
			if (item.height > 0) marked.set(mark, `${marked.get(mark) ?? ''}${item.str}${item.hasEOL ? ' ' : ''}`)
			else if (item.hasEOL) marked.set(mark, `${marked.get(mark) ?? ''} `)
		}
	}
	const { fnArray, argsArray } = await page.getOperatorList()
	const glyphs = fnArray.flatMap((operator, index) =>
		operator === OPS.showText ? (argsArray[index][0] as unknown[]).filter(isGlyph) : [],
	)
	const annotations = (await page.getAnnotations()) as { url?: string }[]
	return {
		texts,
		packed: pack(texts.map(({ text }) => text).join('')),
		shown: glyphs.map(({ unicode }) => unicode).join(''),
		tree: tree ? tagsOf((await page.getStructTree()) as unknown as StructNode, marked) : [],
		links: annotations.flatMap(({ url }) => (url ? [url] : [])),
	}
}

const isGlyph = (shown: unknown): shown is { unicode: string } =>
	typeof shown === 'object' && shown !== null && 'unicode' in shown

type StructNode = { role?: string; id?: string; type?: string; children?: StructNode[] } | null

function tagsOf(root: StructNode, marked: Map<string, string>): Tag[] {
	const read = (node: StructNode): (Tag | string)[] => {
		if (!node) return []
		if (node.type === 'content') return [(marked.get(node.id ?? '') ?? '').trim()]
		if (!node.role) return []
		return [{ role: node.role, children: (node.children ?? []).flatMap(read) }]
	}
	return (root?.children ?? []).flatMap(read).filter((tag): tag is Tag => typeof tag !== 'string')
}

/** Text without any white space: papers break lines where they must. */
export const pack = (text: string) => text.normalize('NFC').replace(/\s/g, '')
