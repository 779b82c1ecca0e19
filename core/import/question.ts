import type { ImportMap } from './map.ts'

/**
 * Something in a file that can be read in two ways, and that only a person can decide. `choices` are answers and what the
 * example would then mean; `answerQuestion` puts an answer into the map.
 */
export type Question = {
	kind: 'day_order' | 'decimal_mark' | 'country' | 'currency' | 'amount_is'
	field: string
	column: string
	/** The value in question, as it stands in the file. */
	example: string
	choices: { answer: string; reads: string }[]
}

/** The map with a person's answer to a question in it. */
export function answerQuestion(map: ImportMap, question: Question, answer: string): ImportMap {
	if (question.kind === 'amount_is') return { ...map, amountIs: answer === 'total' ? 'total' : 'unit' }
	const column = map.columns[question.field]
	if (!column) return map
	const next =
		question.kind === 'day_order' || question.kind === 'decimal_mark'
			? { ...column, format: answer as 'dmy' | 'mdy' | 'ymd' | 'point' | 'comma' }
			: { ...column, values: { ...column.values, [question.example]: answer } }
	return { ...map, columns: { ...map.columns, [question.field]: next } }
}

/** What to write into the map so that the question does not arise, as a piece of JSON. */
export function mapPiece(question: Question): string {
	const column = JSON.stringify(question.column)
	const answers = question.choices.map(({ answer }) => JSON.stringify(answer))
	switch (question.kind) {
		case 'amount_is':
			return `"amountIs": ${answers.join(' or ')}`
		case 'day_order':
		case 'decimal_mark':
			return `"${question.field}": { "column": ${column}, "format": ${answers.join(' or ')} }`
		default:
			return `"${question.field}": { "column": ${column}, "values": { ${JSON.stringify(question.example)}: ${answers[0] ?? '"…"'} } }`
	}
}
