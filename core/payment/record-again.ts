import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { lockLater } from '../allocation/later-money.ts'
import { putTo } from '../allocation/put.ts'
import { putAgain } from '../allocation/put-in-order.ts'
import { takeBack } from '../allocation/take-back.ts'
import { followMoney } from '../dunning/service-state.ts'
import { creditAtOnce, lockPenaltyInvoiced } from '../receivable/credit-at-once.ts'
import { refuse } from '../refusal.ts'
import type { ReceiptMethod } from './payment.ts'
import { tellRecorded, writeRecorded } from './write-recorded.ts'

type TakenBack = {
	customerId: string
	currency: string
	amountMinor: bigint
	receivedOn: string
	method: ReceiptMethod | ''
	reference: string
	note: string
	contractId: string | null
	inOrder: boolean
	held: boolean
	parts: { invoiceId: string; minor: string }[]
	penalty: { contractId: string; minor: string }[]
}

/**
 * Records anew a receipt that was taken back and had come after all, under a number of its own, and puts it to what it had settled
 * when it was taken back; what came later and follows the company's order is put anew. For verbs that have permitted it and know that
 * it is taken back. Refuses `bank_entry.money_moved` where that is not open any more, and what `putTo` refuses. Answers its id.
 */
export async function recordAgain(
	scope: Scope,
	{ paymentId, importKey }: { paymentId: string; importKey: string | null },
): Promise<string> {
	const { sql } = scope
	const { parts, penalty, ...was } = await readTakenBack(scope, paymentId)
	const { customerId, currency, amountMinor } = was
	await sql`select from customer where id = ${customerId} for update`
	const bearing = await lockPenaltyInvoiced(scope, [customerId])
	const money = { ...was, id: randomUUIDv7() as string, importKey }
	await writeRecorded(scope, [money])
	const free = { paymentId: money.id, customerId, currency, leftMinor: amountMinor, contractId: was.contractId }
	const later = await lockLater(scope, free)
	for (const one of later) await takeBack(scope, { paymentId: one.paymentId, amountMinor: one.leftMinor, never: true })
	await refuseMoved(scope, parts)
	const to = parts.map(({ invoiceId, minor }) => ({ invoiceId, amountMinor: BigInt(minor) }))
	const dues = penalty.map(({ contractId, minor }) => ({ contractId, amountMinor: BigInt(minor) }))
	const { put, penaltyMinor } = await putTo(scope, free, { by: 'hand', to, penalty: dues })
	await putAgain(scope, { ...free, leftMinor: 0n })
	await creditAtOnce(scope, bearing)
	const touched = [...later.flatMap(({ standing }) => [...standing.keys()]), ...to.map(({ invoiceId }) => invoiceId)]
	if (touched.length > 0) await followMoney(scope, [...new Set(touched)])
	const contracts = [...new Set(put.map(({ contractId }) => contractId))]
	const settled = {
		contractId: contracts.length === 1 ? (contracts[0] ?? null) : null,
		amountMinor: put.reduce((sum, part) => sum + part.amountMinor, penaltyMinor),
	}
	await tellRecorded(scope, [money], new Map([[money.id, settled]]), { imported: false })
	return money.id
}

async function readTakenBack({ sql }: Scope, paymentId: string): Promise<TakenBack> {
	const [was] = await sql<TakenBack[]>`
		select customer_id as "customerId", currency, amount_minor as "amountMinor", received_on::text as "receivedOn", method, reference, note,
			for_contract_id as "contractId", in_order as "inOrder", held, coalesce((
				select json_agg(json_build_object('invoiceId', part.invoice_id, 'minor', part.minor::text) order by part.invoice_id) from (
					select made.invoice_id, sum(made.amount_minor) as minor from allocation as back join allocation as made on made.id = back.reverses_id
					where back.payment_id = payment.id and back.created_at = taken_back_at group by 1
				) as part
			), '[]') as parts, coalesce((
				select json_agg(json_build_object('contractId', part.contract_id, 'minor', part.minor::text) order by part.contract_id) from (
					select made.contract_id, sum(made.amount_minor) as minor
					from penalty_payment as back join penalty_payment as made on made.id = back.reverses_id
					where back.payment_id = payment.id and back.created_at = taken_back_at group by 1
				) as part
			), '[]') as penalty
		from payment where id = ${paymentId} and taken_back_at is not null`
	return was ?? refuse('not_found', { noun: 'payment' })
}

/** What it had settled is settled by other money since, taken back, or given up. */
async function refuseMoved({ sql }: Scope, parts: TakenBack['parts']): Promise<void> {
	const ids = parts.map(({ invoiceId }) => invoiceId)
	const open = await sql<{ id: string; openMinor: bigint }[]>`
		select id, total_minor - settled_minor as "openMinor" from invoice where id = any(${ids}::uuid[]) and state = 'issued'
		order by id for update`
	const left = new Map(open.map(({ id, openMinor }) => [id, openMinor]))
	if (parts.some(({ invoiceId, minor }) => (left.get(invoiceId) ?? 0n) < BigInt(minor)))
		refuse('bank_entry.money_moved', {})
}
