import { parentPort, workerData } from 'node:worker_threads'
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'

// A thread for one file, which alone loads what reads PDFs: whoever made the file may have meant it to break its reader.

/** `most`: no more characters are read. */
export type TextOrder = { bytes: Uint8Array; most: number }

parentPort?.postMessage(await textOf(workerData as TextOrder))

async function textOf({ bytes, most }: TextOrder): Promise<string> {
	const quiet = { verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, isEvalSupported: false }
	const task = getDocument({ data: Uint8Array.from(bytes), ...quiet })
	const document = await task.promise
	const pages: string[] = []
	let length = 0
	for (let number = 1; number <= document.numPages && length < most; number++) {
		const page = await document.getPage(number)
		const { items } = await page.getTextContent()
		const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
		page.cleanup()
		pages.push(text)
		length += text.length
	}
	await task.destroy()
	return pages.join('\n')
}
