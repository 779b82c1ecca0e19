import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import type { Account, EntryKind } from './entries.ts'

/** A line of the journal as an accountant books it. One of the two amounts is zero; minor units of `currency`. */
export type JournalLine = {
	entryId: string
	position: number
	/** The day that it is for, and the one on which it was written. */
	postedOn: Temporal.PlainDate
	writtenOn: Temporal.PlainDate
	kind: EntryKind
	account: Account
	debitMinor: bigint
	creditMinor: bigint
	currency: string
	/** Number of the invoice, credit note or receipt that it is about, or empty. */
	document: string
	customerNumber: string
	customerName: string
	contractNumber: string
}

export type JournalPlace = { postedOn: string; entryId: string; position: number }

/** First and last day, ISO dates, both included. */
export type JournalPeriod = { from: string; to: string }

/** Lines in the order they were posted, those after a place; whole or a page of `limit`. Who reads the journal reads all of it. */
export async function readJournalLines(
	scope: Scope,
	input: JournalPeriod & { after?: JournalPlace | undefined; limit: number },
): Promise<JournalLine[]> {
	permit(scope, 'journal.read')
	const { sql, company } = scope
	const { from, to, after, limit } = input
	return await sql<JournalLine[]>`
		with page as (
			select entry.id, entry.posted_on, entry.posted_at, line.position, line.account, line.amount_minor, line.currency, entry.kind, entry.subject_id,
				entry.customer_id, entry.contract_id
			from journal_entry as entry join journal_line as line on line.entry_id = entry.id
			where entry.posted_on between ${from}::date and ${to}::date and ${reach(scope).customer('entry.customer_id')}
				${after ? sql`and (entry.posted_on, entry.id, line.position) > (${after.postedOn}::date, ${after.entryId}::uuid, ${after.position}::smallint)` : sql``}
			order by entry.posted_on, entry.id, line.position limit ${limit}
		)
		select page.id as "entryId", position, posted_on as "postedOn",
			(posted_at at time zone ${company.timeZone})::date as "writtenOn", page.kind, account, page.currency,
			greatest(page.amount_minor, 0) as "debitMinor", greatest(-page.amount_minor, 0) as "creditMinor",
			coalesce(invoice.number, payment.receipt_number, allocated.number, penalised.receipt_number, '') as document,
			customer.number as "customerNumber", customer.name as "customerName", coalesce(contract.number, '') as "contractNumber"
		from page join customer on customer.id = page.customer_id left join contract on contract.id = page.contract_id
			left join invoice on invoice.id = page.subject_id
			left join payment on payment.id = page.subject_id
			left join allocation on allocation.id = page.subject_id left join invoice as allocated on allocated.id = allocation.invoice_id
			left join penalty_payment on penalty_payment.id = page.subject_id left join payment as penalised on penalised.id = penalty_payment.payment_id
		order by posted_on, page.id, position`
}
