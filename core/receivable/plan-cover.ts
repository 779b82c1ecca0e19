import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { formatDecimal } from '../decimal.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { due, NOTHING_BILLED } from '../schedule/due.ts'
import type { DueLine } from '../schedule/terms.ts'
import { spreadTaxes } from '../tax/spread.ts'

/** A line that is billed once, as the one invoice would bill it. Minor units. */
export type CoverableLine = {
	lineId: string
	description: string
	netMinor: bigint
	taxMinor: bigint
	taxPercent: string
}

/** What is billed once falls due within so many years. */
const furthestYears = 100

/**
 * What of a contract a plan may cover, by the functions that would bill it whole: what is billed once, is not invoiced and
 * covered by no plan. `lineIds`: of those only these. Minor units, in the order of the contract's lines.
 */
export async function readCoverable(
	scope: Scope,
	contractId: string,
	lineIds?: readonly string[],
): Promise<CoverableLine[]> {
	const [billable] = await readSchedules(scope, [contractId], dayOf(scope.today))
	if (!billable) refuse('not_found', { noun: 'contract' })
	const { schedule, contract } = billable
	const billed = await scope.sql<{ id: string }[]>`
		select distinct contract_line_id as id from invoice_line join contract_line on contract_line.id = contract_line_id
		where contract_line.contract_id = ${contractId} and contract_line.interval_unit is null
			and not released and credits_line_id is null`
	const isBilled = new Set(billed.map(({ id }) => id))
	const lines = schedule.lines.filter(
		({ key, interval, instalments, start }) =>
			interval === null &&
			!instalments &&
			!isBilled.has(key) &&
			(contract.billFrom === null || start >= contract.billFrom) &&
			(!lineIds || lineIds.includes(key)),
	)
	const horizon = dayOf(scope.today.add({ years: furthestYears }))
	const found = due({ terms: schedule.terms, lines }, NOTHING_BILLED, horizon).lines
	const taxed =
		scope.company.taxRounding === 'rate'
			? [...Map.groupBy(found, ({ on }) => on).values()].flatMap((sameDay) => spreadTaxes(sameDay))
			: found
	return lines.flatMap(({ key }) => {
		const own = taxed.filter(({ lineKey }) => lineKey === key)
		const { netMinor, taxMinor } = sumOf(own)
		if (netMinor <= 0n || taxMinor < 0n) return []
		const taxPercent = formatDecimal(own.at(-1)?.price.taxPercent ?? { digits: 0n, scale: 0 })
		return [{ lineId: key, description: billable.lines.get(key)?.description ?? '', netMinor, taxMinor, taxPercent }]
	})
}

/** The same for a page. Refuses `not_found`. */
export async function findCoverable(scope: Scope, { contractId }: { contractId: string }): Promise<CoverableLine[]> {
	permit(scope, 'contract.amend')
	const [reached] = await scope.sql`select from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!reached) refuse('not_found', { noun: 'contract' })
	return await readCoverable(scope, contractId)
}

function sumOf(lines: readonly DueLine[]) {
	return {
		netMinor: lines.reduce((sum, { amount }) => sum + amount, 0n),
		taxMinor: lines.reduce((sum, { tax }) => sum + tax, 0n),
	}
}

/** Refuses `collection_plan.covers_line` where a change says something of lines that a plan covers. */
export async function refuseCovered({ sql }: Pick<Scope, 'sql'>, lineIds: readonly string[]): Promise<void> {
	if (lineIds.length === 0) return
	const [covered] = await sql<{ line: string }[]>`
		select contract_line.description as line from collection_plan_line as part
			join contract_line on contract_line.id = part.contract_line_id
		where part.contract_line_id = any(${[...lineIds]}::uuid[]) and part.covered limit 1`
	if (covered) refuse('collection_plan.covers_line', covered)
}
