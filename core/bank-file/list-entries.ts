import type { Scope } from '../act.ts'
import { type Listed, pageOf } from '../list/paged.ts'
import { permit } from '../permit.ts'
import type { EntryShow } from './entry-show.ts'
import type { EntryToMatch } from './find-payers.ts'
import { type SuggestedMatch, suggestMatches } from './suggest.ts'

/** An entry with what became of it. Minor units, days ISO. */
export type ListedEntry = EntryToMatch & {
	line: number
	account: string
	bookedOn: string
	valueOn: string
	bankReference: string
	receipt: { paymentId: string; number: string; customerId: string; customerName: string } | null
	ignored: { reason: string; by: string } | null
	/** The likeliest first; of an open one only. */
	matches: SuggestedMatch[]
}

type Row = Omit<ListedEntry, 'matches'>

export type ListEntries = {
	fileId: string
	show: EntryShow
	/** One of them only. */
	entryId?: string | undefined
	/** `line id` of the last row seen, or of the first. */
	after?: { line: number; id: string } | undefined
	before?: { line: number; id: string } | undefined
	limit: number
}

/** Entries of a file in its order, open ones with who may have paid them and why. */
export async function listEntries(scope: Scope, input: ListEntries): Promise<Listed<ListedEntry>> {
	permit(scope, 'payment.record')
	const { sql } = scope
	const { after, before, limit } = input
	const where = sql`file_id = ${input.fileId} ${shown(scope, input.show)} ${input.entryId ? sql`and bank_entry.id = ${input.entryId}` : sql``}`
	const rows = await sql<Row[]>`
		select bank_entry.id, line, account, bank_entry.currency, booked_on::text as "bookedOn", value_on::text as "valueOn",
			bank_entry.amount_minor as "amountMinor", counterparty, counterparty_account as "counterpartyAccount",
			bank_entry.reference, description, bank_reference as "bankReference",
			case when payment_id is not null then jsonb_build_object('paymentId', payment_id, 'number', coalesce(receipt_number, ''),
				'customerId', customer.id, 'customerName', customer.name) end as receipt,
			case when ignored_at is not null then jsonb_build_object('reason', ignored_reason, 'by', ignored_by) end as ignored
		from bank_entry left join payment on payment.id = payment_id left join customer on customer.id = payment.customer_id
		where ${where} ${after ? sql`and (line, bank_entry.id) > (${after.line}, ${after.id}::uuid)` : sql``}
			${before ? sql`and (line, bank_entry.id) < (${before.line}, ${before.id}::uuid)` : sql``}
		${before ? sql`order by line desc, bank_entry.id desc` : sql`order by line, bank_entry.id`} limit ${limit + 1}`
	const [count] = await sql<{ total: number }[]>`select count(*)::int as total from bank_entry where ${where}`
	const page = pageOf(before ? [...rows].reverse() : rows, input, count?.total ?? 0)
	const open = page.rows.filter((row) => row.amountMinor > 0n && !row.receipt && !row.ignored)
	const matches = await suggestMatches(scope, { entries: open, byName: true })
	return { ...page, rows: page.rows.map((row) => ({ ...row, matches: matches.get(row.id) ?? [] })) }
}

function shown({ sql }: Scope, show: EntryShow) {
	switch (show) {
		case 'open':
			return sql`and payment_id is null and ignored_at is null and bank_entry.amount_minor > 0`
		case 'matched':
			return sql`and payment_id is not null`
		case 'ignored':
			return sql`and ignored_at is not null`
		case 'out':
			return sql`and bank_entry.amount_minor < 0 and ignored_at is null`
		case 'all':
			return sql``
	}
}

/** How many entries of a file are surely told by number and amount. */
export async function countSure(scope: Scope, { fileId }: { fileId: string }): Promise<number> {
	permit(scope, 'payment.record')
	const entries = await scope.sql<EntryToMatch[]>`
		select id, currency, amount_minor as "amountMinor", counterparty, counterparty_account as "counterpartyAccount", reference,
			description from bank_entry
		where file_id = ${fileId} and payment_id is null and ignored_at is null and amount_minor > 0
			and value_on <= ${scope.today.toString()}::date order by line, id`
	const matches = await suggestMatches(scope, { entries, byName: false })
	return [...matches.values()].filter(([first]) => first?.sure).length
}
