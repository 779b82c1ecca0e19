import type { Sql } from '#db/client.ts'

/** The first day of all contracts made here. */
export const firstDay = '2026-03-01'

/**
 * Contracts in force, each of a customer of its own, with three lines a month: seats at a discount, a fixed fee, metered
 * pages at a price finer than the currency. All fall due on the first day. Made by plain SQL: what is measured comes after.
 */
export async function makeContracts(sql: Sql, count: number): Promise<void> {
	await sql.begin(async (transaction) => {
		// Keys hold by construction; checking them here would take longer than what is measured.
		await transaction.unsafe(`set local session_replication_role = replica; ${statements(count)}`)
	})
	// The first job of a kind ever makes the kind, and others wait for it.
	await sql.unsafe(
		`select graphile_worker.add_job('deliver', job_key := 'first'); select graphile_worker.remove_job('first')`,
	)
	await sql.unsafe('vacuum (analyze)')
	// What the triggers would have kept of these contracts.
	await sql.begin((transaction) =>
		transaction.unsafe(`set local session_replication_role = replica; select count_months()`),
	)
}

const key = (kind: string, number = 'n') => `md5('${kind} ' || ${number})::uuid`

const statements = (count: number) => `
	insert into tax_rate (country, region, tax_class, label, percent, valid_from)
		values ('DE', '', 'standard', 'VAT 19 %', 19, '2020-01-01');
	insert into billing_party (id, name, street, postal_code, city, country, tax_number)
		select ${key('party')}, 'Customer ' || n, 'Main Street ' || n, '10115', 'Berlin', 'DE', 'DE' || n from generate_series(1, ${count}) as n;
	insert into customer (id, number, name, language, currency, email, billing_party_id)
		select ${key('customer')}, 'B-' || n, 'Customer ' || n, 'en', 'EUR', 'pay' || n || '@customer.example', ${key('party')}
		from generate_series(1, ${count}) as n;
	insert into contract (id, number, title, customer_id, state, currency, starts_on, anchor_on, payment_term_days, notice_days, activated_at)
		select ${key('contract')}, 'K-' || n, 'Subscription ' || n, ${key('customer')}, 'active', 'EUR', '${firstDay}', '${firstDay}', 14, 30, now()
		from generate_series(1, ${count}) as n;
	insert into contract_billing (contract_id, next_due_on) select ${key('contract')}, '${firstDay}' from generate_series(1, ${count}) as n;
	insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by)
		select ${key('contract')}, 1, 'original', '${firstDay}', '${firstDay}', now(), 'system:bench' from generate_series(1, ${count}) as n;
	insert into contract_line (id, contract_id, position, description, interval_unit, interval_count)
		select ${key('line', "n || ' ' || place")}, ${key('contract')}, place, (array['Seats', 'Support', 'Pages'])[place], 'month', 1
		from generate_series(1, ${count}) as n, generate_series(1, 3) as place;
	insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price, discount_percent)
		select ${key('line', "n || ' ' || place")}, ${key('contract')}, 1, '${firstDay}', '${firstDay}',
			(array[n % 40 + 1, 1, n % 9000 + 100])[place], (array[29.95, 99, 0.0125])[place], (array[10, 0, 0])[place]
		from generate_series(1, ${count}) as n, generate_series(1, 3) as place;`
