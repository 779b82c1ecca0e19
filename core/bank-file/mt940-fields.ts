/** One field of a SWIFT message: `:61:` and what stands behind it, over several lines. */
export type Field = { tag: string; text: string; line: number }

/** The fields of a file, with or without the blocks of SWIFT around them; lines are counted from 1. What stands outside of messages is what transport left there. */
export function* fieldsOf(text: string): Generator<Field> {
	let field: Field | undefined
	let line = 0
	for (const raw of text.split(/\r\n|\n|\r/)) {
		line++
		// `{1:F01…}{2:…}{4:` begins a message, `-}` or `-` ends it.
		const said = raw.replace(/^\{1:.*\{4:/, '').replace(/^\{4:/, '')
		const tag = /^:(\d{2}[A-Z]?):/.exec(said)
		if (tag?.[1]) {
			if (field) yield field
			field = { tag: tag[1], text: said.slice(tag[0].length), line }
		} else if (/^-\}?\s*$/.test(said) || said.startsWith('-}{')) {
			if (field) yield field
			field = undefined
		} else if (field) field.text += `\n${said}`
	}
	if (field) yield field
}
