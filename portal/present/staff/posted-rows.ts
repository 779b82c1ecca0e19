import type { SubmissionResult } from '@conform-to/react'
import type { LineRow } from './contract-fields.tsx'
import { spareRows } from './contract-form.ts'

const empty: Omit<LineRow, 'place'> = {
	product: '',
	description: '',
	quantity: '',
	unitPrice: '',
	discountPercent: '',
	every: 'month',
	model: '',
	serialNumber: '',
}

/** The rows of a form: as they were posted, or as they are, and some empty ones to fill in. */
export function rowsOf(answer: SubmissionResult<string[]> | undefined, present: Omit<LineRow, 'place'>[]): LineRow[] {
	const posted = answer?.initialValue?.lines
	const rows = Array.isArray(posted) ? posted.map((row) => ({ ...empty, ...(row as Partial<LineRow>) })) : present
	const filled = rows.filter((row) => row.description || row.product)
	return [...filled, ...Array.from({ length: spareRows }, () => empty)].map((row, place) => ({ ...row, place }))
}
