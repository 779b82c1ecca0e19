import layoutDocument, { type DocumentNode, type SafeDocumentNode } from '@react-pdf/layout'
import renderPdf from '@react-pdf/render'
import { Document, Font, pdf } from '@react-pdf/renderer'
import { locales } from '../words/language.ts'
import { type Enclosure, PaperFile, type SealRoom } from './file.ts'
import { LeafPage } from './leaf.tsx'
import { placeLeaf } from './place-leaf.ts'
import type { Placed } from './placed.ts'
import { plan } from './plan.ts'
import { mapTexts, type Sheet, textsOf } from './sheet.ts'
import { tagPages } from './tag.ts'
import { openType } from './type.ts'

/**
 * Sheets as one PDF, each beginning on a page of its own, the pages counted through. The same sheets give the same
 * bytes: the dates in the file are those of the paper.
 */
export function print(sheet: Sheet, ...others: Sheet[]): Promise<Buffer> {
	return printWith({}, sheet, ...others)
}

/** The same with another file inside, or with room for a seal on its last page. */
export async function printWith(
	{ enclosed, seal }: { enclosed?: Enclosure; seal?: SealRoom },
	sheet: Sheet,
	...others: Sheet[]
): Promise<Buffer> {
	const sheets = [sheet, ...others]
	const type = await openType(sheets.flatMap((each) => [...textsOf(each)]))
	const plans = sheets.map((each) => plan(mapTexts(each, type.printable), type))
	const of = plans.reduce((sum, planned) => sum + planned.leaves.length, 0)
	let number = 0
	const pages = plans.flatMap((planned) =>
		planned.leaves.map((leaf) => placeLeaf(planned, { ...leaf, number: ++number, of })),
	)
	const laid = await layOut(pages, type.families)
	const file = new PaperFile({
		title: sheet.title,
		author: sheet.company,
		subject: `${sheet.heading} ${sheet.number}`,
		language: locales[sheet.language],
		writtenOn: dateOf(sheet.issuedOn),
	})
	if (enclosed) file.enclose(enclosed, dateOf(sheet.issuedOn))
	if (seal) file.beforeEnd(() => file.reserveSeal(seal))
	tagPages(laid, pages, file)
	renderPdf(writer(file), laid)
	return Buffer.concat(await file.toArray())
}

/** What the library's `renderToBuffer` does first: elements to a tree, the tree to places. */
function layOut(pages: Placed[], families: string[]): Promise<SafeDocumentNode> {
	const { container } = pdf(
		<Document>
			{pages.map((placed, index) => (
				<LeafPage key={numbered(index)} placed={placed} families={families} />
			))}
		</Document>,
	)
	const document: DocumentNode = container.document
	// Its types forget the fonts.
	const layOutWith: (document: DocumentNode, fonts: typeof Font) => Promise<SafeDocumentNode> = layoutDocument
	return layOutWith(document, Font)
}

const numbered = (index: number) => `page ${index + 1}`

/** The library's types name its own copy of the writer, which ours extends. */
const writer = (file: PaperFile) => file as unknown as Parameters<typeof renderPdf>[0]

/** The writer takes nothing but a Date. */
const dateOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime('UTC').epochMilliseconds)
