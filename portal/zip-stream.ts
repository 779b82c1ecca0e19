import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type ZipEntry = { name: string; content: AsyncIterable<string> | Iterable<string> }

type Written = { name: Buffer; at: number; sum: number; packed: number; size: number }

/**
 * Files as one zip archive, packed as they come: nothing is kept but what is being packed. Each file's sum and sizes stand
 * behind it, as the format has it for those who cannot know them before. None may exceed 4 GB.
 */
export async function* zipStream(entries: ZipEntry[]): AsyncGenerator<Uint8Array> {
	const written: Written[] = []
	let at = 0
	for (const { name, content } of entries) {
		const entry: Written = { name: Buffer.from(name), at, sum: 0, packed: 0, size: 0 }
		const head = localHead(entry)
		yield head
		for await (const piece of pack(content, entry)) {
			entry.packed += piece.length
			yield piece
		}
		const tail = record('PK\x07\x08', [entry.sum, entry.packed, entry.size])
		yield tail
		at += head.length + entry.packed + tail.length
		written.push(entry)
	}
	const directory = Buffer.concat(written.map(directoryLine))
	yield directory
	const end = Buffer.alloc(22)
	end.write('PK\x05\x06', 'latin1')
	end.writeUInt16LE(written.length, 8)
	end.writeUInt16LE(written.length, 10)
	end.writeUInt32LE(directory.length, 12)
	end.writeUInt32LE(at, 16)
	yield end
}

function pack(content: ZipEntry['content'], entry: Written): AsyncIterable<Buffer> {
	async function* counted() {
		for await (const text of content) {
			const piece = Buffer.from(text)
			entry.sum = crc32(piece, entry.sum)
			entry.size += piece.length
			yield piece
		}
	}
	// Whoever reads the packed pieces hears of what goes wrong: a stream that fails ends the one behind it.
	return pipeline(Readable.from(counted()), createDeflateRaw(), () => {})
}

/** Names are UTF-8 and sums come behind: the two bits of `flags`; packed with deflate. The day is the format's first. */
const flags = 0x0808
const deflate = 8
const firstDay = 0x21

function localHead({ name }: Written): Buffer {
	const head = Buffer.alloc(30)
	head.write('PK\x03\x04', 'latin1')
	head.writeUInt16LE(20, 4)
	head.writeUInt16LE(flags, 6)
	head.writeUInt16LE(deflate, 8)
	head.writeUInt16LE(firstDay, 12)
	head.writeUInt16LE(name.length, 26)
	return Buffer.concat([head, name])
}

function directoryLine({ name, at, sum, packed, size }: Written): Buffer {
	const line = Buffer.alloc(46)
	line.write('PK\x01\x02', 'latin1')
	line.writeUInt16LE(20, 4)
	line.writeUInt16LE(20, 6)
	line.writeUInt16LE(flags, 8)
	line.writeUInt16LE(deflate, 10)
	line.writeUInt16LE(firstDay, 14)
	line.writeUInt32LE(sum, 16)
	line.writeUInt32LE(packed, 20)
	line.writeUInt32LE(size, 24)
	line.writeUInt16LE(name.length, 28)
	line.writeUInt32LE(at, 42)
	return Buffer.concat([line, name])
}

function record(sign: string, values: number[]): Buffer {
	const buffer = Buffer.alloc(4 + values.length * 4)
	buffer.write(sign, 'latin1')
	for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, 4 + index * 4)
	return buffer
}
