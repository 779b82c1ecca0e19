import type { Scope } from '#core/act.ts'
import { countedTo } from '#core/list/paged.ts'
import type { World } from '#test/support/books.ts'

/**
 * Customers, each with a contract in force of one line with a serial number, its movement and an invoice; written as rows,
 * because what is tried is how fast they are found. Names repeat, so that pages are cut inside a name.
 */
export async function writeMany({ sql }: World, count: number): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`set local session_replication_role = replica`
		await tx`
			insert into billing_party (id, name, country, city)
			select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'Customer ' || n % 997, 'DE', 'Hamburg'
			from generate_series(1, ${count}::int) as n`
		await tx`
			insert into customer (id, number, name, language, currency, email, billing_party_id)
			select party.id, 'C-' || right(party.id::text, 6), party.name, 'en', 'EUR', 'c' || right(party.id::text, 6) || '@many.example', party.id
			from billing_party as party where party.city = 'Hamburg'`
		await tx`
			insert into contract (id, number, title, customer_id, type, state, currency, starts_on, anchor_on, alignment, timing,
				prorate, payment_term_days, notice_days, renewal, access, activated_at)
			select customer.id, 'K-' || right(customer.id::text, 6), 'Service', customer.id, 'service', 'active', 'EUR', '2026-01-01',
				'2026-01-01', 'contract', 'advance', true, 14, 30, 'none', 'none', now()
			from customer where email like '%@many.example'`
		await tx`insert into contract_billing (contract_id, next_due_on) select id, '2026-04-01' from contract where title = 'Service'`
		await tx`
			insert into contract_line (id, contract_id, position, description, model, serial_number, interval_unit, interval_count)
			select id, id, 1, 'Full service', 'ERE 225', 'SN-' || right(id::text, 6), 'month', 1 from contract where title = 'Service'`
		await tx`
			insert into mrr_movement (customer_id, contract_id, currency, moved_on, kind, amount_minor, cohort_on)
			select customer_id, id, 'EUR', '2026-01-01', 'new', 10000, '2026-01-01' from contract where title = 'Service'`
		await tx`
			insert into invoice (id, kind, state, number, customer_id, contract_id, currency, issued_on, due_on, subtotal_minor,
				tax_minor, total_minor, settled_minor, language, created_at, issued_at, seller_id, buyer_id)
			select id, 'invoice', 'issued', 'INV-' || right(id::text, 6), customer_id, id, 'EUR',
				'2026-01-01'::date + (right(id::text, 6)::int % 60), '2026-01-15'::date + (right(id::text, 6)::int % 60), 10000, 1900, 11900,
				case when right(id::text, 6)::int % 3 = 0 then 0 else 11900 end, 'en', now(), now(), id, id
			from contract where title = 'Service'`
	})
	// What an index has not taken in yet is read whole; the database does this by itself in a quiet minute.
	await sql`vacuum analyze`
}

/**
 * Tables that the transaction has read whole, by themselves or along an index; up to `countedTo` rows are read to count them, and
 * some more to show a page.
 */
export async function readWhole({ sql }: Scope): Promise<unknown[]> {
	const rows = await sql`
		select relname as table, seq_tup_read::int as alone, idx_tup_fetch::int as along from pg_stat_xact_user_tables
		where greatest(seq_tup_read, idx_tup_fetch) > ${countedTo + 1000} order by relname`
	return [...rows]
}
