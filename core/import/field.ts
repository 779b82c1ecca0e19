import { contractFields } from './contract-fields.ts'
import { customerFields } from './customer-fields.ts'

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

export type Subject = 'customers' | 'contracts'

/** A field of ours that a column can fill. `headers` are names that exports give it, as `bareWord` makes them. */
export type Field = {
	name: string
	kind: FieldKind
	/** The longest text it holds, in characters. */
	most?: number
	/** A column or a constant must give it; `value`: in every row. */
	needed?: 'value' | 'column'
	headers: string
}

const byName = {
	customers: new Map(customerFields.map((field) => [field.name, field])),
	contracts: new Map(contractFields.map((field) => [field.name, field])),
}

export function fieldsOf(subject: Subject): readonly Field[] {
	return subject === 'customers' ? customerFields : contractFields
}

export function fieldNamed(subject: Subject, name: string): Field | undefined {
	return byName[subject].get(name)
}
