import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'
import { chargeEffect } from './retry.ts'

/** What would be charged at once if these contracts got a card that works. */
export type Outstanding = {
	invoiceId: string
	number: string
	contractId: string
	currency: string
	openMinor: bigint
	dueOn: string
}

/** Invoices of the contracts that are past due or that their card did not pay. For verbs that have asked for permission. */
export async function findOutstanding({ sql, today }: Scope, contractIds: string[]): Promise<Outstanding[]> {
	if (contractIds.length === 0) return []
	return await sql<Outstanding[]>`
		select invoice.id as "invoiceId", invoice.number, invoice.contract_id as "contractId", invoice.currency,
			total_minor - settled_minor as "openMinor", due_on::text as "dueOn"
		from invoice left join dunning on dunning.invoice_id = invoice.id
		where invoice.contract_id = any(${contractIds}::uuid[]) and invoice.kind = 'invoice' and invoice.state = 'issued'
			and settled_minor < total_minor and (due_on < ${today} or dunning.invoice_id is not null)
		order by due_on, invoice.id`
}

/**
 * A card has been given to the contracts: what is past due, or what the card before did not pay, is charged to it at
 * once, with a timetable of its own. Answers how many charges were asked for. For verbs that hold the contracts.
 */
export async function chargeAgain(scope: Scope, contractIds: string[]): Promise<number> {
	const outstanding = await findOutstanding(scope, contractIds)
	if (outstanding.length === 0) return 0
	const { sql } = scope
	const asked = await sql<{ invoiceId: string; customerId: string; contractId: string; charges: number }[]>`
		with begun as (
			insert into dunning (invoice_id, customer_id, currency, charges)
			select id, customer_id, currency,
				1 + coalesce((select max(charge_number) from payment where charged_invoice_id = invoice.id), 1)
			from invoice where id = any(${outstanding.map((one) => one.invoiceId)}::uuid[]) order by id
			on conflict (invoice_id) do update set charges = dunning.charges + 1, first_failed_on = null, retries = 0,
				next_retry_at = null, asks = ''
			returning invoice_id, customer_id, charges
		)
		select invoice_id as "invoiceId", begun.customer_id as "customerId", invoice.contract_id as "contractId", charges
		from begun join invoice on invoice.id = invoice_id order by invoice_id`
	await emit(
		scope,
		...asked.map(({ invoiceId, customerId, contractId }) => ({
			kind: 'payment.retried' as const,
			subject: { kind: 'invoice', id: invoiceId },
			customerId,
			contractId,
		})),
	)
	await queueEffects(
		scope,
		asked.map(({ invoiceId, charges }) => chargeEffect(invoiceId, charges)),
	)
	return asked.length
}

/** What they come to, one text for a form to carry: what a person saw is compared with what would be charged now. */
export function sumsOf(outstanding: readonly Pick<Outstanding, 'currency' | 'openMinor'>[]): string {
	const sums = new Map<string, bigint>()
	for (const { currency, openMinor } of outstanding) sums.set(currency, (sums.get(currency) ?? 0n) + openMinor)
	return [...sums]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([currency, minor]) => `${currency} ${minor}`)
		.join(', ')
}
