import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { refuse } from '../refusal.ts'

export type LockedPayable = {
	id: string
	contractId: string
	customerId: string
	currency: string
	description: string
	amountMinor: bigint
	intervalUnit: 'week' | 'month' | 'year' | null
	intervalCount: number | null
	anchorOn: string
	firstDueOn: string
	lastDueOn: string | null
	arrears: boolean
	/** The last one that is marked as paid. */
	paidThrough: string | null
}

/** Locks the contract and then its payable: two people who change one plan do it one after the other. Refuses `not_found`. */
export async function lockPayable(scope: Scope, id: string): Promise<LockedPayable> {
	const { sql } = scope
	const [of] = await sql<{ contractId: string }[]>`select contract_id as "contractId" from payable where id = ${id}`
	if (!of) refuse('not_found', { noun: 'payable' })
	await lockContract(scope, of.contractId)
	const [locked] = await sql<LockedPayable[]>`
		select id, contract_id as "contractId", customer_id as "customerId", currency, description, amount_minor as "amountMinor",
			interval_unit as "intervalUnit", interval_count as "intervalCount", anchor_on::text as "anchorOn",
			first_due_on::text as "firstDueOn", last_due_on::text as "lastDueOn", arrears,
			(select max(due_on)::text from payable_payment where payable_id = payable.id and undone_at is null) as "paidThrough"
		from payable where id = ${id} and removed_at is null for update`
	return locked ?? refuse('not_found', { noun: 'payable' })
}
