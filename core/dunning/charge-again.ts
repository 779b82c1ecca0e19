import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { contractsOf } from '../invoice/share.ts'
import { queueEffects } from '../outbox/queue.ts'
import { reach } from '../permit.ts'
import { chargeEffect } from './retry.ts'

/** What would be charged at once if these contracts got a card that works. */
export type Outstanding = {
	invoiceId: string
	number: string
	/** Of the contracts that it bills: they must all be paid with the card. */
	contractIds: string[]
	currency: string
	openMinor: bigint
	dueOn: string
}

/**
 * Invoices that are past due or that a card did not pay, as far as the contracts they bill would all be paid with one card:
 * those given, and those that are paid with the card already. A link to one contract sees and charges no invoice that
 * bills others too. For verbs that have asked for permission.
 */
export async function findOutstanding(
	scope: Scope,
	contractIds: string[],
	cardId: string | null = null,
): Promise<Outstanding[]> {
	if (contractIds.length === 0) return []
	const { sql, today } = scope
	const given = sql`${contractIds}::uuid[]`
	return await sql<Outstanding[]>`
		select invoice.id as "invoiceId", invoice.number, array${contractsOf(scope)} as "contractIds", invoice.currency,
			total_minor - settled_minor as "openMinor", due_on::text as "dueOn"
		from invoice left join dunning on dunning.invoice_id = invoice.id
		where invoice.kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor
			and (due_on < ${today} or dunning.invoice_id is not null) and ${reach(scope).invoice()}
			and (invoice.contract_id = any(${given}) or (invoice.contract_id is null
				and invoice.customer_id in (select customer_id from contract where id = any(${given}))
				and exists (select from invoice_line as line where line.invoice_id = invoice.id and line.contract_id = any(${given}))
				and not exists (
					select from invoice_line as line left join contract as other on other.id = line.contract_id
					where line.invoice_id = invoice.id and (other.id is null or (other.id <> all(${given})
						and not (other.autopay and other.payment_method_id is not distinct from ${cardId}::uuid
							and other.payment_method_id is not null))))))
		order by due_on, invoice.id`
}

/**
 * A card has been given to the contracts: what is past due, or what the card before did not pay, is charged to it at
 * once, with a timetable of its own. Answers how many charges were asked for. For verbs that hold the contracts.
 */
export async function chargeAgain(scope: Scope, contractIds: string[], cardId: string | null = null): Promise<number> {
	const outstanding = await findOutstanding(scope, contractIds, cardId)
	if (outstanding.length === 0) return 0
	const { sql } = scope
	const asked = await sql<{ invoiceId: string; customerId: string; contractId: string | null; charges: number }[]>`
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
