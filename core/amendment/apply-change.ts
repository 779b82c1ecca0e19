import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { lockContract } from '../contract/lock.ts'
import { billTogether } from '../invoice/bill-together.ts'
import { keepJointEnd } from '../invoice/joint-end.ts'
import { recordMovements } from '../movement/record.ts'
import { permitUnconfirmed } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { AppliedChange, ApplyChange } from './change.ts'
import { type ChangeGround, decide, workOut } from './evaluate-change.ts'
import { decidedAs } from './whose-word.ts'
import { writeAmendments } from './write-amendments.ts'

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
	const [kind, ...others] = ground.granted ? [] : decidedAs(preview)
	if (kind) permitDecided(scope, kind, ...others)
	const ids = worked.parts.map(({ standing }) => standing.id)
	await billTogether(scope, ids, { joined: false })
	const sequences = await writeAmendments(scope, worked.parts, input.reason ?? '')
	const amendments = ids.map((contractId, index) => ({ contractId, sequence: sequences[index] ?? 0 }))
	if (change.change.kind === 'co_terminate') await keepJointEnd(scope, ids, change.change.endsOn)
	await recordMovements(scope, [...new Set(worked.parts.map(({ standing }) => standing.customerId))])
	const invoiceIds = await billTogether(scope, ids, { joined: true })
	return { amendments, invoiceIds, preview }
}

/** All contracts that a change names. */
export function contractsOf({ contractId, change }: Pick<ApplyChange, 'contractId' | 'change'>): string[] {
	if (change.kind !== 'co_terminate') return [contractId]
	return [...new Set(change.parts.map((part) => part.contractId))].sort()
}
