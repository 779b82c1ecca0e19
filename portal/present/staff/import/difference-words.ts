import type { DifferenceWords } from '#core/import/difference.ts'
import { sayImport as say, sayField } from '../../../words/staff-import.ts'
import { presentProblem } from './present-problem.ts'

/** The words of the file of differences. */
export const differenceWords: DifferenceWords = {
	header: [
		say('import.row'),
		say('import.what'),
		say('import.field.key'),
		say('import.field.name'),
		say('import.column'),
		say('import.ours'),
		say('import.theirs'),
		say('import.taken'),
	],
	fate: (row) => say(`import.fate.${row.fate}`),
	field: sayField,
	taken: (yes) => say(yes ? 'import.yes' : 'import.no'),
	problem: presentProblem,
	repeats: (row) => say('import.repeats', { row }),
}
