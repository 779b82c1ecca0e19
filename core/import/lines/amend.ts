import { arrayOf } from '#db/insert-many.ts'
import type { Scope } from '../../act.ts'
import { changedStates, type DatedLineState } from '../../amendment/line-states.ts'
import { type NewLine, writeLineStates, writeLines } from '../../contract/write-lines.ts'
import { emit, nameActor } from '../../event.ts'
import { recordMovements } from '../../movement/record.ts'
import { permit } from '../../permit.ts'

/** A line as a file has it, its product and plan known. Days are ISO dates. */
export type AddedLine = Omit<NewLine, 'position' | 'sequence' | 'effectiveOn'>
/** A line of a contract, with what is to be set of it. */
export type SetLine = {
	contractId: string
	lineId: string
	set: { quantity?: string; unitPrice?: string; discountPercent?: string; endsOn?: string | null }
	/** From which day (ISO); from the line's first day where that is later. */
	on: string
}
type Contract = { id: string; customerId: string; draft: boolean; position: number; sequence: number }

/**
 * Adds and changes lines of many contracts: those in force by one amendment each, whose money falls due as usual; drafts by
 * writing them. Answers the ids of what was added, in order. The caller has seen to it that each may be changed. Set-based.
 */
export async function amendLines(
	scope: Scope,
	{ added = [], set = [] }: { added?: readonly AddedLine[]; set?: readonly SetLine[] },
): Promise<string[]> {
	permit(scope, 'contract.amend')
	const firstDays = new Map<string, string>()
	for (const { contractId, day } of [
		...added.map(({ contractId, startsOn }) => ({ contractId, day: startsOn })),
		...set.map(({ contractId, on }) => ({ contractId, day: on })),
	]) {
		const before = firstDays.get(contractId)
		if (before === undefined || day < before) firstDays.set(contractId, day)
	}
	if (firstDays.size === 0) return []
	const contracts = await beginAmendments(scope, firstDays)
	const ids = await writeLines(
		scope,
		added.map((line) => placed(contracts, line)),
	)
	await writeSets(scope, contracts, set)
	await recordMovements(scope, [...new Set([...contracts.values()].map(({ customerId }) => customerId))])
	return ids
}

function placed(contracts: ReadonlyMap<string, Contract>, line: AddedLine): NewLine {
	const contract = contracts.get(line.contractId)
	if (!contract) throw new Error('The contract has gone')
	contract.position++
	return { ...line, position: contract.position, sequence: contract.sequence, effectiveOn: line.startsOn }
}

/** Locks the contracts, in the order of their ids, and begins an amendment of each that is in force. */
async function beginAmendments(scope: Scope, firstDays: ReadonlyMap<string, string>): Promise<Map<string, Contract>> {
	const { sql } = scope
	const ids = [...firstDays.keys()].sort()
	const rows = await sql<(Contract & { startsOn: string })[]>`
		select id, customer_id as "customerId", activated_at is null as draft, starts_on::text as "startsOn",
			coalesce((select max(position) from contract_line where contract_id = contract.id), 0) as position,
			(select max(sequence) from amendment where contract_id = contract.id) as sequence
		from contract where id = any(${ids}::uuid[]) order by id for update`
	const contracts = new Map(rows.map(({ startsOn: _, ...row }) => [row.id, row]))
	const days = new Map<string, string>()
	for (const { id, draft, startsOn } of rows) {
		if (draft) continue
		const [contract, day] = [contracts.get(id), firstDays.get(id) ?? startsOn]
		if (contract) contract.sequence++
		days.set(id, day < startsOn ? startsOn : day)
	}
	await sql`
		with given as (
			select * from unnest(${[...days.keys()]}::uuid[], ${[...days.values()]}::date[]) as given (id, on_day)
		), amended as (
			insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by, reason, terms)
			select given.id, (select max(sequence) + 1 from amendment where contract_id = given.id), 'change', on_day, ${scope.today},
				${scope.now}, ${nameActor(scope.actor)}, 'import', '{}'
			from given
		)
		update contract_billing set next_due_on = least(next_due_on, greatest(on_day, ${scope.today}::date)),
			billed_through = case when billed_through is not null then least(billed_through, greatest(on_day, ${scope.today}::date) - 1) end,
			bill_again_from = case when billed_through >= greatest(on_day, ${scope.today}::date)
				then least(bill_again_from, greatest(on_day, ${scope.today}::date)) else bill_again_from end
		from given where contract_id = given.id`
	await sql`update contract set version = version + 1, updated_at = ${scope.now} where id = any(${ids}::uuid[])`
	await emit(
		scope,
		...[...contracts.values()].map(({ id, customerId, draft, sequence }) => ({
			kind: draft ? ('contract.updated' as const) : ('contract.amended' as const),
			subject: { kind: 'contract', id },
			...{ customerId, contractId: id },
			facts: draft
				? { imported: true, fields: ['lines'] }
				: { sequence, effectiveOn: days.get(id) ?? '', reason: 'import' },
		})),
	)
	return contracts
}

