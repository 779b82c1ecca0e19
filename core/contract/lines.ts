import type { Scope } from '../act.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { seenLine } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import { foundAsRead, languageRead, lineRead, planRead } from '../product/said.ts'
import { unitForm } from '../unit/form.ts'
import { unitRead } from '../unit/said.ts'
import { seenByActor } from './seen.ts'
import { stateOf } from './state-of.ts'

export type FindLines = {
	contractId: string
	/** The day to show them on, ISO. */
	on: string
	/** Words to find in product, model, serial and factory number; each must occur. */
	search?: string | undefined
	/** Position of the last line seen. */
	after?: number | undefined
	limit: number
}

/** A line as it is on the day. Quantities and prices are exact decimals; days ISO dates, `endsOn` the last. */
export type FoundLine = {
	id: string
	position: number
	description: string
	model: string
	serialNumber: string
	factoryNumber: string
	unit: string
	plan: string | null
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	startsOn: string
	endsOn: string | null
	/** The last day on which it is used without being charged, where there is or was one. */
	freeUntil: string | null
	quantity: string
	unitPrice: string
	discountPercent: string
	/** Its price includes the tax. */
	taxIncluded: boolean
	/** What it is from a later day on, where that is settled. */
	planned: { on: string; quantity: string; unitPrice: string; discountPercent: string } | null
}

export type FoundLines = { lines: FoundLine[]; total: number; next: number | null }

/** The lines of a contract on a day, in their order; how many there are, and where the next page begins. */
export async function findLines(scope: Scope, input: FindLines): Promise<FoundLines> {
	permit(scope, 'contract.read')
	const found = readLines(scope, await lineRows(scope, input), input)
	if (!isNarrowed(scope)) return found
	const state = await stateOf(scope, input.contractId)
	return { ...found, lines: found.lines.map((line) => seenLine(scope, line, state)) }
}

/** As a query gives it, and as JSON does. */
export type LineRow = FoundLine & { total: number }

/** A query of its own, and a part of the contract page's. */
export function lineRows(scope: Scope, input: FindLines) {
	const { sql } = scope
	return sql<LineRow[]>`
		with mine as (
			select line.id, line.position, ${lineRead(scope, sql`line.description`)} as description, line.model, line.serial_number as "serialNumber",
				line.factory_number as "factoryNumber", ${unitRead(scope, sql`coalesce(line.unit, product.unit, 'piece')`)} as unit, ${planRead(scope)} as plan,
				line.interval_unit as "intervalUnit", line.interval_count as "intervalCount",
				state.starts_on::text as "startsOn", state.ends_on::text as "endsOn",
				case when line.free_days > 0 then (state.starts_on + line.free_days - 1)::text end as "freeUntil",
				state.quantity::text as quantity, state.unit_price::text as "unitPrice", state.discount_percent::text as "discountPercent",
				line.tax_within is not null as "taxIncluded"
			${linesOn(scope, input)}
		)
		select *, (select count(*)::int from mine) as total,
			(select jsonb_build_object('on', coalesce(next.in_use_on, next.effective_on), 'quantity', next.quantity::text,
					'unitPrice', next.unit_price::text, 'discountPercent', next.discount_percent::text)
				from contract_line_state as next
				where next.contract_line_id = mine.id and coalesce(next.in_use_on, next.effective_on) > ${input.on}
					and not exists (select from contract_line_state as newer where newer.contract_line_id = next.contract_line_id
						and newer.effective_on = next.effective_on and newer.sequence > next.sequence)
					and (next.quantity, next.unit_price, next.discount_percent)
						is distinct from (mine.quantity::numeric, mine."unitPrice"::numeric, mine."discountPercent"::numeric)
				order by next.effective_on, next.sequence desc limit 1) as planned
		from mine where position > ${input.after ?? 0} order by position limit ${input.limit + 1}`
}

/** Of the lines of a contract on a day, those that hold the words: `line`, and its `state` then. */
export function linesOn(scope: Scope, { contractId, on, search }: Pick<FindLines, 'contractId' | 'on' | 'search'>) {
	const { sql } = scope
	return sql`from contract join contract_line as line on line.contract_id = contract.id
			cross join lateral (
				select * from contract_line_state where contract_line_id = line.id and coalesce(in_use_on, effective_on) <= ${on}
				order by effective_on desc, sequence desc limit 1
			) as state
			left join product on product.id = line.product_id
			left join plan on plan.id = line.plan_id
		where contract.id = ${contractId} and ${reach(scope).contract()} and ${seenByActor(scope)}
			and state.starts_on <= ${on} and (state.ends_on is null or state.ends_on >= ${on} or line.interval_unit is null)
			and (state.ends_on is null or state.ends_on >= state.starts_on)
			${foundAsRead(scope, search, sql`line.description`, matchesSeen(scope, 'line', 'line', search))}`
}

export function readLines(
	{ actor }: Pick<Scope, 'actor'>,
	rows: readonly LineRow[],
	{ limit }: Pick<FindLines, 'limit'>,
): FoundLines {
	const language = languageRead(actor)
	const lines = rows.slice(0, limit).map(({ total: _, ...line }) => ({
		...line,
		unit: language ? unitForm(line.unit, language, line.quantity) : line.unit,
	}))
	return {
		lines,
		total: rows[0]?.total ?? 0,
		next: rows.length > limit ? (lines.at(-1)?.position ?? null) : null,
	}
}
