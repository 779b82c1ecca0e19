/** Text in an old encoding: the platform only decodes them, so the table is made by decoding every code once. */
export function encodeAs(text: string, encoding: string): Uint8Array {
	if (encoding === 'utf-16le' || encoding === 'utf-16be') return encodeWide(text, encoding)
	const codes = tableOf(encoding)
	const bytes: number[] = []
	for (const letter of text) {
		const code = codes.get(letter)
		if (!code) throw new Error(`${encoding} has no ${letter}`)
		bytes.push(...code)
	}
	return Uint8Array.from(bytes)
}

function encodeWide(text: string, encoding: string): Uint8Array {
	const bytes = Buffer.from(text, 'utf16le')
	return encoding === 'utf-16le' ? bytes : bytes.swap16()
}

const tables = new Map<string, Map<string, number[]>>()

function tableOf(encoding: string): Map<string, number[]> {
	const known = tables.get(encoding)
	if (known) return known
	const decoder = new TextDecoder(encoding)
	const table = new Map<string, number[]>()
	const add = (bytes: number[]) => {
		const letter = decoder.decode(Uint8Array.from(bytes))
		if ([...letter].length === 1 && letter !== '\ufffd' && !table.has(letter)) table.set(letter, bytes)
	}
	for (let byte = 0; byte < 256; byte++) add([byte])
	if (encoding === 'gb18030' || encoding === 'big5')
		for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail])
	tables.set(encoding, table)
	return table
}
