import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { writeOffEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'

type Standing = {
	id: string
	invoiceId: string
	customerId: string
	contractId: string | null
	currency: string
	amountMinor: bigint
	on: string
}

/**
 * Takes back what was written off of invoices that money or a credit note reaches after all: they are owed again, whole,
 * and what is not paid is written off anew if need be. They are so from `on`, the day from which the money counts, or from
 * that of the write-off where that is later. For the verb that settles, which holds the invoices.
 */
export async function restoreWrittenOff(
	scope: Scope,
	reached: readonly { invoiceId: string; on: string }[],
): Promise<void> {
	const { sql } = scope
	const standing = await sql<Standing[]>`
		select first.id, invoice.id as "invoiceId", customer_id as "customerId", contract_id as "contractId", currency,
			amount_minor as "amountMinor", greatest(written_on, reached.on)::text as on
		from (
				select invoice_id, min(since) as on
				from unnest(${reached.map((one) => one.invoiceId)}::uuid[], ${reached.map((one) => one.on)}::date[]) as given (invoice_id, since)
				group by 1
			) as reached join invoice on invoice.id = reached.invoice_id join invoice_write_off as first on first.invoice_id = invoice.id
		where invoice.state = 'uncollectible' and reverses_id is null
			and not exists (select from invoice_write_off as back where back.reverses_id = first.id)
		order by invoice.id`
	if (standing.length === 0) return
	const back = standing.map((one) => ({
		...one,
		reversesId: one.id,
		id: randomUUIDv7(),
		amountMinor: -one.amountMinor,
	}))
	for (const one of back)
		await sql`
			insert into invoice_write_off (id, invoice_id, amount_minor, reason, written_by, written_on, written_at, reverses_id)
			values (${one.id}, ${one.invoiceId}, ${one.amountMinor}, '', ${nameActor(scope.actor)}, ${one.on}, ${scope.now}, ${one.reversesId})`
	await sql`update invoice set state = 'issued' where id = any(${back.map((one) => one.invoiceId)}::uuid[])`
	await post(scope, back.map(writeOffEntry))
	await emit(
		scope,
		...back.map(({ invoiceId, customerId, contractId, amountMinor, currency }) => ({
			kind: 'invoice.write_off_taken_back' as const,
			subject: { kind: 'invoice', id: invoiceId },
			customerId,
			contractId,
			facts: { amountMinor: String(-amountMinor), currency },
		})),
	)
}
