import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import type { ImportMap } from './map.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'

/** The customer of a contract's row, with what its contracts take over from it. */
export type ContractCustomer = {
	id: string
	currency: string
	ownerId: string | null
	groupId: string | null
	paymentTermDays: number | null
}

type Found = ContractCustomer & { key: string | null; number: string; name: string }

/**
 * The customer of each row: by the key it was imported under, by our number, or by its name. A key that no import knows
 * may be our number. Rows without exactly one customer are reported. Set-based.
 */
export async function findCustomers(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<Map<RowRecord, ContractCustomer>> {
	const source = map.customerSource ?? map.source
	const keys = valuesOf(records, 'customer')
	const numbers = [...valuesOf(records, 'customerNumber'), ...keys]
	const names = valuesOf(records, 'customerName').map((name) => name.toLowerCase())
	const rows = await scope.sql<Found[]>`
		select id, currency, owner_id as "ownerId", group_id as "groupId", payment_term_days as "paymentTermDays",
			case when import_source = ${source} then import_key end as key, number, lower(name) as name
		from customer
		where ((import_source = ${source} and import_key = any(${keys}::text[])) or number = any(${numbers}::text[])
			${names.length > 0 ? scope.sql`or lower(name) = any(${names}::text[])` : scope.sql``})
			and role = 'customer' and ${reach(scope).customer()}
		order by id for no key update`
	const byKey = new Map(rows.flatMap((row) => (row.key === null ? [] : [[row.key, row] as const])))
	const byNumber = new Map(rows.map((row) => [row.number, row]))
	const byName = groupByName(rows)
	const found = new Map<RowRecord, ContractCustomer>()
	for (const record of records) {
		const { field, value } = said(record)
		const text = String(value ?? '')
		const named = field === 'customerName' ? (byName.get(text.toLowerCase()) ?? []) : []
		const customer =
			field === 'customer'
				? (byKey.get(text) ?? byNumber.get(text))
				: field === 'customerNumber'
					? byNumber.get(text)
					: named[0]
		const facts = { value: sayValue(value) }
		if (value === undefined) report(record, 'value_missing', {}, field, reader.columnOf(field))
		else if (!customer) report(record, 'customer_unknown', facts, field, reader.columnOf(field))
		else if (named.length > 1) report(record, 'customer_ambiguous', facts, field, reader.columnOf(field))
		else found.set(record, customer)
	}
	return found
}

/** The first of the fields that name a customer and have a value in this row. */
function said(record: RowRecord): { field: string; value: string | undefined } {
	for (const field of ['customer', 'customerNumber', 'customerName']) {
		const value = record.values[field]
		if (typeof value === 'string') return { field, value }
	}
	const given = ['customer', 'customerNumber', 'customerName'].find((field) => field in record.values)
	return { field: given ?? 'customer', value: undefined }
}

function valuesOf(records: readonly RowRecord[], field: string): string[] {
	const values = new Set<string>()
	for (const { values: given } of records) if (typeof given[field] === 'string') values.add(given[field])
	return [...values]
}

function groupByName(rows: readonly Found[]): Map<string, Found[]> {
	const groups = new Map<string, Found[]>()
	for (const row of rows) {
		const group = groups.get(row.name)
		if (group) group.push(row)
		else groups.set(row.name, [row])
	}
	return groups
}
