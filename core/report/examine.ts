import type { Scope } from '../act.ts'
import { mostTries } from '../inbox/process.ts'
import { permit } from '../permit.ts'
import { unlikeMonths, unlikeMonthsOf, unlikeMrr } from './examine-movements.ts'

/** One promise, looked at. `found` names what breaks it, at most ten. */
export type Finding = { promise: Promised; good: boolean; found: string[] }
export type Promised =
	| 'journal_balances'
	| 'numbers_gapless'
	| 'invoices_are_sums'
	| 'money_settles_what_is_allocated'
	| 'receivable_is_what_is_open'
	| 'periods_billed_once'
	| 'movements_are_mrr'
	| 'months_are_movements'
	| 'months_are_facts'
	| 'decisions_sealed'
	| 'outbox_delivers'
	| 'inbox_processes'

/** Looks whether what must always hold does hold, from the rows themselves. Reads only. */
export async function examine(scope: Scope): Promise<Finding[]> {
	permit(scope, 'report.read')
	const findings: Finding[] = []
	for (const [promise, look] of looks) {
		const found = await look(scope)
		findings.push({ promise, good: found.length === 0, found: found.slice(0, 10) })
	}
	return findings
}

type Look = (scope: Scope) => Promise<string[]>

const looks: [Promised, Look][] = [
	['journal_balances', journal],
	['numbers_gapless', numbers],
	['invoices_are_sums', sums],
	['money_settles_what_is_allocated', settled],
	['receivable_is_what_is_open', receivable],
	['periods_billed_once', periods],
	['movements_are_mrr', unlikeMrr],
	['months_are_movements', unlikeMonths],
	['months_are_facts', unlikeMonthsOf],
	['decisions_sealed', sealed],
	['outbox_delivers', outbox],
	['inbox_processes', inbox],
]

const names = (rows: readonly { name: string }[]) => rows.map((row) => row.name)

async function journal({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select 'entry ' || entry_id || ' ' || sum(amount_minor) as name from journal_line
		group by entry_id having sum(amount_minor) <> 0 limit 11`,
	)
}

async function numbers({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select series.key || ': ' || (series.next - 1) || ' taken, ' || count(document.id) || ' there, ' ||
			coalesce(max(substr(document.number, length(series.prefix) + 1)::bigint), 0) || ' highest' as name
		from number_series as series left join invoice as document on document.kind = series.key and document.number is not null and document.opening is null
		where series.key in ('invoice', 'credit_note')
		group by series.key, series.next, series.prefix
		having count(document.id) <> series.next - 1
			or coalesce(max(substr(document.number, length(series.prefix) + 1)::bigint), 0) <> series.next - 1`,
	)
}

async function sums({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select invoice.number as name from invoice join invoice_line as line on line.invoice_id = invoice.id
		where invoice.state <> 'draft' group by invoice.id
		having sum(line.net_minor) <> invoice.subtotal_minor or sum(line.tax_minor) <> invoice.tax_minor limit 11`,
	)
}

async function settled({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select 'invoice ' || number as name from invoice
		where settled_minor <> coalesce((select sum(amount_minor) from allocation where invoice_id = invoice.id or credit_note_id = invoice.id), 0)
		union all
		select 'payment ' || id from payment
		where allocated_minor <> coalesce((select sum(amount_minor) from allocation where payment_id = payment.id), 0)
			+ coalesce((select sum(amount_minor) from penalty_payment where payment_id = payment.id), 0) limit 11`,
	)
}

async function receivable({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		with open as (
			select currency, sum(total_minor - settled_minor - coalesce((
				select sum(amount_minor) from invoice_write_off where invoice_id = invoice.id), 0)) as amount from invoice
			where kind = 'invoice' and state <> 'draft' and (opening is null or state <> 'void') group by 1
		), posted as (
			select currency, sum(amount_minor) as amount from journal_line where account = 'receivable' group by 1
		)
		select coalesce(open.currency, posted.currency) || ': ' || coalesce(open.amount, 0) || ' open, ' ||
			coalesce(posted.amount, 0) || ' posted' as name
		from open full join posted using (currency)
		where coalesce(open.amount, 0) <> coalesce(posted.amount, 0)`,
	)
}

async function periods({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select 'line ' || contract_line_id || ' from ' || boundary_from as name from invoice_line
		where kind in ('period', 'one_off') and not released and credits_line_id is null
		group by contract_line_id, boundary_from, period_from having count(*) > 1 limit 11`,
	)
}

/** Every word recomputed and compared with the next one's memory of it, from the first to where the chain ends. */
async function sealed({ sql }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		with chain as (
			select sequence, hash, approval_decision_hash(decision) as again, previous,
				lag(hash, 1, repeat('0', 64)) over (order by sequence) as before, row_number() over (order by sequence) as place
			from approval_decision as decision
		)
		(select 'word ' || sequence || case when hash <> again then ' was changed' when previous <> before then ' does not follow the one before'
				else ' comes after a gap' end as name
			from chain where hash <> again or previous <> before or sequence <> place order by sequence limit 10)
		union all
		select 'the chain ends at ' || length || ', ' || coalesce((select max(sequence) from chain), 0) || ' words are there' from approval_seal
		where length <> coalesce((select max(sequence) from chain), 0)
			or (length > 0 and hash is distinct from (select hash from chain order by sequence desc limit 1))`,
	)
}

async function outbox({ sql, now }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select kind || ' ' || key || case when gave_up_at is null then ' waits since ' || queued_at else ' was given up' end ||
			case when last_error = '' then '' else ': ' || last_error end as name
		from outbox where delivered_at is null and (gave_up_at is not null or queued_at < ${now.subtract({ hours: 1 })})
		order by queued_at limit 11`,
	)
}

async function inbox({ sql, now }: Scope): Promise<string[]> {
	return names(
		await sql<{ name: string }[]>`
		select provider || ' ' || message_id ||
			case when attempts >= ${mostTries} then ' was given up after ' || attempts || ' attempts' else ' waits since ' || received_at end ||
			case when last_error = '' then '' else ': ' || last_error end as name
		from inbox where processed_at is null and received_at < ${now.subtract({ hours: 1 })} order by received_at limit 11`,
	)
}
