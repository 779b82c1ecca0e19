import type { Problem } from '#core/import/problem.ts'
import type { Question } from '#core/import/question.ts'
import { staffImport } from './en/staff-import.ts'
import { createSpeaker } from './speaker.ts'

/** The import's words: English for now, as all of the console. */
export const sayImport = createSpeaker<{ import: typeof staffImport }>('en', { import: staffImport }).say

type SayFreely = (key: string, facts: Record<string, string>) => string
const sayFreely = sayImport as unknown as SayFreely

/** What a field is called. */
export function sayField(field: string): string {
	if (field.startsWith('own_')) return sayImport('import.ownField', { number: field.slice(4) })
	return sayFreely(`import.field.${field}`, {})
}

/** Why a row was not taken, in a sentence. What a rule of the product refused is named by its code only. */
export function sayProblem(problem: Problem): string {
	const column = problem.column || (problem.field ? sayField(problem.field) : '')
	return sayFreely(`import.problem.${problem.code}`, { ...problem.facts, column })
}

/** What only a person can decide, as a question. */
export function sayQuestion(question: Question): string {
	const [first, second] = question.choices.map((choice) => choice.reads)
	return sayFreely(`import.question.${question.kind}`, {
		column: question.column,
		example: question.example,
		first: first ?? '',
		second: second ?? '',
	})
}

/** Why a row stays although its import is taken back. */
export function sayKept(reason: string): string {
	return sayFreely(`import.reasonKept.${reason}`, {})
}
