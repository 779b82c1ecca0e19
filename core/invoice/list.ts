import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { matches } from '../search.ts'
import { isOfContract } from './share.ts'
import { openOf, type Standing, standingOf } from './standing.ts'
import { typeRead } from './type-of.ts'

export type PaperKind = 'invoice' | 'credit_note' | 'receipt'

export type ListPapers = {
	customerId?: string | undefined
	contractId?: string | undefined
	kind?: PaperKind | undefined
	/** `open`: whatever is still to be paid. Only invoices have a standing. */
	standing?: 'open' | 'overdue' | 'paid' | undefined
	year?: number | undefined
	/** Part of a number, of the name of its type, of its contract's number or title, or of the order reference. */
	search?: string | undefined
	/** Day and id of the last one seen, as `on` and `id` of its row. */
	before?: { on: string; id: string } | undefined
	limit: number
}

/** An invoice, a credit note (its total is negative) or the receipt of a payment. Days are ISO dates. */
export type ListedPaper = {
	id: string
	kind: PaperKind
	/** What the company calls such an invoice, in the reader's language. */
	type: string | null
	number: string
	on: string
	dueOn: string | null
	contractId: string | null
	contractNumber: string | null
	contractTitle: string | null
	currency: string
	totalMinor: bigint
	taxMinor: bigint | null
	openMinor: bigint
	standing: Standing | null
}

export type ListedPapers = {
	papers: ListedPaper[]
	total: number
	/** The years that have papers, newest first. */
	years: number[]
	more: boolean
}

/** Invoices, credit notes and receipts that the actor reaches, newest first. */
export async function listPapers(scope: Scope, input: ListPapers): Promise<ListedPapers> {
	permit(scope, 'invoice.read')
	const { sql } = scope
	const { before } = input
	const [found] = await sql<
		{ papers: (Omit<ListedPaper, Minor> & Record<Minor, string>)[]; total: number; years: number[] }[]
	>`
		with papers as materialized (${invoices(scope, input)} union all ${receipts(scope, input)}),
		wanted as materialized (select * from papers where true ${filters(scope, input)})
		select coalesce((select jsonb_agg(to_jsonb(page)) from (
				select * from wanted
				${before ? sql`where ("on", id) < (${before.on}::date, ${before.id}::uuid)` : sql``}
				order by "on" desc, id desc limit ${input.limit + 1}
			) as page), '[]') as papers,
			(select count(*)::int from wanted) as total,
			array(select distinct extract(year from "on")::int as year from papers order by year desc) as years`
	const papers = (found?.papers ?? []).map((paper) => ({
		...paper,
		totalMinor: BigInt(paper.totalMinor),
		taxMinor: paper.taxMinor === null ? null : BigInt(paper.taxMinor),
		openMinor: BigInt(paper.openMinor),
	}))
	return {
		papers: papers.slice(0, input.limit),
		total: found?.total ?? 0,
		years: found?.years ?? [],
		more: papers.length > input.limit,
	}
}

type Minor = 'totalMinor' | 'taxMinor' | 'openMinor'

function invoices(scope: Scope, { customerId, contractId }: ListPapers) {
	const { sql } = scope
	return sql`
		select invoice.id, invoice.kind, ${typeRead(scope)} as type, invoice.number, invoice.issued_on as "on",
			case when invoice.kind = 'invoice' then invoice.due_on end as "dueOn", invoice.contract_id as "contractId",
			contract.number as "contractNumber", contract.title as "contractTitle", invoice.currency,
			invoice.total_minor::text as "totalMinor", invoice.tax_minor::text as "taxMinor", (${openOf(scope)})::text as "openMinor",
			${standingOf(scope)} as standing,
			plain_text(invoice.number || ' ' || coalesce(${typeRead(scope)} || ' ', '') || coalesce(contract.number || ' ' || contract.title, '') || ' ' || invoice.purchase_order) as text
		from invoice left join contract on contract.id = invoice.contract_id
		where invoice.state <> 'draft' and (invoice.opening is null or invoice.state <> 'void') and ${reach(scope).invoice()}
			${customerId ? sql`and invoice.customer_id = ${customerId}` : sql``}
			${contractId ? sql`and ${isOfContract(scope, contractId)}` : sql``}`
}

/**
 * Of a whole customer every payment is listed, of a contract those that settle one of its invoices; for a link to a
 * contract or an invoice only those that were for nothing else, because a receipt names everything it is for.
 */
function receipts(scope: Scope, { customerId, contractId }: ListPapers) {
	const { sql, actor } = scope
	const narrow = actor.kind === 'link' && actor.subject.kind !== 'customer'
	const whole = !contractId && !narrow
	return sql`
		select payment.id, 'receipt', null, payment.receipt_number, payment.received_on, null, null, null, null, payment.currency,
			payment.amount_minor::text, null, '0', null, lower(payment.receipt_number || ' ' || payment.reference)
		from payment
		where payment.receipt_number is not null and payment.state = 'succeeded' and ${reach(scope).customer('payment.customer_id')}
			${customerId ? sql`and payment.customer_id = ${customerId}` : sql``}
			${
				whole
					? sql``
					: sql`and exists (select from allocation join invoice on invoice.id = allocation.invoice_id
						where allocation.payment_id = payment.id and ${reach(scope).invoice()}
							${contractId ? sql`and ${isOfContract(scope, contractId)}` : sql``})`
			}
			${
				narrow
					? sql`and not exists (select from invoice where not ${reach(scope).invoice()} and invoice.id in (
						select invoice_id from payment_invoice where payment_id = payment.id
						union all select invoice_id from allocation where payment_id = payment.id))`
					: sql``
			}`
}

function filters(scope: Scope, { kind, standing, year, search }: ListPapers) {
	const { sql } = scope
	return sql`
		${kind ? sql`and kind = ${kind}` : sql``}
		${standing === 'open' ? sql`and "openMinor" <> '0'` : sql``}
		${standing === 'overdue' || standing === 'paid' ? sql`and kind = 'invoice' and standing = ${standing}` : sql``}
		${year ? sql`and "on" >= make_date(${year}, 1, 1) and "on" < make_date(${year} + 1, 1, 1)` : sql``}
		${matches(scope, 'text', search)}`
}
