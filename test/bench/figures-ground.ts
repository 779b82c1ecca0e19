import type { Sql } from '#db/client.ts'

/** The first month of 36, and the day on which the figures are asked. */
export const firstMonth = '2023-03-01'
export const today = '2026-02-28'
const months = 36

/**
 * Contracts of 36 months, each of a customer of its own, in ten teams of ten people, on twelve plans: two lines, which
 * start in some month, are changed by chance every few months, and for one in four end; an invoice stands for every third
 * month. Made by plain SQL: what is measured comes after.
 */
export async function makeFigures(sql: Sql, contracts: number): Promise<void> {
	await sql.begin(async (transaction) => {
		// Keys hold by construction; checking them here would take longer than what is measured. Months follow below.
		await transaction.unsafe(`set local session_replication_role = replica; ${statements(contracts)}`)
	})
	await sql.unsafe('vacuum (analyze)')
	await sql.begin((transaction) =>
		transaction.unsafe(`set local session_replication_role = replica; select count_months()`),
	)
	await sql.unsafe('vacuum (analyze)')
}

const key = (kind: string, number = 'n') => `md5('${kind} ' || ${number})::uuid`
/** A number by chance from 0 to 999, always the same for the same words. */
const chance = (words: string) => `(('x' || substr(md5(${words}), 1, 7))::bit(28)::int % 1000)`

