/** What JavaScript writes for a zero byte or half a character; PostgreSQL takes neither in JSON. */
const untaken = /\\u(0000|d[89a-f])/i

/** A value as JSON that PostgreSQL takes: without zero bytes, and with a mark for half a character, as `text` gets it. */
export function jsonText(value: unknown): string {
	const text = JSON.stringify(value)
	return untaken.test(text) ? JSON.stringify(value, taken) : text
}

/** The same of what is JSON already; it is left as it is unless it has to be changed. */
export const takenText = (json: string): string => (untaken.test(json) ? jsonText(JSON.parse(json)) : json)

const taken = (_name: string, value: unknown) =>
	typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value
