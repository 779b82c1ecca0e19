import { z } from 'zod'
import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { refuseUnknownType } from '../contract/types.ts'
import { dayInput } from '../day-input.ts'
import { emit, nameActor } from '../event.ts'
import { percentInput } from '../percent-input.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { creditAtOnce } from './credit-at-once.ts'

/** What a company usually asks, offered where nothing is agreed yet: per cent a day. */
export const usualDailyRatePercent = '0.05'

/** Terms of claims that fall due from `validFrom` (an ISO day) on: of one contract, of a type of contracts, or of the company. */
export type AgreedPenalty = {
	id: string
	contractType: string | null
	contractId: string | null
	validFrom: string
	/** Exact decimal; 0: none. */
	dailyRatePercent: string
	graceDays: number
	/** Whether what is open after the grace bears interest from its due day. */
	chargeGrace: boolean
	/** Whether it is invoiced, once a month, or only stated. */
	billed: boolean
}

/** Those of the company and its types of contracts, or of one contract, the latest first. */
export async function findPenaltyTerms(
	scope: Scope,
	{ contractId }: { contractId?: string },
): Promise<AgreedPenalty[]> {
	permit(scope, 'contract.read')
	const { sql } = scope
	return await sql<AgreedPenalty[]>`
		select id, contract_type as "contractType", contract_id as "contractId", valid_from::text as "validFrom",
			daily_rate_percent::text as "dailyRatePercent", grace_days as "graceDays", charge_grace as "chargeGrace", billed
		from penalty_terms where contract_id is not distinct from ${contractId ?? null}
		order by contract_type nulls first, valid_from desc`
}

const input = z.object({
	contractType: z.string().nullable(),
	contractId: z.uuid().nullable(),
	validFrom: dayInput,
	dailyRatePercent: percentInput,
	graceDays: z.number().int().min(0).max(365),
	chargeGrace: z.boolean(),
	billed: z.boolean().default(false),
})

export type SetPenaltyTerms = z.input<typeof input>

/**
 * Agrees penalty interest for what falls due from a day on; once more for the same day, in its place. What falls due before keeps
 * what was agreed then; what is invoiced of a contract's own and did not accrue by them goes back at once, of others with the next
 * run. Refuses `input.invalid`, `not_found`, `contract.type_unknown`, and what `refuseOfPast` refuses.
 */
export async function setPenaltyTerms(scope: Scope, given: SetPenaltyTerms): Promise<void> {
	permit(scope, given.contractId === null ? 'company.write' : 'contract.amend')
	const parsed = input.safeParse(given)
	if (!parsed.success) {
		const [issue] = parsed.error.issues
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { contractType, contractId, validFrom, dailyRatePercent, graceDays, chargeGrace, billed } = parsed.data
	const { sql } = scope
	if (contractType !== null) await refuseUnknownType(scope, contractType)
	const customerId = contractId === null ? null : await holdContract(scope, contractId, validFrom)
	await sql`
		insert into penalty_terms (contract_type, contract_id, valid_from, daily_rate_percent, grace_days, charge_grace, billed, written_by, written_at)
		values (${contractId === null ? contractType : null}, ${contractId}, ${validFrom}, ${dailyRatePercent}, ${graceDays}, ${chargeGrace}, ${billed},
			${nameActor(scope.actor)}, ${scope.now})
		on conflict (contract_type, contract_id, valid_from) do update
			set daily_rate_percent = excluded.daily_rate_percent, grace_days = excluded.grace_days,
				charge_grace = excluded.charge_grace, billed = excluded.billed, written_by = excluded.written_by, written_at = excluded.written_at`
	await emit(scope, {
		kind: 'penalty.agreed',
		subject:
			contractId === null
				? { kind: 'company', id: scope.company.billingPartyId }
				: { kind: 'contract', id: contractId },
		customerId,
		contractId,
		facts: { contractType, validFromOn: validFrom, dailyRatePercent, graceDays, chargeGrace, billed },
	})
	if (contractId !== null) await creditAtOnce(scope, [contractId])
}

/** Takes terms away, as if they had never been agreed. Refuses `not_found`, and what `refuseOfPast` refuses. */
export async function removePenaltyTerms(scope: Scope, { id }: { id: string }): Promise<void> {
	const { sql } = scope
	const [terms] = await sql<AgreedPenalty[]>`
		select contract_id as "contractId", contract_type as "contractType", valid_from::text as "validFrom",
			daily_rate_percent::text as "dailyRatePercent" from penalty_terms where id = ${id} for update`
	permit(scope, terms?.contractId ? 'contract.amend' : 'company.write')
	if (!terms) return refuse('not_found', { noun: 'penalty_terms' })
	const { contractId, contractType, validFrom, dailyRatePercent } = terms
	const customerId = contractId === null ? null : await holdContract(scope, contractId, validFrom)
	await sql`delete from penalty_terms where id = ${id}`
	await emit(scope, {
		kind: 'penalty.agreement_removed',
		subject:
			contractId === null
				? { kind: 'company', id: scope.company.billingPartyId }
				: { kind: 'contract', id: contractId },
		customerId,
		contractId,
		facts: { contractType, validFromOn: validFrom, dailyRatePercent },
	})
	if (contractId !== null) await creditAtOnce(scope, [contractId])
}

/** Answers the customer of a contract, which is held. */
async function holdContract(scope: Scope, contractId: string, validFrom: string): Promise<string> {
	const { customerId, activatedAt } = await lockContract(scope, contractId)
	if (activatedAt) refuseOfPast(scope, validFrom)
	return customerId
}

/**
 * What fell due before today bears interest by now. Other terms for it give that up, or ask for more, and nobody has to agree to
 * them: they are for who may take a waiver back. Refuses `penalty.terms_past`.
 */
function refuseOfPast({ actor, today }: Scope, validFrom: string): void {
	if (validFrom < today.toString() && !may(actor, 'invoice.write_off')) refuse('penalty.terms_past', {})
}
