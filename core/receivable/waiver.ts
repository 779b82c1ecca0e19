import type { Scope } from '../act.ts'
import { permitDecided } from '../approval/decided.ts'
import { tellUndone } from '../approval/tell-undone.ts'
import { lockContract } from '../contract/lock.ts'
import { parseDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { emit, nameActor } from '../event.ts'
import { overtakeSettlements } from '../machine-request/overtake-settlements.ts'
import { percentInput } from '../percent-input.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { creditOverbilled, creditWaived } from './credit-penalty.ts'
import { tellPenalties } from './find-penalty.ts'

/** What is to be given up of a contract's penalty interest: an amount, or a share of what is due of it. */
export type WaivePenalty = {
	contractId: string
	/** Minor units of the contract's currency; or null and a share. */
	amountMinor: bigint | null
	/** Exact decimal, above 0 up to 100. */
	percent: string | null
	reason: string
}

/**
 * What a waiver would take, as of today. Minor units; `dueMinor`: owed, on invoices or not, of which `statedMinor` stands on none. Refuses
 * `penalty.nothing_due`, `penalty.waiver_too_much`, `payment.not_positive`.
 */
export async function weighWaiver(
	scope: Scope,
	{ contractId, amountMinor, percent }: Omit<WaivePenalty, 'reason'>,
): Promise<{
	currency: string
	amountMinor: bigint
	accruedMinor: bigint
	dueMinor: bigint
	statedMinor: bigint
	openMinor: bigint
}> {
	const told = (await tellPenalties(scope, [contractId], scope.today)).get(contractId)
	const { accruedMinor = 0n, dueMinor: statedMinor = 0n, billedOpenMinor = 0n, openMinor = 0n } = told ?? {}
	const dueMinor = statedMinor + billedOpenMinor
	if (dueMinor <= 0n) refuse('penalty.nothing_due', {})
	const wanted = amountMinor ?? shareOf(dueMinor, percent ?? '100')
	const { currency } = await currencyOf(scope, contractId)
	if (wanted > dueMinor) refuse('penalty.waiver_too_much', { dueMinor, currency })
	if (wanted <= 0n) refuse('payment.not_positive', {})
	return { currency, amountMinor: wanted, accruedMinor, dueMinor, statedMinor, openMinor }
}

/**
 * Gives up a part of a contract's penalty interest, or all of it, as of today: what stands on no invoice first, then by credit notes what
 * is open on invoices, the oldest claim's first. What accrues from tomorrow on is not waived. Refuses `not_found`, `penalty.nothing_due`,
 * `penalty.waiver_too_much`, `payment.not_positive`, `payment.in_progress`, `input.invalid`.
 */
export async function waivePenalty(scope: Scope, input: WaivePenalty): Promise<{ id: string; amountMinor: bigint }> {
	permit(scope, 'penalty.waive')
	permitDecided(scope, 'penalty_waiver')
	const { sql } = scope
	const reason = input.reason.trim()
	if (reason === '') refuse('input.invalid', { field: 'reason', problem: 'too_small' })
	const { customerId, currency } = await lockContract(scope, input.contractId)
	await creditOverbilled(scope, input.contractId)
	const { amountMinor, statedMinor } = await weighWaiver(scope, input)
	const stated = amountMinor < statedMinor ? amountMinor : statedMinor
	const notes = await creditWaived(scope, input.contractId, amountMinor - stated)
	const parts = [...(stated > 0n ? [{ noteId: null, amountMinor: stated }] : []), ...notes]
	const ids: string[] = []
	for (const part of parts) {
		const [waiver] = await sql<{ id: string }[]>`
			insert into penalty_waiver (contract_id, customer_id, currency, amount_minor, reason, waived_on, waived_by, waived_at, credit_note_id)
			values (${input.contractId}, ${customerId}, ${currency}, ${part.amountMinor}, ${reason}, ${scope.today}, ${nameActor(scope.actor)},
				${scope.now}, ${part.noteId})
			returning id`
		if (waiver) ids.push(waiver.id)
	}
	const [id] = ids
	if (!id) throw new Error('The waiver was not written')
	await emit(scope, {
		kind: 'penalty.waived',
		subject: { kind: 'contract', id: input.contractId },
		...{ customerId, contractId: input.contractId },
		facts: { waiverId: id, amountMinor: String(amountMinor), currency, reason },
	})
	return { id, amountMinor }
}

/**
 * Takes a waiver back: from today on the penalty interest is owed again. The credit note of what was invoiced stands, and the next
 * invoice asks for that anew. Who agreed to it is told. Refuses `not_found`, `penalty.waiver_undone`.
 */
export async function undoWaiver(scope: Scope, { id }: { id: string }): Promise<{ contractId: string }> {
	permit(scope, 'invoice.write_off')
	permit(scope, 'penalty.waive')
	const { sql } = scope
	const [waiver] = await sql<
		{ contractId: string; amountMinor: bigint; currency: string; waivedAt: Temporal.Instant }[]
	>`
		select contract_id as "contractId", amount_minor as "amountMinor", currency, waived_at as "waivedAt"
		from penalty_waiver where id = ${id}`
	if (!waiver) return refuse('not_found', { noun: 'penalty_waiver' })
	const { contractId, amountMinor, currency, waivedAt } = waiver
	const { customerId } = await lockContract(scope, contractId)
	const [undone] = await sql`
		update penalty_waiver set undone_on = ${scope.today}, undone_by = ${nameActor(scope.actor)}
		where id = ${id} and undone_on is null returning id`
	if (!undone) refuse('penalty.waiver_undone', {})
	await emit(scope, {
		kind: 'penalty.waiver_undone',
		subject: { kind: 'contract', id: contractId },
		...{ customerId, contractId },
		facts: { waiverId: id, amountMinor: String(amountMinor), currency },
	})
	await tellUndone(scope, { kind: 'penalty_waiver', subjectId: contractId, doneAt: waivedAt, of: id })
	await overtakeSettlements(scope, [customerId])
	return { contractId }
}

/** A share of an amount, rounded once. Refuses `input.invalid` for one that is not above 0 and up to 100. */
function shareOf(minor: bigint, percent: string): bigint {
	if (!percentInput.safeParse(percent).success) refuse('input.invalid', { field: 'percent', problem: 'invalid' })
	const { digits, scale } = parseDecimal(percent)
	return roundHalfAwayFromZero(minor * digits, 100n * powerOfTen(scale))
}

async function currencyOf({ sql }: Scope, contractId: string): Promise<{ currency: string }> {
	const [contract] = await sql<{ currency: string }[]>`select currency from contract where id = ${contractId}`
	return contract ?? refuse('not_found', { noun: 'contract' })
}
