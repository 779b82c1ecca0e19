import { deflateRawSync } from 'node:zlib'

type Part = { name: string; content: string }

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of the parts that a test is about; what it leaves out is the least that is valid. */
export function workbook(
	sheet: string,
	more: { strings?: string; styles?: string; workbook?: string } = {},
): Uint8Array {
	const part = (name: string, content: string) => ({ name, content: head + content })
	return zip([
		part(
			'_rels/.rels',
			`<Relationships><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		),
		part(
			'xl/workbook.xml',
			more.workbook ?? '<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>',
		),
		part(
			'xl/_rels/workbook.xml.rels',
			`<Relationships><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		),
		part('xl/worksheets/sheet1.xml', sheet),
		...(more.strings ? [part('xl/sharedStrings.xml', more.strings)] : []),
		...(more.styles ? [part('xl/styles.xml', more.styles)] : []),
	])
}

export function zip(parts: Part[]): Uint8Array {
	const bodies: Buffer[] = []
	const directory: Buffer[] = []
	let offset = 0
	for (const { name, content } of parts) {
		const raw = Buffer.from(content)
		const packed = deflateRawSync(raw)
		const local = Buffer.alloc(30 + name.length)
		local.writeUInt32LE(0x04034b50, 0)
		local.writeUInt16LE(8, 8)
		local.writeUInt16LE(name.length, 26)
		local.write(name, 30)
		const entry = Buffer.alloc(46 + name.length)
		entry.writeUInt32LE(0x02014b50, 0)
		entry.writeUInt16LE(8, 10)
		entry.writeUInt32LE(packed.length, 20)
		entry.writeUInt32LE(raw.length, 24)
		entry.writeUInt16LE(name.length, 28)
		entry.writeUInt32LE(offset, 42)
		entry.write(name, 46)
		bodies.push(local, packed)
		directory.push(entry)
		offset += local.length + packed.length
	}
	const end = Buffer.alloc(22)
	end.writeUInt32LE(0x06054b50, 0)
	end.writeUInt16LE(parts.length, 10)
	end.writeUInt32LE(Buffer.concat(directory).length, 12)
	end.writeUInt32LE(offset, 16)
	return Buffer.concat([...bodies, ...directory, end])
}

export const cell = (reference: string, inside: string, attributes = '') =>
	`<c r="${reference}"${attributes}>${inside}</c>`
export const text = (reference: string, value: string) => cell(reference, `<is><t>${value}</t></is>`, ' t="inlineStr"')
