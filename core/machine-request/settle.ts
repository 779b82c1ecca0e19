import type { Scope } from '../act.ts'
import { applyChange } from '../amendment/apply-change.ts'
import { takeNumber } from '../company/take-number.ts'
import { lockContract } from '../contract/lock.ts'
import { lineOf } from '../equipment/move.ts'
import { stateAfterMove } from '../equipment/state.ts'
import { writeMoves } from '../equipment/write-moves.ts'
import { emit, nameActor } from '../event.ts'
import { billContracts } from '../invoice/run.ts'
import { isOfContract, openPartOf, partOf, shareOf } from '../invoice/share.ts'
import { queueEffect } from '../outbox/queue.ts'
import { Refused, refuse } from '../refusal.ts'
import { checkRequest, missingOf } from './check.ts'
import { evaluateEnding } from './ending.ts'
import type { LockedMachineRequest } from './lock.ts'

/**
 * Settles a contract: what is due of it is invoiced, and nothing of it may be owed then; it ends today where it would go on, its
 * machines are the customer's or ours again, and the certificate gets its number. Refuses `machine_request.not_settled`.
 */
export async function settle(scope: Scope, request: LockedMachineRequest): Promise<void> {
	const { sql, now, today } = scope
	const { id, contractId, contractNumber, customerId, becomes } = request
	await billContracts(scope, [contractId], today)
	await endContract(scope, contractId)
	const { conditions } = await checkRequest(scope, { kind: 'settlement', contractId })
	if (missingOf(conditions).length > 0) refuse('machine_request.not_settled', { number: contractNumber })
	const action = becomes === 'sold' ? ('sell' as const) : ('take_back' as const)
	await writeMoves(
		scope,
		request.machines
			.filter(({ state }) => state !== 'sold')
			.map((machine) => ({ machine, action, to: stateAfterMove(action, machine), line: lineOf(machine) })),
	)
	const by = nameActor(scope.actor)
	await sql`
		update machine_request_machine set state = 'done', settled_at = ${now}, settled_by = ${by} where request_id = ${id}`
	const settled = await sumUp(scope, contractId)
	const number = await takeNumber(scope, 'settlement')
	await sql`
		update machine_request set state = 'done', ended_at = ${now}, ended_by = ${by}, certificate_number = ${number},
			settled_on = ${today}, settled = ${settled as never} where id = ${id}`
	await emit(scope, {
		kind: 'contract.settled',
		subject: { kind: 'contract', id: contractId },
		...{ customerId, contractId, facts: { number, requestId: id } },
	})
	await queueEffect(scope, {
		kind: 'mail',
		key: `letter:settled:${id}`,
		payload: { letter: 'contract-settled', requestId: id, contractId },
	})
}

/** One that would go on ends today; the run closes it as it closes every contract whose last day has passed. */
async function endContract(scope: Scope, contractId: string): Promise<void> {
	await lockContract(scope, contractId)
	const ending = await evaluateEnding(scope, contractId)
	if (!ending) return
	if (ending.decision.kind === 'refuse') throw new Refused(ending.decision.refusal)
	await applyChange(scope, { contractId, change: ending.change, seen: ending.preview?.seen ?? '' })
}

/** All that was invoiced, less what was credited, what was received for it, and what was written off. As text, for the row. */
async function sumUp({ sql }: Scope, contractId: string) {
	const paid = sql`(select coalesce(sum(amount_minor), 0)::bigint from allocation
		where allocation.invoice_id = invoice.id and payment_id is not null)`
	const [sums] = await sql<Record<'currency' | 'invoicedMinor' | 'receivedMinor' | 'givenUpMinor', string>[]>`
		select contract.currency, coalesce(sum(${partOf({ sql })}), 0)::text as "invoicedMinor",
			coalesce(sum(${shareOf({ sql }, paid)}), 0)::text as "receivedMinor",
			coalesce(sum(${openPartOf({ sql })}) filter (where invoice.state = 'uncollectible'), 0)::text as "givenUpMinor"
		from contract left join invoice on ${isOfContract({ sql })} and invoice.state in ('issued', 'uncollectible')
		where contract.id = ${contractId} group by contract.currency`
	if (!sums) throw new Error('A contract is gone')
	return sums
}
