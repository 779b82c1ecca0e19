import type { Fate } from '#core/import/fate.ts'
import type { Subject } from '#core/import/field.ts'
import type { ListedRow } from '#core/import/list-rows.ts'
import { sayImport as say, sayField, sayKept } from '../../../words/staff-import.ts'
import { presentProblem } from './present-problem.ts'

/** One row of a file as the page shows it. */
export type ShownRow = {
	row: number
	fate: Fate
	key: string
	label: string
	href: string | null
	changes: { key: string; name: string; ours: string; theirs: string; note: string | null }[]
	/** What is wrong with it, whom it contradicts, or why it stayed. */
	remarks: string[]
}

/** Of what has a page of its own. */
const pages: Partial<Record<Subject, string>> = {
	customers: '/staff/customers',
	contracts: '/staff/contracts',
	invoices: '/staff/invoices',
	receipts: '/staff/payments',
	equipment: '/staff/equipment',
}

export function presentRow(subject: Subject, listed: ListedRow): ShownRow {
	const { row, fate, key, label, subjectId, repeats, undone } = listed
	return {
		row,
		fate,
		key,
		label,
		href: subjectId && pages[subject] ? `${pages[subject]}/${subjectId}` : null,
		changes: listed.changes.map(({ field, name, ours, theirs, conflict }) => ({
			key: `${field} ${name ?? ''}`,
			name: name ?? sayField(field),
			ours,
			theirs,
			note: conflict ? say(conflict === 'kept' ? 'import.keptOurs' : 'import.tookTheirs') : null,
		})),
		remarks: [
			...listed.problems.map(presentProblem),
			...(repeats === null ? [] : [say('import.repeats', { row: repeats })]),
			...(undone === null ? [] : [undone === 'yes' ? `${say('import.undone')}.` : stayed(undone)]),
		],
	}
}

function stayed(reason: string): string {
	return `${say('import.fate.kept')}: ${sayKept(reason)}`
}