async function writeSets(
	scope: Scope,
	contracts: ReadonlyMap<string, Contract>,
	set: readonly SetLine[],
): Promise<void> {
	if (set.length === 0) return
	const states = await readStates(
		scope,
		set.map(({ lineId }) => lineId),
	)
	const written = set.flatMap(({ contractId, lineId, set: values, on }) => {
		const contract = contracts.get(contractId)
		const before = states.get(lineId)
		const startsOn = before?.[0]?.startsOn
		if (!contract || contract.draft || !before || !startsOn) return []
		const next = changedStates(before, on < startsOn ? startsOn : on, values)
		return next.map((state) => ({ ...state, contractLineId: lineId, contractId, sequence: contract.sequence }))
	})
	await writeLineStates(scope, written)
	const drafts = set.filter(({ contractId }) => contracts.get(contractId)?.draft)
	if (drafts.length > 0) await rewriteDrafts(scope, drafts)
}

async function rewriteDrafts({ sql }: Scope, drafts: readonly SetLine[]): Promise<void> {
	const numbers = (of: 'quantity' | 'unitPrice' | 'discountPercent') =>
		arrayOf('numeric', drafts, ({ set }) => set[of] ?? null)
	// What is not said stays; no last day is said as infinity, which is none.
	await sql`
		update contract_line_state as state set quantity = coalesce(given.quantity, state.quantity),
			unit_price = coalesce(given.unit_price, state.unit_price),
			discount_percent = coalesce(given.discount_percent, state.discount_percent),
			ends_on = case when given.ends_on is null then state.ends_on else nullif(given.ends_on, 'infinity') end
		from unnest(${arrayOf('uuid', drafts, ({ lineId }) => lineId)}::uuid[], ${numbers('quantity')}::numeric[],
			${numbers('unitPrice')}::numeric[], ${numbers('discountPercent')}::numeric[],
			${arrayOf('text', drafts, ({ set }) => (set.endsOn === undefined ? null : (set.endsOn ?? 'infinity')))}::date[])
			as given (line_id, quantity, unit_price, discount_percent, ends_on)
		where state.contract_line_id = given.line_id`
}

async function readStates({ sql }: Scope, lineIds: readonly string[]): Promise<Map<string, DatedLineState[]>> {
	const rows = await sql<DatedLineState[]>`
		select distinct on (line.id, state.effective_on) line.id as "lineId", line.position, state.sequence,
			state.effective_on::text as "effectiveOn", state.in_use_on::text as "inUseOn", state.starts_on::text as "startsOn",
			state.ends_on::text as "endsOn", state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
		from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
		where line.id = any(${[...lineIds]}::uuid[]) order by line.id, state.effective_on, state.sequence desc`
	const states = new Map<string, DatedLineState[]>()
	for (const row of rows) states.set(row.lineId, [...(states.get(row.lineId) ?? []), row])
	return states
}