const statements = (count: number) => `
	insert into staff_group (id, name) select ${key('group')}, 'Team ' || n from generate_series(1, 10) as n;
	insert into staff_user (id, name, email, role) select ${key('user')}, 'Person ' || n, 'p' || n || '@bench.example', 'salesperson'
		from generate_series(1, 100) as n;
	insert into product (id, code, name, kind, unit) select ${key('product')}, 'P-' || n, 'Product ' || n, 'plan', 'piece' from generate_series(1, 12) as n;
	insert into plan (id, product_id, code, name, interval_unit, interval_count) select ${key('plan')}, ${key('product')}, 'M-' || n, 'Monthly', 'month', 1 from generate_series(1, 12) as n;
	insert into billing_party (id, name, country) select ${key('party')}, 'Customer ' || n, (array['DE', 'AT', 'FR', 'VN'])[n % 4 + 1] from generate_series(1, ${count}) as n;
	insert into customer (id, number, name, language, currency, email, billing_party_id)
		select ${key('customer')}, 'B-' || n, 'Customer ' || n, 'en', 'EUR', 'pay' || n || '@customer.example', ${key('party')} from generate_series(1, ${count}) as n;
	create temporary table life on commit drop as
		select n, ${chance("n || ' start'")} % ${months} as starts, case when ${chance("n || ' ends'")} < 250 then ${chance("n || ' end'")} % ${months} end as ends
		from generate_series(1, ${count}) as n;
	update life set ends = null where ends <= starts;
	insert into contract (id, number, title, customer_id, state, currency, starts_on, ends_on, anchor_on, payment_term_days, notice_days, activated_at, group_id, owner_id)
		select ${key('contract')}, 'K-' || n, 'Subscription ' || n, ${key('customer')}, 'active', 'EUR', starts_on, ends_on, starts_on, 14, 30, starts_on,
			md5('group ' || (n % 10 + 1))::uuid, md5('user ' || (n % 100 + 1))::uuid
		from (select n, (date '${firstMonth}' + make_interval(months => starts))::date as starts_on,
			(date '${firstMonth}' + make_interval(months => ends))::date - 1 as ends_on from life) as life;
	insert into contract_line (id, contract_id, position, product_id, plan_id, description, interval_unit, interval_count)
		select ${key('line', "n || ' ' || place")}, ${key('contract')}, place, md5('product ' || ((n + place * 5) % 12 + 1))::uuid,
			md5('plan ' || ((n + place * 5) % 12 + 1))::uuid, 'Seats', 'month', 1
		from generate_series(1, ${count}) as n, generate_series(1, 2) as place;
	create temporary table level on commit drop as
		select n, place, month, case when month = coalesce(ends, -1) then 0
			else (1000 + ${chance("n || ' ' || place")} * 10) * (1 + ${chance("n || ' ' || place || ' ' || month / (3 + n % 5)")} % 4) end as minor
		from life, generate_series(1, 2) as place, lateral generate_series(starts, least(coalesce(ends, ${months - 1}), ${months - 1})) as month;
	insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, ends_on, quantity, unit_price)
		select ${key('line', "n || ' ' || place")}, ${key('contract')}, row_number() over (partition by n, place order by month), on_day, starts_on, null, 1, minor / 100.0
		from (select n, place, month, minor, (date '${firstMonth}' + make_interval(months => month))::date as on_day,
				(date '${firstMonth}' + make_interval(months => min(month) over (partition by n)))::date as starts_on,
				lag(minor) over (partition by n, place order by month) as before from level) as level
		where minor is distinct from before and minor > 0;
	insert into mrr_movement (customer_id, contract_id, currency, moved_on, kind, amount_minor, cohort_on, customers, line_ids, line_minors)
		select ${key('customer')}, ${key('contract')}, 'EUR', on_day,
			case when amount = 0 then 'switch' when is_first then 'new' when after = 0 then 'churn' when amount > 0 then 'expansion' else 'contraction' end,
			amount, cohort_on, case when is_first then 1 when after = 0 then -1 else 0 end, ids, minors
		from (
			select n, (date '${firstMonth}' + make_interval(months => month))::date as on_day, sum(change)::bigint as amount, sum(minor) as after,
				month = min(month) over (partition by n) as is_first, (date '${firstMonth}' + make_interval(months => min(month) over (partition by n)))::date as cohort_on,
				array_agg(${key('line', "n || ' ' || place")} order by place) filter (where change <> 0) as ids, array_agg(change::bigint order by place) filter (where change <> 0) as minors
			from (select *, minor - coalesce(lag(minor) over (partition by n, place order by month), 0) as change from level) as level
			group by n, month
		) as moved where ids is not null;
	insert into mrr_month select date_trunc('month', moved_on)::date, cohort_on, currency, kind, sum(amount_minor)::bigint, sum(customers) from mrr_movement group by 1, 2, 3, 4;
	insert into invoice (id, kind, state, number, customer_id, contract_id, currency, issued_on, due_on, subtotal_minor, tax_minor, total_minor, settled_minor,
			language, created_at, issued_at, seller_id, buyer_id)
		select ${key('invoice', "n || ' ' || month")}, 'invoice', 'issued', 'INV-' || n || '-' || month, ${key('customer')}, ${key('contract')}, 'EUR', issued_on, issued_on + 14,
			minor, 0, minor, 0, 'en', issued_on, issued_on, ${key('party')}, ${key('party')}
		from (select n, month, sum(minor)::bigint as minor, (date '${firstMonth}' + make_interval(months => month))::date as issued_on
			from level where month % 3 = n % 3 group by 1, 2 having sum(minor) > 0) as billed;
	insert into invoice_line (id, invoice_id, position, contract_id, contract_line_id, kind, description, period_from, period_to, boundary_from, boundary_to, revision,
			quantity, unit_price, net_minor, tax_percent, tax_minor)
		select ${key('invoice line', "n || ' ' || month || ' ' || place")}, ${key('invoice', "n || ' ' || month")}, place, ${key('contract')}, ${key('line', "n || ' ' || place")},
			'period', 'Seats', on_day, next_day, on_day, next_day, 0, 1, minor / 100.0, minor, 0, 0
		from (select *, (date '${firstMonth}' + make_interval(months => month))::date as on_day, (date '${firstMonth}' + make_interval(months => month + 1))::date as next_day
			from level where month % 3 = n % 3 and minor > 0) as level;`
