import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { formatDay } from '../calendar.ts'
import { type Decimal, parseDecimal } from '../decimal.ts'
import { chargesNeededFrom, due, NOTHING_BILLED } from '../schedule/due.ts'
import { type BilledLine, type Ledger, ledgerOf } from '../schedule/ledger.ts'
import { NO_REDUCTION } from '../schedule/price.ts'
import type { Price, Schedule } from '../schedule/terms.ts'
import type { Billable } from './billable.ts'

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
	tax: bigint
	/** What credit notes took of it, before tax and tax: of a charge negative. */
	taken: bigint
	takenTax: bigint
	unitPrice: string
	quantity: string
	discountPercent: string
	amountOff: string
	taxPercent: string
}

/**
 * What stands charged on the contracts that need it to be billed through a day, back to where what is new may touch it.
 * A line that a credit note took back counts with what is left of it.
 */
export async function readCharged(
	scope: Scope,
	billables: readonly Billable[],
	through: Day,
): Promise<Map<string, Ledger>> {
	const since = chargesNeeded(billables, through)
	if (since.size === 0) return new Map()
	const byContract = new Map<string, BilledLine[]>()
	for (const { contract, schedule } of billables) {
		const from = since.get(contract.id)
		if (from !== undefined) byContract.set(contract.id, billedElsewhere(schedule, contract.billFrom, from))
	}
	const rows = await scope.sql<Row[]>`
		select line.contract_id as "contractId", line.contract_line_id as "lineKey", line.kind,
			coalesce(invoice.billed_for, line.period_from) - date '1970-01-01' as on,
			line.period_from - date '1970-01-01' as from, line.period_to - date '1970-01-01' as to,
			line.boundary_from - date '1970-01-01' as "boundaryFrom", line.boundary_to - date '1970-01-01' as "boundaryTo",
			line.revision, line.unit_price as "unitPrice", line.quantity, line.discount_percent as "discountPercent",
			line.amount_off as "amountOff",
			line.tax_percent as "taxPercent",
			line.net_minor as amount, line.tax_minor as tax, taken.net as taken, taken.tax as "takenTax"
		from unnest(${[...since.keys()]}::uuid[], ${[...since.values()].map(formatDay)}::date[]) as wanted (contract_id, since)
			join contract_line on contract_line.contract_id = wanted.contract_id
			join invoice_line as line on line.contract_line_id = contract_line.id and line.boundary_to > wanted.since
			join invoice on invoice.id = line.invoice_id,
			lateral (select coalesce(sum(net_minor)::bigint, 0::bigint) as net, coalesce(sum(tax_minor)::bigint, 0::bigint) as tax
				from invoice_line where credits_line_id = line.id) as taken
		where not line.released and line.credits_line_id is null and line.kind <> 'instalment'`
	const within = pricedWithTax(billables)
	for (const row of rows) {
		const kept = keptBy(row, rows)
		const left = { amount: row.amount + row.taken + kept.amount, tax: row.tax + row.takenTax + kept.tax }
		byContract.get(row.contractId)?.push({ ...row, ...left, price: priceOf(row, within.get(row.lineKey)) })
	}
	return new Map([...byContract].map(([contractId, lines]) => [contractId, ledgerOf(lines)]))
}

/**
 * A correction that was taken back whole leaves its days billed in their new state, with what had been charged for them
 * before: what its credits gave back is theirs again, and stands with its charge.
 */
function keptBy(charge: Row, rows: readonly Row[]): { amount: bigint; tax: bigint } {
	const kept = { amount: 0n, tax: 0n }
	if (charge.kind === 'credit' || charge.taken === 0n) return kept
	for (const row of rows) {
		if (row.kind !== 'credit' || row.taken === 0n || row.lineKey !== charge.lineKey) continue
		if (row.boundaryFrom !== charge.boundaryFrom || row.revision !== charge.revision) continue
		if (row.from < charge.from || row.to > charge.to) continue
		kept.amount += row.taken
		kept.tax += row.takenTax
	}
	return kept
}

/** The last day that is billed in advance of its time, where what stands charged had to be read; else before all days. */
export function billedAhead(ledger: Ledger | undefined): Day {
	let last = Number.NEGATIVE_INFINITY
	for (const periods of ledger?.values() ?? []) for (const { asOf } of periods.values()) if (asOf > last) last = asOf
	return last
}

/** The lines whose prices include their tax. */
function pricedWithTax(billables: readonly Billable[]): Map<string, Decimal> {
	const lines = billables.flatMap(({ schedule }) => schedule.lines)
	return new Map(lines.flatMap(({ key, price: { taxWithin } }) => (taxWithin ? [[key, taxWithin]] : [])))
}

function priceOf(row: Row, taxWithin: Decimal | undefined): Price {
	return {
		unitPrice: parseDecimal(row.unitPrice),
		quantity: parseDecimal(row.quantity),
		discountPercent: parseDecimal(row.discountPercent),
		...(row.amountOff !== '0' && { reduction: { ...NO_REDUCTION, amountOff: parseDecimal(row.amountOff) } }),
		taxPercent: parseDecimal(row.taxPercent),
		...(taxWithin && { taxWithin }),
	}
}

/** Of each contract that needs it, the day from which what stands charged must be read to bill through a day. */
function chargesNeeded(billables: readonly Billable[], through: Day): Map<string, Day> {
	const since = new Map<string, Day>()
	for (const { contract, schedule } of billables) {
		const changed = chargesNeededFrom(schedule, contract.billedThrough, through)
		const again = contract.billAgainFrom === null ? null : contract.billAgainFrom - 1
		const from = changed !== null && again !== null ? Math.min(changed, again) : (changed ?? again)
		if (from !== null) since.set(contract.id, from)
	}
	return since
}

/**
 * What the contract as it was agreed had charged before it came here, of periods that end after a day. Changes are all
 * made here, so a change inside such a period is worth the difference and not the whole period.
 */
function billedElsewhere({ terms, lines }: Schedule, billFrom: Day | null, since: Day): BilledLine[] {
	if (billFrom === null) return []
	const { endChanges: _, ...agreed } = terms
	const original = lines.filter((line) => line.knownOn === undefined).map((line) => ({ ...line, changes: [] }))
	const billed = due({ terms: agreed, lines: original }, NOTHING_BILLED, billFrom - 1)
	return billed.lines.filter((line) => line.boundaryTo > since)
}
