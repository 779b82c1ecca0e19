import type { Sql, TransactionSql } from '#db/client.ts'

/** Fixed keys of the rows below, so that statements can name them. */
export const keyOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const [seller, buyer, acme, other, contract, line, invoice, note, entry, payment, draft, link] = Array.from(
	{ length: 12 },
	(_, index) => keyOf(index + 1),
) as [string, string, string, string, string, string, string, string, string, string, string, string]

/** What stands in a company's books, by plain SQL: a contract in force, an issued invoice, a credit note, money that came. */
export async function writeStanding(sql: Sql): Promise<void> {
	await sql.unsafe(`
		insert into billing_party (id, name, country) values ('${seller}', 'Halden', 'DE'), ('${buyer}', 'Acme', 'DE');
		insert into company (name, billing_party_id, time_zone, currency) values ('Halden', '${seller}', 'Europe/Berlin', 'EUR');
		insert into number_series (key, prefix, next, last_on) values ('invoice', 'INV-', 2, '2026-03-01');
		insert into customer (id, number, name, currency, billing_party_id)
			values ('${acme}', 'C-1', 'Acme', 'EUR', '${buyer}'), ('${other}', 'C-2', 'Other', 'EUR', '${buyer}');
		insert into contract (id, number, customer_id, currency, starts_on, anchor_on, payment_term_days, notice_days, state, activated_at)
			values ('${contract}', 'K-1', '${acme}', 'EUR', '2026-03-01', '2026-03-01', 14, 30, 'active', now());
		insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by)
			values ('${contract}', 1, 'original', '2026-03-01', '2026-03-01', now(), 'test');
		insert into contract_line (id, contract_id, position, description, interval_unit, interval_count)
			values ('${line}', '${contract}', 1, 'Seats', 'month', 1);
		insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price)
			values ('${line}', '${contract}', 1, '2026-03-01', '2026-03-01', 1, 10);
		${lineOf(invoice, { contractLine: true })}; ${invoiceRow(invoice, { number: 'INV-1' })};
		${lineOf(note, { net: -400 })}; ${invoiceRow(note, { number: 'CN-1', kind: 'credit_note', total: -400 })};
		${invoiceRow(draft, { draft: true })}; ${lineOf(draft, {})};
		${entryOf(entry, [1000, -1000])};
		${paymentOf(payment, acme, 'EUR', 3000)};
		insert into secure_link (id, token_hash, customer_id, subject_kind, subject_id, scope, created_by, created_at, expires_at)
			values ('${link}', sha256('token'), '${acme}', 'contract', '${contract}', 'view', 'test', now(), now() + interval '60 days');
		insert into secure_link_use (link_id, used_at, address, outcome) values ('${link}', now(), '127.0.0.1', 'opened');
		insert into event (kind, happened_at, happened_on, actor, subject_kind, subject_id) values ('invoice.issued', now(), '2026-03-01', 'test', 'invoice', '${invoice}');`)
}

type InvoiceRow = { number?: string; kind?: string; total?: number; draft?: boolean }

export function invoiceRow(
	id: string,
	{ number = '', kind = 'invoice', total = 1000, draft = false }: InvoiceRow,
): string {
	const issued = draft
		? `'draft', null, null, null, null, null, null`
		: `'issued', '${number}', '2026-03-01', '2026-03-15', now(), '${seller}', '${buyer}'`
	return `insert into invoice (id, kind, customer_id, contract_id, currency, state, number, issued_on, due_on, issued_at,
		seller_id, buyer_id, subtotal_minor, tax_minor, total_minor, language, created_at)
		values ('${id}', '${kind}', '${acme}', '${contract}', 'EUR', ${issued}, ${total}, 0, ${total}, 'en', now())`
}

type LineRow = {
	net?: number
	position?: number
	contractLine?: boolean
	from?: string
	to?: string
	revision?: number
}

export function lineOf(parent: string, row: LineRow): string {
	const { net = 1000, position = 1, contractLine = false, from = '2026-03-01', to = '2026-04-01', revision = 0 } = row
	const of = contractLine ? `'${contract}', '${line}', 'period'` : `null, null, 'manual'`
	return `insert into invoice_line (invoice_id, position, contract_id, contract_line_id, kind, description, period_from, period_to,
		boundary_from, boundary_to, revision, quantity, unit_price, net_minor, tax_percent, tax_minor)
		values ('${parent}', ${position}, ${of}, 'Seats', '${from}', '${to}', '${from}', '${to}', ${revision}, 1, 10, ${net}, 0, 0)`
}

export function entryOf(id: string, amounts: number[], currency = 'EUR'): string {
	const rows = amounts.map((amount, position) => `('${id}'::uuid, ${position}, 'revenue', '${currency}', ${amount})`)
	const lines =
		amounts.length === 0
			? ''
			: `with line as (
		insert into journal_line (entry_id, position, account, currency, amount_minor) values ${rows.join(', ')})`
	return `${lines} insert into journal_entry (id, kind, subject_id, customer_id, currency, posted_on, posted_at)
		values ('${id}', 'invoice', '${id}', '${acme}', 'EUR', '2026-03-01', now())`
}

export function paymentOf(id: string, customer: string, currency: string, amount: number): string {
	return `insert into payment (id, customer_id, currency, amount_minor, source, state, initiated_by, received_on, settled_at, created_at)
		values ('${id}', '${customer}', '${currency}', ${amount}, 'card', 'succeeded', 'customer', '2026-03-02', now(), now())`
}

type Allocation = {
	invoice?: string
	payment?: string
	note?: string
	customer?: string
	currency?: string
	amount?: number
	id?: string
	reverses?: string
}

export function allocationOf(row: Allocation): string {
	const { customer = acme, currency = 'EUR', amount = 1000, id, reverses } = row
	const text = (value: string | undefined) => (value ? `'${value}'` : 'null')
	const paid = row.note ? undefined : (row.payment ?? payment)
	return `insert into allocation (id, invoice_id, payment_id, credit_note_id, customer_id, currency, amount_minor, allocated_on, reverses_id, created_at)
		values (coalesce(${text(id)}::uuid, uuidv7()), '${row.invoice ?? invoice}', ${text(paid)}, ${text(row.note)}, '${customer}', '${currency}', ${amount}, '2026-03-02', ${text(reverses)}, now())`
}

class Undone extends Error {}

/** Runs statements in a transaction that is always undone, deferred checks included. Answers what the database said. */
export async function tried(sql: Sql, ...statements: string[]): Promise<string> {
	try {
		await sql.begin(async (transaction: TransactionSql) => {
			for (const statement of statements) await transaction.unsafe(statement)
			await transaction.unsafe('set constraints all immediate')
			throw new Undone()
		})
	} catch (error) {
		if (error instanceof Undone) return 'done'
		if (error instanceof Error && 'code' in error) return `${error.code} ${error.message}`
		throw error
	}
	throw new Error('A transaction ended without being undone')
}
