import type { SubmissionResult } from '@conform-to/react'
import type { DraftLine } from '#core/contract/find-draft.ts'
import type { OwnValues } from '#core/own-field/own-field.ts'
import { cycleOf, isEmptyRow, type LineRow, lineFields } from './line-row.ts'

/** Rows for lines that a form offers beyond those already filled in: no script is needed to add one. */
const spareRows = 3

const empty: Omit<LineRow, 'place'> = {
	was: '',
	product: '',
	description: '',
	quantity: '',
	unit: '',
	unitPrice: '',
	discountPercent: '',
	discountPeriods: '',
	discountUntil: '',
	every: '',
	model: '',
	serialNumber: '',
	factoryNumber: '',
	startsOn: '',
	endsOn: '',
	own: {},
	errors: {},
}

/** The rows of a form: as they were posted with what is wrong in them, or as they are, and some empty ones to fill in. */
export function rowsOf(
	answer: SubmissionResult<string[]> | undefined,
	present: readonly DraftLine[],
	own: Record<string, OwnValues> = {},
): LineRow[] {
	const posted = answer?.initialValue?.lines
	const rows = Array.isArray(posted)
		? posted.map((row, index) => ({ ...empty, ...(row as Partial<LineRow>), errors: errorsOf(answer, index) }))
		: present.map((line, index) => ({ ...rowOf(line, index), own: own[line.id] ?? {} }))
	const last = rows.findLastIndex((row) => !isEmptyRow(row))
	const filled = rows.slice(0, last + 1)
	return [...filled, ...Array.from({ length: spareRows }, () => empty)].map((row, place) => ({ ...row, place }))
}

function rowOf(line: DraftLine, index: number): Omit<LineRow, 'place'> {
	return {
		...empty,
		was: String(index),
		product: line.planId ?? line.productId ?? '',
		productName: line.productName,
		description: line.description,
		quantity: line.quantity,
		unit: line.unit ?? '',
		unitPrice: line.unitPrice,
		discountPercent: line.discountPercent === '0' ? '' : line.discountPercent,
		discountPeriods: String(line.discountPeriods ?? ''),
		discountUntil: line.discountUntil ?? '',
		every: cycleOf(line.intervalUnit, line.intervalCount),
		model: line.model,
		serialNumber: line.serialNumber,
		factoryNumber: line.factoryNumber,
		startsOn: line.startsOn ?? '',
		endsOn: line.endsOn ?? '',
	}
}

function errorsOf(answer: SubmissionResult<string[]> | undefined, index: number): LineRow['errors'] {
	const found = lineFields.flatMap((field) => {
		const errors = answer?.error?.[`lines[${index}].${field}`]
		return errors ? [[field, errors] as const] : []
	})
	return Object.fromEntries(found)
}
