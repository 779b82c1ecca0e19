import type { Scope } from '../act.ts'
import { type Listed, pageOf } from '../list/paged.ts'
import { permit } from '../permit.ts'
import type { EntryShow } from './entry-show.ts'
import type { EntryToMatch } from './find-payers.ts'
import { type SuggestedMatch, suggestMatches } from './suggest.ts'
import { type SuggestedGoing, suggestGoings } from './suggest-goings.ts'

/** An entry with what became of it. Minor units, days ISO. */
export type ListedEntry = EntryToMatch & {
	line: number
	account: string
	bookedOn: string
	valueOn: string
	bankReference: string
	receipt: { paymentId: string; number: string; customerId: string; customerName: string } | null
	/** `returned`: the bank took the money back, so that it is not taken up again. */
	ignored: { reason: string; by: string; returned: boolean } | null
	/** Of money that went out: what it was. */
	gone: { kind: 'refund' | 'receipt_returned'; paymentId: string; number: string; customerName: string } | null
	/** The likeliest first; of an open one only. */
	matches: SuggestedMatch[]
	goings: SuggestedGoing[]
}

type Row = Omit<ListedEntry, 'matches' | 'goings'>

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
			bank_entry.reference, description, bank_reference as "bankReference", reverses,
			case when payment_id is not null then jsonb_build_object('paymentId', payment_id, 'number', coalesce(receipt_number, ''),
				'customerId', customer.id, 'customerName', customer.name) end as receipt,
			case when ignored_at is not null then jsonb_build_object('reason', ignored_reason, 'by', ignored_by,
				'returned', returned_by_id is not null) end as ignored,
			(select jsonb_build_object('kind', case when refund_id is null then 'receipt_returned' else 'refund' end, 'paymentId', back.id,
					'number', coalesce(back.receipt_number, ''), 'customerName', owner.name)
				from payment as back join customer as owner on owner.id = back.customer_id
				where back.id = coalesce(returned_payment_id, (select refund.payment_id from refund where refund.id = refund_id))) as gone
		from bank_entry left join payment on payment.id = payment_id left join customer on customer.id = payment.customer_id
		where ${where} ${after ? sql`and (line, bank_entry.id) > (${after.line}, ${after.id}::uuid)` : sql``}
			${before ? sql`and (line, bank_entry.id) < (${before.line}, ${before.id}::uuid)` : sql``}
		${before ? sql`order by line desc, bank_entry.id desc` : sql`order by line, bank_entry.id`} limit ${limit + 1}`
	const [count] = await sql<{ total: number }[]>`select count(*)::int as total from bank_entry where ${where}`
	const page = pageOf(before ? [...rows].reverse() : rows, input, count?.total ?? 0)
	const open = page.rows.filter((row) => row.amountMinor > 0n && !row.receipt && !row.ignored)
	const matches = await suggestMatches(scope, { entries: open, byName: true })
	const out = page.rows.filter((row) => row.amountMinor < 0n && !row.gone && !row.ignored)
	const goings = await suggestGoings(scope, out)
	return {
		...page,
		rows: page.rows.map((row) => ({ ...row, matches: matches.get(row.id) ?? [], goings: goings.get(row.id) ?? [] })),
	}
}

function shown(scope: Scope, show: EntryShow) {
	const { sql } = scope
	switch (show) {
		case 'open':
			return sql`and payment_id is null and ignored_at is null and bank_entry.amount_minor > 0`
		case 'matched':
			return sql`and num_nonnulls(payment_id, refund_id, returned_payment_id) > 0`
		case 'ignored':
			return sql`and ignored_at is not null`
		case 'out':
			return outOpen(scope)
		case 'all':
			return sql``
	}
}

const outOpen = ({ sql }: Pick<Scope, 'sql'>) =>
	sql`and bank_entry.amount_minor < 0 and num_nonnulls(ignored_at, refund_id, returned_payment_id) = 0`

/** More are not looked at for the notice of a file; its list has them all. */
const mostOut = 500

/** How many entries of a file that went out may be a receipt that came back, a refund, or a customer's own. */
export async function countGoings(scope: Scope, { fileId }: { fileId: string }): Promise<number> {
	permit(scope, 'payment.record')
	const entries = await scope.sql<EntryToMatch[]>`
		select id, currency, amount_minor as "amountMinor", counterparty, counterparty_account as "counterpartyAccount", reference,
			description, reverses from bank_entry
		where file_id = ${fileId} ${outOpen(scope)} order by line, id limit ${mostOut}`
	return [...(await suggestGoings(scope, entries)).values()].filter((goings) => goings.length > 0).length
}

/** How many entries of a file are surely told by number and amount. */
export async function countSure(scope: Scope, { fileId }: { fileId: string }): Promise<number> {
	permit(scope, 'payment.record')
	const entries = await scope.sql<EntryToMatch[]>`
		select id, currency, amount_minor as "amountMinor", counterparty, counterparty_account as "counterpartyAccount", reference,
			description, reverses from bank_entry
		where file_id = ${fileId} and payment_id is null and ignored_at is null and amount_minor > 0
			and value_on <= ${scope.today.toString()}::date order by line, id`
	const matches = await suggestMatches(scope, { entries, byName: false })
	return [...matches.values()].filter(([first]) => first?.sure).length
}
