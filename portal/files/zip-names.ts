import type { open } from 'node:fs/promises'

/** More names than these no document has that a person wrote. */
const mostNames = 20_000
const longestList = 4 * 1024 * 1024
/** The record at the end, with the longest comment. */
const longestEnd = 22 + 65_535

/**
 * The names in an archive, from the list at its end; undefined where there is none that can be read. Nothing is unpacked,
 * so it does not matter how much it would become. Format: APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16.
 */
export async function namesInZip(file: Awaited<ReturnType<typeof open>>): Promise<string[] | undefined> {
	const { size } = await file.stat()
	const tail = await piece(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
	const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
	if (end < 0 || end + 22 > tail.length) return undefined
	const [length, offset] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)]
	if (length > longestList || offset + length > size) return undefined
	const list = await piece(file, offset, length)
	const names: string[] = []
	for (let at = 0; at + 46 <= list.length && list.readUInt32LE(at) === 0x02014b50; ) {
		const [name, extra, comment] = [list.readUInt16LE(at + 28), list.readUInt16LE(at + 30), list.readUInt16LE(at + 32)]
		names.push(list.toString('utf8', at + 46, at + 46 + name))
		if (names.length > mostNames) return undefined
		at += 46 + name + extra + comment
	}
	return names
}

async function piece(file: Awaited<ReturnType<typeof open>>, at: number, length: number): Promise<Buffer> {
	const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at)
	return buffer.subarray(0, bytesRead)
}
