/** The file writer under @react-pdf/renderer: what we use of it. The package brings no types. */
declare module 'pdfkit' {
	import type { Readable } from 'node:stream'

	/** Content marked on a page, to be added to an element of the structure. */
	class StructureContent {
		private constructor()
	}

	class StructureElement {
		add(child: StructureElement | StructureContent): this
		end(): void
	}

	type Options = {
		tagged?: boolean
		lang?: string
		displayTitle?: boolean
		autoFirstPage?: boolean
		pdfVersion?: '1.7'
		font?: null
		info?: Record<string, string | Date>
	}

	/** An object of the file, written when it ends. */
	class Reference {
		data: Record<string, unknown>
		end(): void
	}

	type FileOptions = {
		name: string
		type: string
		description: string
		creationDate: Date
		modifiedDate: Date
		relationship: 'Source' | 'Data' | 'Alternative' | 'Supplement' | 'Unspecified'
	}

	export default class PDFDocument extends Readable {
		readonly page: { dictionary: Reference; annotations: Reference[] }
		readonly _root: Reference
		ref(data: Record<string, unknown>): Reference
		file(content: Uint8Array, options: FileOptions): Reference
		constructor(options: Options)
		addPage(options?: object): this
		font(source: unknown, size?: number): this
		registerFont(name: string, source: unknown): this
		link(left: number, top: number, width: number, height: number, url: string, options?: object): this
		addNamedDestination(name: string, ...place: unknown[]): void
		struct(type: string, options?: { scope?: 'Column' | 'Row'; alt?: string }): StructureElement
		addStructure(element: StructureElement): this
		markContent(tag: string, options?: { type?: string }): this
		markStructureContent(tag: string): StructureContent
		endMarkedContent(): this
		endAcroForm(): this
		end(): void
	}
}
