import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { textOf } from './cell.ts'
import type { Counts, Fate } from './fate.ts'
import type { Subject } from './field.ts'
import { identityOf } from './identity.ts'
import { shorten } from './problem.ts'
import { type RowRecord, sayValue } from './record.ts'

/** What becomes of a row; one that nothing was done with says nothing new. */
export function fateOf(record: RowRecord): Fate {
	if (record.problems.length > 0) return 'rejected'
	return record.outcome?.fate ?? 'unchanged'
}

export function countFates(records: readonly RowRecord[]): Counts {
	const counts = { created: 0, updated: 0, unchanged: 0, conflicts: 0, rejected: 0 }
	for (const record of records) {
		const fate = fateOf(record)
		counts[fate === 'conflict' ? 'conflicts' : fate]++
	}
	return counts
}

/** Keeps what each row did, for people to look at and for taking it back; rejected rows also as they stood. */
export async function writeRows(
	scope: Scope,
	batchId: string,
	subject: Subject,
	records: readonly RowRecord[],
): Promise<void> {
	await insertMany(
		scope.sql,
		'import_row',
		{
			batch_id: 'uuid',
			row: 'integer',
			fate: 'text',
			key: 'text',
			label: 'text',
			subject_id: 'uuid',
			repeats: 'integer',
			changes: 'jsonb',
			before: 'jsonb',
		},
		records.map((record) => ({
			batch_id: batchId,
			row: record.row.number,
			fate: fateOf(record),
			key: sayValue(record.values.key ?? identityOf(subject, record)),
			label: labelOf(subject, record),
			subject_id: record.outcome?.id,
			repeats: record.repeats,
			changes: record.outcome?.changes,
			before: record.outcome?.before,
		})),
	)
	await insertMany(
		scope.sql,
		'import_rejected',
		{ batch_id: 'uuid', row: 'integer', cells: 'jsonb', problems: 'jsonb' },
		records
			.filter((record) => record.problems.length > 0)
			.map((record) => ({
				batch_id: batchId,
				row: record.row.number,
				// A cell can hold what no database text can.
				cells: record.row.cells.map((cell) => textOf(cell).replaceAll('\u0000', '\ufffd').toWellFormed()),
				problems: record.problems,
			})),
	)
}

const labels: Record<Subject, readonly string[]> = {
	customers: ['name'],
	contracts: ['title', 'description', 'product'],
	lines: ['description', 'product', 'serialNumber'],
	contacts: ['name'],
	products: ['name'],
	plans: ['name'],
	prices: ['list', 'unitPrice'],
	follow_ups: ['text'],
	invoices: ['customerName', 'description', 'openAmount'],
	receipts: ['reference', 'amount'],
	equipment: ['model', 'place'],
}

/** What a row is called beside its key. */
function labelOf(subject: Subject, { values }: RowRecord): string {
	const fields = labels[subject]
	const value = fields.map((field) => values[field]).find((one) => typeof one === 'string' && one !== '')
	return typeof value === 'string' ? shorten(value) : ''
}
