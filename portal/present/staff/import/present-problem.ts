import type { Problem } from '#core/import/problem.ts'
import type { Refusal } from '#core/refusal.ts'
import { speakerOf } from '../../../words/speakers.ts'
import { sayField, sayProblem } from '../../../words/staff-import.ts'
import { presentRefusal } from '../../refusal.ts'

/** Why a row was not taken, in a sentence; what a rule of the product refused, in the words of that refusal. */
export function presentProblem(problem: Problem): string {
	if (problem.code !== 'refused') return sayProblem(problem)
	const refusal = { code: problem.facts.code, facts: JSON.parse(problem.facts.facts) } as Refusal
	try {
		const column = problem.column || (problem.field ? sayField(problem.field) : '')
		return [column, presentRefusal(speakerOf('en'), refusal)].filter(Boolean).join(': ')
	} catch {
		// A promise of the database, which has a name and no words.
		return sayProblem(problem)
	}
}
