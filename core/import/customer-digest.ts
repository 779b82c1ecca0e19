import { attributesText } from './changes.ts'
import { type Digest, digestOf } from './digest.ts'
import { withOwnPlaces } from './own.ts'
import type { RowReader, RowRecord } from './record.ts'

/** The fields of a customer's digest, in its order: new ones go to the end. */
export const customerDigestFields = [
	'number',
	'name',
	'legalName',
	'email',
	'language',
	'currency',
	'industry',
	'street',
	'postalCode',
	'city',
	'region',
	'country',
	'taxNumber',
	'registrationNumber',
	'phone',
	'paymentTermDays',
	'contactName',
	'contactEmail',
	'contactPhone',
	'attributes',
	'owner',
	'group',
] as const

/** A row that is a customer here already. */
export type KnownRow = { record: RowRecord; id: string; before: Digest | null; after: Digest }

/** What the file says of a field, as the text that its digest is made of. */
export function textOfField(record: RowRecord, field: string): string {
	if (field === 'attributes') return attributesText(record.others)
	const value = record.values[field]
	if (value === null || value === undefined) return ''
	return typeof value === 'object' ? `${value.count} ${value.unit}` : String(value)
}

export function customerDigest(reader: RowReader, record: RowRecord): Digest {
	return digestOf(
		withOwnPlaces(customerDigestFields, reader.given).map((field) => {
			const given = field === 'attributes' ? reader.keepsOthers : reader.given.has(field)
			return given ? textOfField(record, field) : undefined
		}),
	)
}
