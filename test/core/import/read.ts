import type { SheetRow } from '#core/import/cell.ts'
import { type FileOptions, openSheet } from '#core/import/file/sheet.ts'
import { fileOfBytes } from '#core/import/file/source.ts'

/** All rows of a file below its header, and how it was read. */
export async function readAll(bytes: Uint8Array | string, options: FileOptions = {}) {
	const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
	const sheet = await openSheet(fileOfBytes('file', content), options)
	const rows: SheetRow[] = []
	for await (const some of sheet.rows()) rows.push(...some)
	return { ...sheet, rows }
}
