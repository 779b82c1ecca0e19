import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { seenByActor } from '../contract/seen.ts'
import { applyCredits } from '../credit-note/apply.ts'
import type { IssuedInvoice } from '../invoice/issue.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { issuePenalty, penaltyLines } from './bill-penalty.ts'
import { tellPenalties } from './find-penalty.ts'

/**
 * Invoices the penalty interest of a contract that is owed today and stands on no invoice, so that whoever owes it can pay it
 * with the rest; also what is only stated. Answers null where none is owed. Once: what it asks for is owed there and nowhere else.
 * Refuses `not_found`.
 */
export async function billOwedPenalty(
	scope: Scope,
	{ contractId }: { contractId: string },
): Promise<IssuedInvoice | null> {
	// A customer who pays has the invoice made; what they owe does not grow by it.
	permit(scope, scope.actor.kind === 'staff' ? 'invoice.run' : 'payment.start')
	const { customerId, direction } = await lockContract(scope, contractId)
	if (direction !== 'receivable') refuse('not_found', { noun: 'contract' })
	const claims = (await tellPenalties(scope, [contractId], scope.today)).get(contractId)?.claims ?? []
	const parts = claims.flatMap((claim) => (claim.dueMinor > 0n ? [{ claim, amountMinor: claim.dueMinor }] : []))
	if (parts.length === 0) return null
	const invoice = await issuePenalty(scope, contractId, await penaltyLines(scope, contractId, parts))
	await applyCredits(scope, [customerId])
	return invoice
}

/**
 * The same of all contracts of a customer in a currency, or of one: what a statement of account says is owed. Answers how many
 * invoices were made. Refuses `not_found`.
 */
export async function billOwedPenalties(scope: Scope, { customerId, contractId, currency }: OwedOf): Promise<number> {
	permit(scope, scope.actor.kind === 'staff' ? 'invoice.run' : 'payment.start')
	const { sql } = scope
	const contracts = await sql<{ id: string }[]>`
		select id from contract
		where ${contractId ? sql`id = ${contractId}` : sql`customer_id = ${customerId ?? null}`} and currency = ${currency}
			and direction = 'receivable' and ${reach(scope).contract()} and ${seenByActor(scope)}
		order by id`
	if (contracts.length === 0) refuse('not_found', { noun: 'contract' })
	let made = 0
	for (const { id } of contracts) if (await billOwedPenalty(scope, { contractId: id })) made++
	return made
}

type OwedOf = { customerId?: string | undefined; contractId?: string | undefined; currency: string }
