import type { IntervalChoice } from '../format/words.ts'
import type { RowRecord } from '../record.ts'

/** What tells a line from the others of its contract: the key that the file gives it, its serial number, or what it is. */
export type LineIdentity = { line: string } | { serial: string } | { what: LineWhat }
export type LineWhat = { product: string; description: string; model: string; factoryNumber: string; interval: string }

export function lineIdentity({ values }: Pick<RowRecord, 'values'>): LineIdentity {
	const text = (field: string) => String(values[field] ?? '')
	if (values.line) return { line: text('line') }
	if (values.serialNumber) return { serial: text('serialNumber').toLowerCase() }
	const { interval } = values
	const small = (field: string) => text(field).toLowerCase()
	return {
		what: {
			...{ product: small('product'), description: small('description'), model: small('model') },
			...{
				factoryNumber: small('factoryNumber'),
				interval: sayInterval(interval as IntervalChoice | null | undefined),
			},
		},
	}
}

function sayInterval(interval: IntervalChoice | null | undefined): string {
	if (!interval) return ''
	return interval === 'once' ? 'once' : `${interval.count} ${interval.unit}`
}
