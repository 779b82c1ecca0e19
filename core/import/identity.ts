import type { Subject } from './field.ts'
import type { RowReader, RowRecord } from './record.ts'

/** Of each subject, the fields that say which thing a row is of: the first list of which one has a value. */
const identities: Record<Subject, readonly (readonly string[])[]> = {
	customers: [['key']],
	contracts: [['key']],
	lines: [
		['line', 'contract'],
		['serialNumber', 'contract'],
		['contract', 'product', 'description', 'model', 'factoryNumber', 'interval'],
	],
	contacts: [['email', 'customer', 'customerNumber', 'customerName']],
	products: [['code'], ['name']],
	plans: [['product', 'planCode', 'interval']],
	prices: [['product', 'list', 'interval', 'planCode', 'currency', 'unit', 'fromQuantity', 'validFrom']],
	follow_ups: [['key'], ['happenedOn', 'customer', 'customerNumber', 'customerName', 'kind', 'text']],
	invoices: [['number']],
	equipment: [['serialNumber']],
	receipts: [
		['key'],
		[
			'receivedOn',
			'customer',
			'customerNumber',
			'customerName',
			'invoice',
			'amount',
			'currency',
			'method',
			'reference',
		],
	],
}

/** What another system calls a thing is another thing in other letters. */
const exact: ReadonlySet<Subject> = new Set(['customers', 'contracts', 'invoices'])

/** What the row is of, in words of the file, mostly whatever their case; nothing where it says too little. */
export function identityOf(subject: Subject, { values }: Pick<RowRecord, 'values'>): string | undefined {
	for (const fields of identities[subject]) {
		const said = fields.map((field) => textOf(values[field]))
		if (said[0] === '') continue
		return exact.has(subject) ? said[0] : said.filter(Boolean).join(' · ').toLowerCase()
	}
	return undefined
}

/** The field that says it first, and the file's name for it: what is wrong with an identity is wrong there. */
export function identityColumn(subject: Subject, record: RowRecord, { columnOf }: RowReader): [string, string] {
	const fields = identities[subject].map(([field = 'key']) => field)
	const field = fields.find((one) => textOf(record.values[one]) !== '') ?? fields[0] ?? 'key'
	return [field, columnOf(field)]
}

function textOf(value: RowRecord['values'][string] | undefined): string {
	if (value === null || value === undefined) return ''
	return typeof value === 'object' ? `${value.count} ${value.unit}` : String(value)
}
