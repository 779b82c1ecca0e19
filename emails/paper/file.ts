import PDFDocument from 'pdfkit'

/** An element of the structure that reading aids follow: `Document`, `Table`, `TR`, `P` and so on. */
export type Element = ReturnType<PDFDocument['struct']>

/** What the next drawn text is: part of an element, or something to pass over. */
export type Mark = { role: string; element: Element } | 'artifact'

type Facts = { title: string; author: string; subject: string; language: string; writtenOn: Date }

/** Another file inside this one. */
export type Enclosure = { name: string; mediaType: string; description: string; content: Uint8Array }

/** Room for a seal (`seal.ts`), and what it says of itself. */
export type SealRoom = { by: string; reason: string; at: Date }

/** How many bytes a seal may have: a signature, its attributes and a chain of certificates. */
export const sealBytes = 12_288

/** The name under which a drawn box tells the file that it is done, so that the next mark begins. */
export const drawn = 'drawn'

/**
 * The PDF file of a paper, tagged: each text is marked with what it is while the library draws it. The library knows
 * nothing of tags; it only calls `addNamedDestination` at the end of every box that has an id, and there one mark ends
 * and the next begins.
 */
export class PaperFile extends PDFDocument {
	readonly root: Element
	readonly #names = new Map<unknown, string>()
	readonly #pages: Mark[][] = []
	#marks: Mark[] = []
	#open = false
	#link: Element | undefined
	#beforeEnd: (() => void) | undefined

	constructor({ title, author, subject, language, writtenOn }: Facts) {
		super({
			tagged: true,
			lang: language,
			displayTitle: true,
			autoFirstPage: false,
			pdfVersion: '1.7',
			// The default is Helvetica, which takes time to open and is never used.
			font: null,
			info: {
				Title: title,
				Author: author,
				Subject: subject,
				Creator: 'Counterpart',
				Producer: 'Counterpart',
				CreationDate: writtenOn,
				ModDate: writtenOn,
			},
		})
		this.root = this.struct('Document')
		this.addStructure(this.root)
	}

	/** Does something while the last page is still open. */
	beforeEnd(act: () => void): void {
		this.#beforeEnd = act
	}

	/** What is drawn on the coming page, text by text. */
	announce(marks: Mark[]): void {
		this.#pages.push(marks)
	}

	override addPage(options?: object): this {
		super.addPage(options)
		this.#marks = this.#pages.shift() ?? []
		// Panels and rules come first on a page and mean nothing.
		this.markContent('Artifact', { type: 'Layout' })
		this.#open = true
		return this
	}

	override addNamedDestination(name: string, ...place: unknown[]): void {
		if (name !== drawn) {
			super.addNamedDestination(name, ...place)
			return
		}
		if (this.#open) this.endMarkedContent()
		const mark = this.#marks.shift()
		this.#open = mark !== undefined
		if (mark === 'artifact') this.markContent('Artifact', { type: 'Pagination' })
		else if (mark) {
			mark.element.add(this.markStructureContent(mark.role))
			if (mark.role === 'Link') this.#link = mark.element
		}
	}

	override link(left: number, top: number, width: number, height: number, url: string): this {
		return super.link(left, top, width, height, url, { structParent: this.#link, Contents: new String(url) })
	}

	/** One font is asked for with every run of letters; the library would open and compare it each time. */
	override font(source: unknown, size?: number): this {
		const known = this.#names.get(source)
		if (known) return super.font(known, size)
		const name = `font ${this.#names.size + 1}`
		this.#names.set(source, name)
		return this.registerFont(name, source).font(source, size)
	}

	/** Puts a file inside, named as the source of what is printed. */
	enclose({ name, mediaType, description, content }: Enclosure, at: Date): void {
		const dates = { creationDate: at, modifiedDate: at }
		this.file(content, { name, type: mediaType, description, ...dates, relationship: 'Source' })
	}

	/** Leaves room for a seal on the page that is open: a signature field that takes no place on it (ISO 32000-1, 12.8). */
	reserveSeal({ by, reason, at }: SealRoom): void {
		const signature = this.ref({
			Type: 'Sig',
			Filter: 'Adobe.PPKLite',
			SubFilter: 'ETSI.CAdES.detached',
			ByteRange: [0, 'SEAL______', 'SEAL______', 'SEAL______'],
			Contents: new Uint8Array(sealBytes),
			Name: new String(by),
			Reason: new String(reason),
			M: at,
		})
		const field = this.ref({
			Type: 'Annot',
			Subtype: 'Widget',
			FT: 'Sig',
			Rect: [0, 0, 0, 0],
			// Printed and locked.
			F: 132,
			T: new String('Seal'),
			V: signature,
			P: this.page.dictionary,
		})
		this.page.annotations.push(field)
		// Signatures exist, and the file may only be added to.
		const form = this.ref({ SigFlags: 3, Fields: [field] })
		this._root.data.AcroForm = form
		for (const each of [signature, field, form]) each.end()
	}

	/** The library's forms have fonts; the one here has nothing but a seal and is ended with it. */
	override endAcroForm(): this {
		return this
	}

	override end(): void {
		this.#beforeEnd?.()
		this.root.end()
		super.end()
	}
}
