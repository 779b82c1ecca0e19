import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import type { ImportMap } from './map.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'

type Contract = { id: string; customerId: string; number: string; key: string | null }

/** The contracts that rows name by number, or by key of the same source. */
export async function findContracts(
	scope: Scope,
	map: ImportMap,
	records: readonly RowRecord[],
): Promise<(record: RowRecord, customerId: string, reader: RowReader) => string | null> {
	const { sql } = scope
	const said = [
		...new Set(records.flatMap(({ values }) => (typeof values.contract === 'string' ? [values.contract] : []))),
	]
	const contracts =
		said.length === 0
			? []
			: await sql<Contract[]>`
				select id, customer_id as "customerId", number, case when import_source = ${map.source} then import_key end as key
				from contract where (number = any(${said}::text[]) or (import_source = ${map.source} and import_key = any(${said}::text[])))
					and ${reach(scope).contract()}`
	const byName = new Map<string, Contract>()
	for (const one of contracts) {
		byName.set(`${one.customerId} ${one.number}`, one)
		if (one.key !== null) byName.set(`${one.customerId} ${one.key}`, one)
	}
	return (record, customerId, reader) => {
		const { contract } = record.values
		if (!contract) return null
		const found = byName.get(`${customerId} ${contract}`)
		if (!found)
			report(record, 'contract_unknown', { value: sayValue(contract) }, 'contract', reader.columnOf('contract'))
		return found?.id ?? null
	}
}
