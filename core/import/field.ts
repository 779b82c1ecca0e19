import { assignedFields } from './assigned-fields.ts'
import { contactFields } from './contact-fields.ts'
import { contractFields } from './contract-fields.ts'
import { customerFields } from './customer-fields.ts'
import { equipmentFields } from './equipment-fields.ts'
import { followUpFields } from './follow-up-fields.ts'
import { invoiceFields } from './invoice-fields.ts'
import { lineFields, linesOfContract } from './line-fields.ts'
import { planFields } from './plan-fields.ts'
import { priceFields } from './price-fields.ts'
import { productFields } from './product-fields.ts'
import { receiptFields } from './receipt-fields.ts'

/** How the cells of a field are read. */
export type FieldKind =
	| 'text'
	| 'key'
	| 'email'
	| 'day'
	| 'number'
	| 'days'
	| 'percent'
	| 'country'
	| 'currency'
	| 'language'
	| 'interval'
	| 'timing'
	| 'renewal'
	| 'truth'
	| 'choice'

/** What can be brought in. */
export const subjects = [
	'customers',
	'contracts',
	'lines',
	'contacts',
	'products',
	'plans',
	'prices',
	'follow_ups',
	'invoices',
	'receipts',
	'equipment',
] as const
export type Subject = (typeof subjects)[number]

/** A field of ours that a column can fill. `headers` are names that exports give it, as `bareWord` makes them. */
export type Field = {
	name: string
	kind: FieldKind
	/** The longest text it holds, in characters. */
	most?: number
	/** A column or a constant must give it; `value`: in every row. */
	needed?: 'value' | 'column'
	headers: string
	/** Of a choice: each value that it may have, and what files call it. */
	choices?: Readonly<Record<string, string>>
	/** What may be chosen, in words, where its values are ids. */
	possible?: string
	/** A number that may be below zero. */
	signed?: true
}

const fields: Record<Subject, readonly Field[]> = {
	customers: [...customerFields, ...assignedFields],
	contracts: [...contractFields, ...assignedFields, ...linesOfContract],
	lines: lineFields,
	contacts: contactFields,
	products: productFields,
	plans: planFields,
	prices: priceFields,
	follow_ups: followUpFields,
	invoices: invoiceFields,
	receipts: receiptFields,
	equipment: equipmentFields,
}
const byName = new Map(subjects.map((subject) => [subject, new Map(fields[subject].map((one) => [one.name, one]))]))

export function fieldsOf(subject: Subject): readonly Field[] {
	return fields[subject]
}

export function fieldNamed(subject: Subject, name: string): Field | undefined {
	return byName.get(subject)?.get(name)
}

/** Whether columns without a field can be kept beside what was brought in. */
export function keepsOthers(subject: Subject): boolean {
	return subject === 'customers' || subject === 'contracts'
}

/** Whether an amount may be for one piece or for all, and for a month, a year or a billing interval. */
export function isPriced(subject: Subject): boolean {
	return subject === 'contracts' || subject === 'lines'
}
