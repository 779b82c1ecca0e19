import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { penaltyPaymentEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { refuse } from '../refusal.ts'
import { tellPenalties } from './find-penalty.ts'

/** A part of money in, put to the penalty interest of a contract. Minor units of the payment's currency; the day is ISO. */
export type PenaltyPart = {
	paymentId: string
	contractId: string
	customerId: string
	currency: string
	amountMinor: bigint
	on: string
}

/**
 * Puts money to the penalty interest of contracts of its customer. For verbs that have locked the payment and the contracts,
 * and have put money to invoices first: less accrues then. Refuses
 * `not_found` for a contract of somebody else or in another currency, `payment.not_positive`, `receipt.over_penalty`.
 */
export async function payPenalty(scope: Scope, parts: readonly PenaltyPart[]): Promise<void> {
	if (parts.length === 0) return
	const ids = parts.map(({ contractId }) => contractId)
	const contracts = await lockContracts(scope, ids)
	const told = await tellPenalties(scope, ids, scope.today)
	for (const { contractId, customerId, currency, amountMinor } of parts) {
		if (amountMinor <= 0n) refuse('payment.not_positive', {})
		const contract = contracts.find(({ id }) => id === contractId)
		if (!contract || contract.customerId !== customerId || contract.currency !== currency)
			return refuse('not_found', { noun: 'contract' })
		const dueMinor = told.get(contractId)?.dueMinor ?? 0n
		const { number } = contract
		if (amountMinor > dueMinor) refuse('receipt.over_penalty', { contractId, number, dueMinor, currency })
	}
	await write(
		scope,
		parts.map((part) => ({ ...part, reversesId: null })),
	)
}

/**
 * Frees an amount of a payment from penalty interest, the newest first, and answers how much. `never`: it was put there by
 * mistake; otherwise it counts until today. The payment must be locked.
 */
export async function freePenalty(
	scope: Scope,
	{
		paymentId,
		amountMinor,
		contractId,
		never,
	}: { paymentId: string; amountMinor: bigint; contractId?: string; never?: true },
): Promise<bigint> {
	const { sql, today } = scope
	const standing = await sql<(PenaltyPart & { reversesId: string })[]>`
		select id as "reversesId", payment_id as "paymentId", contract_id as "contractId", customer_id as "customerId", currency,
			amount_minor as "amountMinor", paid_on::text as on
		from penalty_payment as made where payment_id = ${paymentId} and reverses_id is null
			${contractId ? sql`and contract_id = ${contractId}` : sql``}
			and not exists (select from penalty_payment as back where back.reverses_id = made.id)
		order by created_at desc, id desc`
	let missing = amountMinor
	const rows: Row[] = []
	for (const part of standing) {
		if (missing <= 0n) break
		const lost = part.amountMinor < missing ? part.amountMinor : missing
		missing -= lost
		const on = never ? part.on : today.toString()
		rows.push({ ...part, amountMinor: -part.amountMinor, on })
		// A reversal takes back a whole part; what was not needed goes where it was.
		if (lost < part.amountMinor) rows.push({ ...part, amountMinor: part.amountMinor - lost, on, reversesId: null })
	}
	await write(scope, rows)
	return amountMinor - missing
}

type Locked = { id: string; number: string; customerId: string; currency: string }

/** Of one contract penalty interest is paid by one at a time. In the order of ids, and before invoices are held. */
export async function lockContracts({ sql }: Scope, ids: readonly string[]): Promise<Locked[]> {
	if (ids.length === 0) return []
	return await sql<Locked[]>`
		select id, number, customer_id as "customerId", currency from contract
		where id = any(${[...ids]}::uuid[]) order by id for update`
}

type Row = PenaltyPart & { reversesId: string | null }

async function write(scope: Scope, rows: readonly Row[]): Promise<void> {
	const written = rows.map((row) => ({ ...row, id: randomUUIDv7() as string }))
	for (const { id, paymentId, contractId, customerId, currency, amountMinor, on, reversesId } of written)
		await scope.sql`
			insert into penalty_payment (id, payment_id, contract_id, customer_id, currency, amount_minor, paid_on, reverses_id, created_at)
			values (${id}, ${paymentId}, ${contractId}, ${customerId}, ${currency}, ${amountMinor}, ${on}, ${reversesId}, ${scope.now})`
	await post(scope, written.map(penaltyPaymentEntry))
	await emit(
		scope,
		...written.map(({ contractId, customerId, currency, amountMinor, paymentId }) => ({
			kind: amountMinor > 0n ? ('penalty.paid' as const) : ('penalty.payment_taken_back' as const),
			subject: { kind: 'contract', id: contractId },
			...{ customerId, contractId },
			facts: { amountMinor: String(amountMinor < 0n ? -amountMinor : amountMinor), currency, paymentId },
		})),
	)
}
