import { arrayOf, insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import type { LockedContract } from '../contract/lock.ts'
import { type EventKind, emit, nameActor } from '../event.ts'

export type NewAmendment = {
	kind: 'change' | 'discount' | 'pause' | 'end' | 'renewal' | 'collection_plan'
	/** ISO date. */
	effectiveOn: string
	/** The first day on which billing reckons with it, where that is earlier: an end is known before it comes. */
	knownFrom?: string
	reason: string
	terms?: Record<string, [unknown, unknown]>
	/** What of a collection plan happened, with the facts of it. */
	plan?: { kind: PlanEventKind; facts: Record<string, unknown> }
}

type PlanEventKind = Extract<EventKind, `collection_plan.${string}`>

type Amended = Pick<LockedContract, 'id' | 'number' | 'customerId'>

/**
 * Adds the next amendment of a locked contract and brings the contract to the invoice run on the day its money falls
 * due. The caller writes the line states and then the movements. Answers its sequence.
 */
export async function recordAmendment(scope: Scope, contract: Amended, amendment: NewAmendment): Promise<number> {
	const [sequence] = await recordAmendments(scope, [{ contract, amendment }])
	if (sequence === undefined) throw new Error(`Contract ${contract.number} was not amended`)
	return sequence
}

/** The same of many, one each; answers their sequences in order. Set-based. */
export async function recordAmendments(
	scope: Scope,
	amended: readonly { contract: Amended; amendment: NewAmendment }[],
): Promise<number[]> {
	if (amended.length === 0) return []
	const { sql, today } = scope
	const ids = amended.map(({ contract }) => contract.id)
	const last = await sql<{ id: string; sequence: number }[]>`
		select contract_id as id, max(sequence) as sequence from amendment where contract_id = any(${ids}::uuid[]) group by 1`
	const lastOf = new Map(last.map(({ id, sequence }) => [id, sequence]))
	const sequences = amended.map(({ contract }) => {
		const sequence = lastOf.get(contract.id)
		if (sequence === undefined) throw new Error(`Contract ${contract.number} has no original amendment`)
		return sequence + 1
	})
	await insertMany(
		sql,
		'amendment',
		columns,
		amended.map(({ contract, amendment }, index) => ({
			...{ contract_id: contract.id, sequence: sequences[index], kind: amendment.kind },
			...{ effective_on: amendment.effectiveOn, recorded_on: today, recorded_at: scope.now },
			...{ recorded_by: nameActor(scope.actor), reason: amendment.reason, terms: amendment.terms ?? {} },
		})),
	)
	await sql`
		update contract set version = version + 1, updated_at = ${scope.now} where id = any(${ids}::uuid[])`
	// What fell due on days that are gone through once more is billed: what stands charged since then is to be read.
	await sql`
		update contract_billing set next_due_on = least(next_due_on, greatest(due_from, ${today}::date)),
			billed_through = case when billed_through is not null then least(billed_through, greatest(due_from, ${today}::date) - 1) end,
			bill_again_from = case when billed_through >= greatest(due_from, ${today}::date)
				then least(bill_again_from, greatest(due_from, ${today}::date)) else bill_again_from end
		from unnest(${ids}::uuid[], ${arrayOf('date', amended, ({ amendment }) => amendment.knownFrom ?? amendment.effectiveOn)}::date[])
			as amended (id, due_from)
		where contract_id = amended.id`
	await emit(
		scope,
		...amended.map(({ contract, amendment }, index) => ({
			kind: amendment.plan?.kind ?? happeningOf(amendment),
			subject: { kind: 'contract', id: contract.id },
			customerId: contract.customerId,
			contractId: contract.id,
			facts: {
				sequence: sequences[index],
				effectiveOn: amendment.effectiveOn,
				reason: amendment.reason,
				...amendment.plan?.facts,
			},
		})),
	)
	return sequences
}

const columns = {
	contract_id: 'uuid',
	sequence: 'integer',
	kind: 'text',
	effective_on: 'date',
	recorded_on: 'date',
	recorded_at: 'timestamptz',
	recorded_by: 'text',
	reason: 'text',
	terms: 'jsonb',
} as const

function happeningOf({ kind, terms }: NewAmendment): EventKind {
	if (kind !== 'end') return kind === 'renewal' ? 'contract.renewed' : 'contract.amended'
	return terms?.ending?.[1] === false ? 'contract.end_undone' : 'contract.ending'
}
