import type { Agreement } from './agreement.ts'
import { attributesText } from './changes.ts'
import { type Digest, digestOf } from './digest.ts'
import type { IntervalChoice } from './format/words.ts'
import { withOwnPlaces } from './own.ts'
import type { RowReader } from './record.ts'

/** The fields of a contract's digest, in its order: new ones go to the end. */
export const contractDigestFields = [
	'customer',
	'number',
	'title',
	'description',
	'product',
	'start',
	'end',
	'quantity',
	'unitPrice',
	'discountPercent',
	'currency',
	'interval',
	'timing',
	'renewal',
	'model',
	'serialNumber',
	'factoryNumber',
	'purchaseOrder',
	'billFrom',
	'paymentTermDays',
	'noticeDays',
	'attributes',
	'lineStart',
	'lineEnd',
	'unit',
	'owner',
	'group',
] as const

type Worked = Omit<Agreement, 'digest'>

/** What an agreement says of a field, as the text that its digest is made of. */
export function textOfAgreement(agreement: Worked, field: string): string {
	const { record } = agreement
	switch (field) {
		case 'customer':
			return agreement.customer.id
		case 'start':
			return agreement.startsOn
		case 'end':
			return agreement.endsOn ?? ''
		case 'quantity':
		case 'unitPrice':
		case 'discountPercent':
		case 'currency':
			return agreement[field]
		case 'interval':
			return intervalText(agreement.interval)
		case 'timing':
			return record.values.timing === 'arrears' ? 'arrears' : 'advance'
		case 'renewal':
			return String(record.values.renewal ?? 'none')
		case 'description':
			return agreement.description
		case 'attributes':
			return attributesText(record.others)
		default: {
			const value = record.values[field]
			return value === null || value === undefined ? '' : String(value)
		}
	}
}

export function intervalText(interval: IntervalChoice): string {
	return interval === 'once' ? 'once' : `${interval.count} ${interval.unit}`
}

/** Of these something always stands in the row, given by a column of its own or worked out. */
const always = new Set<string>(['customer', 'description', 'quantity', 'unitPrice', 'currency'])

export function contractDigest(reader: RowReader, agreement: Worked): Digest {
	return digestOf(
		withOwnPlaces(contractDigestFields, reader.given).map((field) => {
			const given = field === 'attributes' ? reader.keepsOthers : always.has(field) || reader.given.has(field)
			return given ? textOfAgreement(agreement, field) : undefined
		}),
	)
}
