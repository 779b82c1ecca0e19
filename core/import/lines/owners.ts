import type { Scope } from '../../act.ts'
import type { ContractState } from '../../contract/state.ts'
import { reach } from '../../permit.ts'
import type { ImportMap } from '../map.ts'
import { type RowReader, type RowRecord, report } from '../record.ts'

/** The contract that a row gives a line to. */
export type Owner = {
	id: string
	number: string
	state: ContractState
	currency: string
	startsOn: string
	endsOn: string | null
}

/** Contracts by number, or by key of the same source. Locks them. */
export async function findOwners(
	scope: Scope,
	map: ImportMap,
	records: readonly RowRecord[],
): Promise<Map<string, Owner>> {
	const said = [...new Set(records.map(({ values }) => String(values.contract)))]
	const rows = await scope.sql<(Owner & { key: string | null })[]>`
		select id, number, state, currency, starts_on::text as "startsOn", ends_on::text as "endsOn",
			case when import_source = ${map.source} then import_key end as key
		from contract where (number = any(${said}::text[]) or (import_source = ${map.source} and import_key = any(${said}::text[])))
			and direction = 'receivable' and ${reach(scope).contract()} order by id for update`
	const found = new Map(rows.map((row) => [row.number, row]))
	for (const row of rows) if (row.key !== null) found.set(row.key, row)
	return found
}

/** Reports what makes a line impossible there. */
export function refuseUnfit(scope: Scope, record: RowRecord, contract: Owner, { columnOf }: RowReader): void {
	const { values } = record
	const { state, startsOn, endsOn, currency } = contract
	const over = endsOn !== null && endsOn < scope.today.toString()
	if (over || !['draft', 'active', 'paused', 'ending'].includes(state)) {
		const facts = { number: contract.number, state: over ? 'closed' : state, action: 'amend', possible: '' }
		report(
			record,
			'refused',
			{ code: 'contract.not_allowed_in_state', facts: JSON.stringify(facts) },
			'contract',
			columnOf('contract'),
		)
	}
	if (values.currency && values.currency !== currency)
		report(
			record,
			'currency_differs',
			{ contract: String(values.currency), customer: currency },
			'currency',
			columnOf('currency'),
		)
	for (const field of ['start', 'end']) {
		const day = values[field]
		if (!day || (String(day) >= startsOn && !(endsOn && String(day) > endsOn))) continue
		report(record, 'line_outside', { day: String(day), startsOn, endsOn: endsOn ?? '…' }, field, columnOf(field))
	}
	const [start, end] = [values.start, values.end].map((day) => (day ? String(day) : ''))
	if (start && end && end < start)
		report(record, 'ends_before_start', { startsOn: start, endsOn: end }, 'end', columnOf('end'))
}
