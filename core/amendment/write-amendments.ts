import { arrayOf, insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { turnPauses } from '../contract/turn-pauses.ts'
import { writeLineStates, writeLines } from '../contract/write-lines.ts'
import { refuseCovered } from '../receivable/plan-cover.ts'
import type { PlannedAmendment } from './planned.ts'
import { recordAmendments } from './record.ts'
import type { ContractStanding } from './standing.ts'

export type WorkedAmendment = { planned: PlannedAmendment; standing: ContractStanding }

/**
 * Writes what was planned for locked contracts, one amendment each; of line ids only those of new lines differ. Answers the
 * sequences in order. The caller writes the movements and bills. Refuses `collection_plan.covers_line`. Set-based.
 */
export async function writeAmendments(
	scope: Scope,
	parts: readonly WorkedAmendment[],
	reason: string,
): Promise<number[]> {
	await refuseCovered(
		scope,
		parts.flatMap(({ planned }) => planned.states.map(({ lineId }) => lineId)),
	)
	const sequences = await recordAmendments(
		scope,
		parts.map(({ planned: { kind, effectiveOn, knownFrom, terms }, standing }) => ({
			contract: standing,
			amendment: { kind, effectiveOn, knownFrom, terms, reason },
		})),
	)
	const numbered = parts.map((part, index) => ({ ...part, sequence: sequences[index] ?? 0 }))
	await writeLineStates(
		scope,
		numbered.flatMap(({ planned, sequence }) =>
			planned.states.map((state) => ({
				...state,
				...{ contractLineId: state.lineId, contractId: planned.contractId, sequence },
			})),
		),
	)
	await writeAdded(scope, numbered)
	await writeFacts(scope, numbered)
	await writeTerms(scope, parts)
	const paused = parts.filter(({ planned }) => planned.pauses.length > 0).map(({ standing }) => standing.id)
	if (paused.length > 0) await turnPauses(scope, paused)
	return sequences
}

type Numbered = WorkedAmendment & { sequence: number }

async function writeAdded(scope: Scope, numbered: readonly Numbered[]): Promise<void> {
	const added = numbered.flatMap(({ planned, standing, sequence }) => {
		const last = standing.lines.reduce((most, { position }) => Math.max(most, position), 0)
		return planned.added.map((line, index) => ({
			...{ line, contractId: standing.id, sequence, position: last + 1 + index },
		}))
	})
	if (added.length === 0) return
	const ids = await writeLines(
		scope,
		added.map(({ line, ...place }) => ({ ...line, ...place })),
	)
	await writeLineStates(
		scope,
		added.flatMap(({ line, contractId, sequence }, index) =>
			(line.later ?? []).map((state) => ({
				...{ ...state, contractLineId: ids[index] ?? '', contractId, sequence, startsOn: line.startsOn },
			})),
		),
	)
}

async function writeFacts(scope: Scope, numbered: readonly Numbered[]): Promise<void> {
	const days = { starts_on: 'date', ends_on: 'date' } as const
	const head = { id: 'uuid', contract_id: 'uuid', sequence: 'integer', ...days } as const
	const row = ({ standing, sequence }: Numbered, fact: { id: string; startsOn: string; endsOn: string | null }) => ({
		...{ id: fact.id, contract_id: standing.id, sequence, starts_on: fact.startsOn, ends_on: fact.endsOn },
	})
	await insertMany(
		scope.sql,
		'contract_discount',
		{ ...head, percent: 'numeric', month_minor: 'bigint' },
		numbered.flatMap((part) =>
			part.planned.discounts.map((discount) => ({
				...row(part, discount),
				...{ percent: discount.percent, month_minor: discount.monthMinor },
			})),
		),
	)
	await insertMany(
		scope.sql,
		'contract_pause',
		head,
		numbered.flatMap((part) => part.planned.pauses.map((pause) => row(part, pause))),
	)
}

/** What of the contracts themselves is different now. One that was closed and goes on again has no last day behind it. */
async function writeTerms({ sql }: Scope, parts: readonly WorkedAmendment[]): Promise<void> {
	const changed = parts.filter(({ planned }) => Object.keys(planned.contract).length > 0)
	if (changed.length === 0) return
	const column = (type: 'text' | 'date' | 'integer' | 'uuid', read: (part: WorkedAmendment) => unknown) =>
		arrayOf(type, changed, read)
	const { state, ends, months, why } = {
		state: column('text', ({ planned, standing }) => planned.contract.state ?? standing.state),
		ends: column('date', ({ planned: { contract }, standing }) =>
			contract.endsOn === undefined ? standing.endsOn : contract.endsOn,
		),
		months: column('integer', ({ planned: { contract }, standing }) =>
			contract.termMonths === undefined ? standing.termMonths : contract.termMonths,
		),
		why: column('text', ({ planned, standing }) => planned.contract.cancelReason ?? standing.cancelReason),
	}
	await sql`
		update contract set state = changed.state, ends_on = changed.ends_on, term_months = changed.term_months,
			cancel_reason = changed.cancel_reason, closed_on = case when changed.state = 'closed' then closed_on end
		from unnest(${column('uuid', ({ standing }) => standing.id)}::uuid[], ${state}::text[], ${ends}::date[], ${months}::integer[],
			${why}::text[]) as changed (id, state, ends_on, term_months, cancel_reason)
		where contract.id = changed.id`
}
