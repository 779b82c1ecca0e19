import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { refuse } from '../../refusal.ts'
import { bytesOf, type FileSource } from '../file/source.ts'

type Entry = { method: number; packed: number; unpacked: number; offset: number }

/** The parts of a ZIP archive, each readable as a stream of bytes. */
export type Archive = { names: string[]; has(name: string): boolean; open(name: string): AsyncGenerator<Uint8Array> }

/** More than this many times its packed size is no spreadsheet but a trap. */
const largestExpansion = 1000

/**
 * Opens a ZIP archive by its directory at the end, without unpacking anything. PKWARE APPNOTE 6.3.10, sections 4.3.6
 * to 4.3.16, with ZIP64. Refuses `import.damaged` when it is none or cut off.
 */
export async function openArchive(source: FileSource): Promise<Archive> {
	const { count, size, offset } = await findDirectory(source)
	const directory = await source.read(offset, size)
	const entries = readDirectory(directory, count)
	return {
		names: [...entries.keys()],
		has: (name) => entries.has(name),
		open: (name) => {
			const entry = entries.get(name)
			if (!entry) refuse('import.damaged', {})
			return unpack(source, entry)
		},
	}
}

type Directory = { count: number; size: number; offset: number }

async function findDirectory(source: FileSource): Promise<Directory> {
	const length = Math.min(source.size, 65_557)
	const from = source.size - length
	const tail = Buffer.from(await source.read(from, length))
	const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
	if (at < 0 || at + 22 > tail.length) refuse('import.damaged', {})
	const directory = {
		count: tail.readUInt16LE(at + 10),
		size: tail.readUInt32LE(at + 12),
		offset: tail.readUInt32LE(at + 16),
	}
	const whole =
		directory.offset === 0xffff_ffff || directory.count === 0xffff
			? await findLargeDirectory(source, from + at)
			: directory
	if (whole.offset + whole.size > source.size) refuse('import.damaged', {})
	return whole
}

async function findLargeDirectory(source: FileSource, end: number): Promise<Directory> {
	const locator = Buffer.from(await source.read(Math.max(0, end - 20), 20))
	if (locator.length < 20 || locator.readUInt32LE(0) !== 0x0706_4b50) refuse('import.damaged', {})
	const record = Buffer.from(await source.read(Number(locator.readBigUInt64LE(8)), 56))
	if (record.length < 56) refuse('import.damaged', {})
	return {
		count: Number(record.readBigUInt64LE(32)),
		size: Number(record.readBigUInt64LE(40)),
		offset: Number(record.readBigUInt64LE(48)),
	}
}

function readDirectory(bytes: Uint8Array, count: number): Map<string, Entry> {
	const view = Buffer.from(bytes)
	const entries = new Map<string, Entry>()
	let at = 0
	for (let index = 0; index < count; index++) {
		if (at + 46 > view.length || view.readUInt32LE(at) !== 0x0201_4b50) refuse('import.damaged', {})
		const nameLength = view.readUInt16LE(at + 28)
		const extraLength = view.readUInt16LE(at + 30)
		const name = view.toString('utf8', at + 46, at + 46 + nameLength)
		const entry = {
			method: view.readUInt16LE(at + 10),
			packed: view.readUInt32LE(at + 20),
			unpacked: view.readUInt32LE(at + 24),
			offset: view.readUInt32LE(at + 42),
		}
		if (view.readUInt16LE(at + 8) & 1) refuse('import.locked', {})
		readLarge(view.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), entry)
		entries.set(name.replace(/^\//, ''), entry)
		at += 46 + nameLength + extraLength + view.readUInt16LE(at + 32)
	}
	return entries
}

/** The ZIP64 field holds, in this order, those of the sizes that did not fit. */
function readLarge(extra: Buffer, entry: Entry): void {
	for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
		if (extra.readUInt16LE(at) !== 1) continue
		let place = at + 4
		for (const name of ['unpacked', 'packed', 'offset'] as const) {
			if (entry[name] !== 0xffff_ffff || place + 8 > extra.length) continue
			entry[name] = Number(extra.readBigUInt64LE(place))
			place += 8
		}
	}
}

async function* unpack(source: FileSource, entry: Entry): AsyncGenerator<Uint8Array> {
	const head = Buffer.from(await source.read(entry.offset, 30))
	if (head.length < 30 || head.readUInt32LE(0) !== 0x0403_4b50) refuse('import.damaged', {})
	const from = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
	const packed = bytesOf(source, from, from + entry.packed)
	if (entry.method === 0) return yield* packed
	if (entry.method !== 8) refuse('import.damaged', {})
	const inflate = createInflateRaw({ chunkSize: 128 * 1024 })
	const feeding = Readable.from(packed, { objectMode: false, highWaterMark: 256 * 1024 })
	feeding.on('error', (error) => inflate.destroy(error))
	let size = 0
	try {
		for await (const bytes of feeding.pipe(inflate) as AsyncIterable<Uint8Array>) {
			size += bytes.length
			if (size > 10_000_000 && size > entry.packed * largestExpansion) refuse('import.too_large_unpacked', {})
			yield bytes
		}
	} catch (error) {
		if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) refuse('import.damaged', {})
		throw error
	} finally {
		feeding.destroy()
	}
}
