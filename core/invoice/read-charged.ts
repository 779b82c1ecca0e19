import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { formatDay } from '../calendar.ts'
import { parseDecimal } from '../decimal.ts'
import { type BilledLine, type Ledger, ledgerOf } from '../schedule/ledger.ts'

type Row = {
	contractId: string
	lineKey: string
	kind: BilledLine['kind']
	on: Day
	from: Day
	to: Day
	boundaryFrom: Day
	boundaryTo: Day
	revision: number
	amount: bigint
	unitPrice: string
	quantity: string
	discountPercent: string
	taxPercent: string
}

/**
 * What stands charged on contracts, of the billing periods that end after a day: `since` gives the day of each contract.
 * A line that a credit note took back counts with what is left of it.
 */
export async function readCharged(scope: Scope, since: ReadonlyMap<string, Day>): Promise<Map<string, Ledger>> {
	if (since.size === 0) return new Map()
	const rows = await scope.sql<Row[]>`
		select line.contract_id as "contractId", line.contract_line_id as "lineKey", line.kind,
			coalesce(invoice.billed_for, line.period_from) - date '1970-01-01' as on,
			line.period_from - date '1970-01-01' as from, line.period_to - date '1970-01-01' as to,
			line.boundary_from - date '1970-01-01' as "boundaryFrom", line.boundary_to - date '1970-01-01' as "boundaryTo",
			line.revision, line.unit_price as "unitPrice", line.quantity, line.discount_percent as "discountPercent",
			line.tax_percent as "taxPercent",
			line.net_minor + coalesce((select sum(taken.net_minor)::bigint from invoice_line as taken where taken.credits_line_id = line.id), 0)
				as amount
		from unnest(${[...since.keys()]}::uuid[], ${[...since.values()].map(formatDay)}::date[]) as wanted (contract_id, since)
			join contract_line on contract_line.contract_id = wanted.contract_id
			join invoice_line as line on line.contract_line_id = contract_line.id and line.boundary_to > wanted.since
			join invoice on invoice.id = line.invoice_id
		where not line.released and line.credits_line_id is null`
	const byContract = new Map<string, BilledLine[]>()
	for (const row of rows) {
		const price = {
			unitPrice: parseDecimal(row.unitPrice),
			quantity: parseDecimal(row.quantity),
			discountPercent: parseDecimal(row.discountPercent),
			taxPercent: parseDecimal(row.taxPercent),
		}
		const lines = byContract.get(row.contractId) ?? []
		if (lines.length === 0) byContract.set(row.contractId, lines)
		lines.push({ ...row, price })
	}
	return new Map([...byContract].map(([contractId, lines]) => [contractId, ledgerOf(lines)]))
}
