import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { turnPauses } from '../contract/turn-pauses.ts'
import { writeLineStates, writeLines } from '../contract/write-lines.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { recordMovements } from '../movement/record.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { AppliedChange, ApplyChange } from './change.ts'
import { type ChangeGround, decide, workOut } from './evaluate-change.ts'
import type { PlannedAmendment } from './planned.ts'
import { recordAmendment } from './record.ts'
import type { ContractStanding } from './standing.ts'

/**
 * Makes a change as it was seen: one amendment a contract, billed at once. What was due before is billed first, so that
 * what follows is of the change alone. Refuses `change.different` when it would now do something else than `seen`,
 * `change.needs_approval` when a person must agree first, and what `evaluateChange` refuses.
 */
export async function applyChange(scope: Scope, input: ApplyChange, ground: ChangeGround = {}): Promise<AppliedChange> {
	permitUnconfirmed(scope, 'contract.change')
	const { seen, ...change } = input
	for (const id of contractsOf(input)) await lockContract(scope, id)
	const worked = await workOut(scope, change, ground)
	const { preview } = worked
	const decision = decide(scope, worked, ground)
	if (decision.kind === 'approve')
		refuse('change.needs_approval', {
			monthMinor: decision.monthMinor,
			limitMinor: decision.limitMinor,
			currency: decision.currency,
		})
	if (preview.seen !== seen)
		refuse('change.different', {
			effectMinor: preview.effect?.totalMinor ?? 0n,
			currency: preview.currency,
			seen: preview.seen,
		})
	const ids = worked.parts.map(({ standing }) => standing.id)
	await billTogether(scope, ids, { joined: false })
	const amendments = []
	for (const { planned, standing } of worked.parts) {
		const sequence = await writeAmendment(scope, planned, standing, input.reason ?? '')
		amendments.push({ contractId: standing.id, sequence })
	}
	await recordMovements(scope, [...new Set(worked.parts.map(({ standing }) => standing.customerId))])
	const invoiceIds = await billTogether(scope, ids, { joined: true })
	return { amendments, invoiceIds, preview }
}

/** All contracts that a change names. */
export function contractsOf({ contractId, change }: Pick<ApplyChange, 'contractId' | 'change'>): string[] {
	if (change.kind !== 'co_terminate') return [contractId]
	return [...new Set(change.parts.map((part) => part.contractId))].sort()
}

/** Writes what was planned; of line ids only those of new lines differ. */
async function writeAmendment(
	scope: Scope,
	planned: PlannedAmendment,
	standing: ContractStanding,
	reason: string,
): Promise<number> {
	const { id } = standing
	const { kind, effectiveOn, knownFrom, terms } = planned
	const sequence = await recordAmendment(scope, standing, { kind, effectiveOn, knownFrom, terms, reason })
	await writeLineStates(
		scope,
		planned.states.map((state) => ({ ...state, contractLineId: state.lineId, contractId: id, sequence })),
	)
	const last = Math.max(0, ...standing.lines.map(({ position }) => position))
	await writeLines(
		scope,
		planned.added.map((line, index) => ({ ...line, contractId: id, position: last + 1 + index, sequence })),
	)
	await writeFacts(scope, planned, id, sequence)
	const { contract } = planned
	const endsOn = contract.endsOn === undefined ? standing.endsOn : contract.endsOn
	await scope.sql`
		update contract set state = ${contract.state ?? standing.state}, ends_on = ${endsOn},
			term_months = ${contract.termMonths === undefined ? standing.termMonths : contract.termMonths},
			cancel_reason = ${contract.cancelReason ?? standing.cancelReason}
		where id = ${id}`
	if (planned.pauses.length > 0) await turnPauses(scope, [id])
	return sequence
}

async function writeFacts(scope: Scope, planned: PlannedAmendment, id: string, sequence: number): Promise<void> {
	const days = { starts_on: 'date', ends_on: 'date' } as const
	const head = { id: 'uuid', contract_id: 'uuid', sequence: 'integer', ...days } as const
	const row = (fact: { id: string; startsOn: string; endsOn: string | null }) => ({
		id: fact.id,
		contract_id: id,
		sequence,
		starts_on: fact.startsOn,
		ends_on: fact.endsOn,
	})
	await insertMany(
		scope.sql,
		'contract_discount',
		{ ...head, percent: 'numeric', month_minor: 'bigint' },
		planned.discounts.map((discount) => ({
			...row(discount),
			percent: discount.percent,
			month_minor: discount.monthMinor,
		})),
	)
	await insertMany(scope.sql, 'contract_pause', head, planned.pauses.map(row))
}
