import { randomUUID } from 'node:crypto'
import type { Sql, TransactionSql } from '#db/client.ts'

type Rows = { table: string; columns: string[]; text: string }

/** What one decision has written, to be written again for another: without looking at anything, by the plainest statements there are. */
export type Pattern = { rows: Rows[]; ids: string[]; number: string } & Credited

/** A request over an invoice of one line. */
type Credited = { requestId: string; invoiceId: string; lineId: string }
export type HandRequest = Credited & { decider: string }

export async function readCredited(sql: Sql, requestId: string): Promise<Credited> {
	const [found] = await sql<Credited[]>`
		select request.id as "requestId", subject_id as "invoiceId", line.id as "lineId"
		from approval_request as request join invoice_line as line on line.invoice_id = subject_id where request.id = ${requestId}`
	if (!found) throw new Error('A request is about no invoice')
	return found
}

const written = ['invoice_line', 'journal_line', 'journal_entry', 'invoice', 'allocation', 'event', 'outbox'] as const

/** Takes the rows of a decided request over an invoice, with the credit note and all that was posted, told and queued with it. */
export async function takePattern(sql: Sql, requestId: string): Promise<Pattern> {
	const credited = await readCredited(sql, requestId)
	const { invoiceId } = credited
	const [found] = await sql<{ noteId: string; number: string }[]>`
		select id as "noteId", number from invoice where credits_invoice_id = ${invoiceId}`
	if (!found) throw new Error('Nothing was credited')
	const { noteId, number } = found
	const [{ entries = [] } = {}] = await sql<{ entries: string[] }[]>`
		select array_agg(id::text) as entries from journal_entry
		where subject_id = ${noteId} or subject_id in (select id from allocation where credit_note_id = ${noteId})`
	const of = {
		invoice_line: sql`invoice_id = ${noteId}`,
		journal_line: sql`entry_id = any(${entries}::uuid[])`,
		journal_entry: sql`id = any(${entries}::uuid[])`,
		invoice: sql`id = ${noteId}`,
		allocation: sql`credit_note_id = ${noteId}`,
		event: sql`subject_id in (${noteId}, ${requestId}) and kind <> 'request.requested' or subject_id = ${invoiceId} and kind = 'invoice.voided'`,
		outbox: sql`payload ->> 'requestId' = ${requestId} and kind <> 'mail' and key like '%:2:%' or key = ${`request-news:${requestId}`}
			or payload ->> 'invoiceId' = ${noteId}`,
	}
	const rows: Rows[] = []
	const ids: string[] = [noteId]
	for (const table of written) {
		const names = await sql<{ name: string }[]>`
			select column_name as name from information_schema.columns
			where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' and is_identity = 'NO' order by ordinal_position`
		const [kept] = await sql<{ text: string; ids: string[] | null; count: number }[]>`
			select coalesce(json_agg(to_jsonb(one) || ${(table === 'invoice' ? { settled_minor: 0 } : {}) as never}::jsonb), '[]')::text as text, count(*)::int as count,
				array_agg(to_jsonb(one) ->> 'id') filter (where to_jsonb(one) ? 'id') as ids
			from ${sql(table)} as one where ${of[table]}`
		if (!kept || kept.count === 0) throw new Error(`A decision has written nothing to ${table}`)
		rows.push({ table, columns: names.map(({ name }) => name), text: kept.text })
		ids.push(...(kept.ids ?? []))
	}
	return { rows, ids: [...new Set(ids)], number, ...credited }
}

/** Writes the same for another request over an invoice of the same size. */
export async function writePattern(sql: Sql, pattern: Pattern, request: HandRequest): Promise<void> {
	await sql.begin(async (transaction) => await writeAll(transaction as unknown as TransactionSql, pattern, request))
}

async function writeAll(
	sql: TransactionSql,
	{ rows, ids, number, ...of }: Pattern,
	request: HandRequest,
): Promise<void> {
	await sql`select fingerprint from approval_request where id = ${request.requestId} for update`
	const [series] = await sql<{ text: string }[]>`
		update number_series set next = next + 1 where key = 'credit_note' returning prefix || lpad((next - 1)::text, digits, '0') as text`
	const fresh = new Map(ids.map((id) => [id, randomUUID()]))
	const swaps = [
		...fresh,
		[of.requestId, request.requestId],
		[of.invoiceId, request.invoiceId],
		[of.lineId, request.lineId],
		[`"${number}"`, `"${series?.text}"`],
	]
	const changed = (text: string) => swaps.reduce((all, [from = '', to = '']) => all.replaceAll(from, to), text)
	await Promise.all([
		...rows.map(
			({ table, columns, text }) =>
				sql`insert into ${sql(table)} (${sql(columns)}) select ${sql(columns)} from jsonb_populate_recordset(null::${sql(table)}, ${changed(text)}::text::jsonb)`,
		),
		sql`update invoice set state = 'void' where id = ${request.invoiceId}`,
		sql`update approval_step set state = 'approved', closed_at = now() where request_id = ${request.requestId}`,
		sql`update approval_request set state = 'approved', decided_by = ${request.decider}, decided_at = now(), decided_in = 'console', revision = revision + 1
			where id = ${request.requestId}`,
		sql`select graphile_worker.add_job('deliver', json_build_object('ids', json_build_array(id)), max_attempts := 12)
			from unnest(${rows.some(({ table }) => table === 'outbox') ? [randomUUID(), randomUUID(), randomUUID()] : []}::uuid[]) as one (id)`,
		sql`insert into approval_decision (request_id, steps, says, said_by, said_for, channel, comment, seen, said_at)
			select id, '{1}', 'approve', ${request.decider}, '{}', 'console', '', fingerprint, now() from approval_request where id = ${request.requestId}`,
	])
}
