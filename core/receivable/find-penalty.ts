import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { seenByActor } from '../contract/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type ForeseenClaims, foreseeClaims, lastPayDay, readPayDay } from './foresee-claims.ts'
import { readBilledPenalty } from './read-billed-penalty.ts'
import { readClaims, readWaivers } from './read-claims.ts'
import { readPaidPenalty } from './read-paid-penalty.ts'
import { type ReckonedPenalty, reckonPenalty } from './reckon-penalty.ts'

export type ContractPenalty = ReckonedPenalty & {
	contract: { id: string; number: string; title: string; customerId: string }
	currency: string
	/** The day as of which it is told, ISO. */
	on: string
	/** What somebody is asked to waive, and has not decided yet. */
	askedMinor: bigint | null
	/** What of instalments and what is sold once will be invoiced after the day; null of a day that is over. */
	afterMinor: bigint | null
}

/**
 * The penalty interest of a contract as of a day, that day included, and what would settle all that is invoiced then; of a day to come,
 * with what will be invoiced by then, if nothing is paid until then. Refuses `not_found`, `input.invalid` for a day that is none or too far ahead.
 */
export async function findPenalty(
	scope: Scope,
	{ contractId, on }: { contractId: string; on?: string | undefined },
): Promise<ContractPenalty> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const day = on === undefined || on === '' ? scope.today : readPayDay(scope, on)
	const [found] = await sql<Pick<ContractPenalty, 'contract' | 'currency' | 'askedMinor'>[]>`
		select jsonb_build_object('id', contract.id, 'number', number, 'title', title, 'customerId', customer_id) as contract, currency, (
				select amount_minor from approval_request
				where subject_kind = 'penalty_waiver' and approval_request.contract_id = contract.id and state = 'waiting'
			) as "askedMinor"
		from contract where id = ${contractId} and ${reach(scope).contract()} and ${seenByActor(scope)}`
	if (!found) return refuse('not_found', { noun: 'contract' })
	const isOver = Temporal.PlainDate.compare(day, scope.today) < 0
	const coming = isOver ? undefined : await foreseeClaims(scope, [contractId], day)
	const told = (await tellPenalties(scope, [contractId], day, coming)).get(contractId)
	if (!told) throw new Error('The contract has no claims')
	return { ...found, on: day.toString(), ...told, afterMinor: coming?.get(contractId)?.afterMinor ?? null }
}

/** What is owed of a contract's penalty interest today, or as of another day, in minor units; null where the company asks none. */
export async function findPenaltyOwed(
	scope: Scope,
	{ contractId, on }: { contractId: string; on?: string | undefined },
): Promise<bigint | null> {
	permit(scope, 'invoice.read')
	const [agreed] = await scope.sql`
		select from contract where id = ${contractId} and ${reach(scope).contract()} and exists (select from penalty_terms)`
	if (!agreed) return null
	if (on !== undefined && on > lastPayDay(scope.today)) return null
	const day = on === undefined ? scope.today : Temporal.PlainDate.from(on)
	const comes = Temporal.PlainDate.compare(day, scope.today) > 0
	const coming = comes ? await foreseeClaims(scope, [contractId], day) : undefined
	return (await tellPenalties(scope, [contractId], day, coming)).get(contractId)?.dueMinor ?? null
}

/**
 * The same of many contracts at once, for verbs that have asked whether they may; with what is `coming` by the day, where it is given, and
 * as if the invoices in `voided` were taken back.
 */
export async function tellPenalties(
	scope: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
	day: Temporal.PlainDate,
	coming?: ReadonlyMap<string, ForeseenClaims> | undefined,
	voided: ReadonlySet<string> = new Set(),
): Promise<Map<string, ReckonedPenalty>> {
	const claims = await readClaims(scope, contractIds)
	const waivers = await readWaivers(scope, contractIds, day)
	const paid = await readPaidPenalty(scope, contractIds, day)
	const billed = await readBilledPenalty(scope, contractIds, day)
	return new Map(
		contractIds.map((id) => {
			const put = { waivers: waivers.get(id) ?? [], paidMinor: paid.get(id) ?? 0n, billed: billed.get(id) ?? [] }
			const own = (claims.get(id) ?? []).map((claim) =>
				voided.has(claim.invoiceId) ? { ...claim, isVoid: true } : claim,
			)
			const all = [...own, ...(coming?.get(id)?.claims ?? [])].sort((one, two) => one.due - two.due)
			return [id, reckonPenalty(all, put, dayOf(day))]
		}),
	)
}
