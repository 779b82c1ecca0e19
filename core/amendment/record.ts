import type { Scope } from '../act.ts'
import type { LockedContract } from '../contract/lock.ts'
import { emit, nameActor } from '../event.ts'

export type NewAmendment = {
	kind: 'change' | 'discount' | 'pause' | 'end' | 'renewal'
	/** ISO date. */
	effectiveOn: string
	/** The first day on which billing reckons with it, where that is earlier: an end is known before it comes. */
	knownFrom?: string
	reason: string
	terms?: Record<string, [unknown, unknown]>
}

/**
 * Adds the next amendment of a locked contract and brings the contract to the invoice run on the day its money falls
 * due. The caller writes the line states and then the movements. Answers its sequence.
 */
export async function recordAmendment(
	scope: Scope,
	contract: Pick<LockedContract, 'id' | 'number' | 'customerId'>,
	amendment: NewAmendment,
): Promise<number> {
	const { sql } = scope
	const [row] = await sql<{ sequence: number }[]>`
		insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by, reason, terms)
		select ${contract.id}, max(sequence) + 1, ${amendment.kind}, ${amendment.effectiveOn}, ${scope.today}, ${scope.now},
			${nameActor(scope.actor)}, ${amendment.reason}, ${sql.json((amendment.terms ?? {}) as never)}
		from amendment where contract_id = ${contract.id}
		returning sequence`
	const dueFrom = amendment.knownFrom ?? amendment.effectiveOn
	if (!row) throw new Error(`Contract ${contract.number} has no original amendment`)
	await sql`update contract set version = version + 1, updated_at = ${scope.now} where id = ${contract.id}`
	await sql`
		update contract_billing set next_due_on = least(next_due_on, greatest(${dueFrom}::date, ${scope.today}::date)),
			billed_through = case when billed_through is not null
				then least(billed_through, greatest(${dueFrom}::date, ${scope.today}::date) - 1) end
		where contract_id = ${contract.id}`
	await emit(scope, {
		kind: happeningOf(amendment),
		subject: { kind: 'contract', id: contract.id },
		customerId: contract.customerId,
		contractId: contract.id,
		facts: { sequence: row.sequence, effectiveOn: amendment.effectiveOn, reason: amendment.reason },
	})
	return row.sequence
}

function happeningOf({ kind, terms }: NewAmendment) {
	if (kind !== 'end') return kind === 'renewal' ? 'contract.renewed' : 'contract.amended'
	return terms?.ending?.[1] === false ? 'contract.end_undone' : 'contract.ending'
}
