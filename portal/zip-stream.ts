import { Zip, ZipDeflate } from 'fflate'

export type ZipEntry = { name: string; content: AsyncIterable<string> | Iterable<string> }

/** Files as one zip archive, packed as they come: nothing is kept but what is being packed. None may exceed 4 GB. */
export async function* zipStream(entries: ZipEntry[]): AsyncGenerator<Uint8Array> {
	const packed: Uint8Array[] = []
	const zip = new Zip((error, piece) => {
		if (error) throw error
		packed.push(piece)
	})
	for (const { name, content } of entries) {
		const file = new ZipDeflate(name)
		zip.add(file)
		for await (const text of content) {
			file.push(Buffer.from(text))
			yield* packed.splice(0)
		}
		file.push(new Uint8Array(0), true)
	}
	zip.end()
	yield* packed.splice(0)
}
