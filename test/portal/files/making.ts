import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

export const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de', 'hex')
export const pdf = Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n%%EOF\n', 'latin1')
export const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')
export const webp = Buffer.from('524946461a000000574542505650384c0d0000002f00000010071011118888fe0700', 'hex')
export const program = Buffer.from('4d5a90000300000004000000ffff0000b800000000000000', 'hex')

/** An archive of these files. */
export function zip(files: Record<string, string | Buffer>): Buffer {
	const parts: Buffer[] = []
	const list: Buffer[] = []
	let offset = 0
	for (const [name, content] of Object.entries(files)) {
		const [raw, title] = [Buffer.from(content), Buffer.from(name)]
		const packed = deflateRawSync(raw)
		const facts = Buffer.alloc(26)
		facts.writeUInt16LE(20, 0)
		facts.writeUInt16LE(8, 4)
		facts.writeUInt32LE(crc32(raw), 10)
		facts.writeUInt32LE(packed.length, 14)
		facts.writeUInt32LE(raw.length, 18)
		facts.writeUInt16LE(title.length, 22)
		parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), facts, title, packed)
		const entry = Buffer.alloc(46)
		entry.write('PK\u0001\u0002', 'latin1')
		entry.writeUInt16LE(20, 4)
		facts.copy(entry, 6)
		entry.writeUInt32LE(offset, 42)
		list.push(entry, title)
		offset += 30 + title.length + packed.length
	}
	const directory = Buffer.concat(list)
	const end = Buffer.alloc(22)
	end.write('PK\u0005\u0006', 'latin1')
	end.writeUInt16LE(Object.keys(files).length, 8)
	end.writeUInt16LE(Object.keys(files).length, 10)
	end.writeUInt32LE(directory.length, 12)
	end.writeUInt32LE(offset, 16)
	return Buffer.concat([...parts, directory, end])
}

export const xlsx = (more: Record<string, string | Buffer> = {}) =>
	zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>', ...more })
export const docx = () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' })

/** A file on the disk with these bytes. */
export async function fileWith(bytes: Uint8Array | string): Promise<string> {
	const path = join(await mkdtemp(join(tmpdir(), 'counterpart-test-')), 'file')
	await writeFile(path, bytes)
	return path
}
