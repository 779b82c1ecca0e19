import { openDatabase } from '#db/client.ts'

/**
 * The same run as one statement a chunk, nothing leaving the server: what PostgreSQL needs for the rows themselves with
 * all their keys, checks and triggers. It knows only the case of the bench, a whole month in advance at one rate.
 * Answers the seconds.
 */
export async function billBySql(
	url: string,
	on: string,
	connections: number,
	contractsPerChunk: number,
): Promise<number> {
	const sql = openDatabase(url, { max: connections, applicationName: 'bench by sql' })
	await Promise.all(Array.from({ length: connections }, () => sql`select pg_sleep(0.05)`))
	const began = performance.now()
	const work = async () => {
		for (;;) {
			const [chunk] = await sql.unsafe<{ count: number }[]>(statement, [on, contractsPerChunk], { prepare: true })
			if (!chunk?.count) return
		}
	}
	await Promise.all(Array.from({ length: connections }, work))
	const seconds = (performance.now() - began) / 1000
	await sql.end()
	return seconds
}

const statement = `
	with due as materialized (
		select contract.id, contract.customer_id, contract.currency, contract.payment_term_days, contract.purchase_order
		from contract_billing as billing join contract on contract.id = billing.contract_id
		where billing.next_due_on <= $1::date order by billing.next_due_on, billing.contract_id limit $2::int for update of billing, contract skip locked
	), bill as materialized (
		select due.*, uuidv7() as invoice_id, uuidv7() as entry_id, customer.language, customer.billing_party_id as buyer_id,
			(select billing_party_id from company) as seller_id, row_number() over () as place
		from due join customer on customer.id = due.customer_id
	), line as materialized (
		select bill.invoice_id, bill.entry_id, contract_line.position, contract_line.contract_id, contract_line.id as contract_line_id,
			contract_line.description, unit.name as unit, unit.code as unit_code, state.quantity, state.unit_price, state.discount_percent, rate.percent, rate.label, rate.valid_from, rate.tax_class,
			round(state.quantity * state.unit_price * (100 - state.discount_percent))::bigint as net,
			round(round(state.quantity * state.unit_price * (100 - state.discount_percent)) * rate.percent / 100)::bigint as tax
		from bill join contract_line on contract_line.contract_id = bill.id
			join contract_line_state as state on state.contract_line_id = contract_line.id
			join amendment on amendment.contract_id = state.contract_id and amendment.sequence = state.sequence
			left join product on product.id = contract_line.product_id
			join unit on unit.name = coalesce(contract_line.unit, product.unit, 'piece')
			cross join (select percent, label, valid_from, tax_class from tax_rate where country = 'DE' and valid_from <= $1::date) as rate
	), sums as materialized (
		select invoice_id, sum(net)::bigint as net, sum(tax)::bigint as tax from line group by 1
	), lines as (
		insert into invoice_line (invoice_id, position, contract_id, contract_line_id, kind, description, period_from, period_to,
			boundary_from, boundary_to, revision, quantity, unit, unit_code, unit_price, discount_percent, net_minor, tax_percent, tax_label, tax_minor, why)
		select invoice_id, position, contract_id, contract_line_id, 'period', description, $1, ($1::date + interval '1 month')::date,
			$1, ($1::date + interval '1 month')::date, 0, quantity, unit, unit_code, unit_price, discount_percent, net, percent, label, tax,
			jsonb_build_object('kind', 'period', 'from', $1::date::text, 'to', ($1::date + interval '1 month')::date::text,
				'days', ($1::date + interval '1 month')::date - $1::date, 'amount', (net / 100.0)::numeric(20, 2)::text, 'taxPercent', percent::text,
				'tax', (tax / 100.0)::numeric(20, 2)::text, 'unitPrice', unit_price::text, 'quantity', quantity::text,
				'discountPercent', discount_percent::text, 'periodDays', ($1::date + interval '1 month')::date - $1::date, 'whole', false,
				'chargedBefore', null, 'taxReason', jsonb_build_object('kind', 'rate', 'country', 'DE', 'region', '', 'taxClass', tax_class,
					'since', valid_from::text))
		from line
	), posting as (
		insert into journal_line (entry_id, position, account, currency, amount_minor)
		select entry_id, position, account, currency, amount
		from bill join sums using (invoice_id), lateral (values
			(0, 'receivable', net + tax), (1, 'deferred_revenue', -net), (2, 'tax', -tax)) as posted (position, account, amount)
	), entry as (
		insert into journal_entry (id, kind, subject_id, customer_id, contract_id, currency, posted_on, posted_at)
		select entry_id, 'invoice', invoice_id, customer_id, id, currency, $1, now() from bill
	), happened as (
		insert into event (kind, happened_at, happened_on, actor, subject_kind, subject_id, customer_id, contract_id, facts)
		select 'invoice.issued', now(), $1, 'system:bench', 'invoice', invoice_id, customer_id, id,
			jsonb_build_object('totalMinor', (net + tax)::text, 'currency', currency)
		from bill join sums using (invoice_id)
	), queued as (
		insert into outbox (kind, key, payload, queued_at)
		select 'mail', 'letter:invoice:' || invoice_id, jsonb_build_object('letter', 'invoice-issued', 'invoiceId', invoice_id), now()
		from bill returning id
	), jobs as (
		select graphile_worker.add_job('deliver', json_build_object('ids', ids), max_attempts := 12)
		from (select json_agg(id) as ids from (select id, row_number() over () as place from queued) as numbered group by place / 50) as grouped
	), numbered as (
		update number_series set next = next + (select count(*) from bill), last_on = greatest(last_on, $1::date)
		where key = 'invoice' and exists (select from bill) returning next, prefix, digits
	), invoices as (
		insert into invoice (id, kind, number, customer_id, contract_id, currency, state, billed_for, issued_on, due_on, issued_at,
			subtotal_minor, tax_minor, total_minor, language, seller_id, buyer_id, purchase_order, created_at)
		select invoice_id, 'invoice', prefix || lpad((next - place)::text, digits, '0'), customer_id, id, currency, 'issued', $1, $1,
			$1::date + payment_term_days, now(), net, tax, net + tax, language, seller_id, buyer_id, purchase_order, now()
		from bill join sums using (invoice_id), numbered
	), moved as (
		update contract_billing set next_due_on = ($1::date + interval '1 month')::date, billed_through = $1, bill_again_from = null
		from bill where contract_billing.contract_id = bill.id
	)
	select (select count(*)::int from bill) as count, (select count(*) from jobs) as jobs`
