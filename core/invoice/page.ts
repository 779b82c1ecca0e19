import type { Scope } from '../act.ts'
import type { Party } from '../contract/page.ts'
import type { ContractState } from '../contract/state.ts'
import { hiddenOf, seen } from '../field-right/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Why } from '../schedule/why.ts'
import { openOf, type Standing, standingOf } from './standing.ts'
import { typeRead } from './type-of.ts'

/** An issued invoice or credit note with its lines and the money on it. Days are ISO dates, `periodTo` exclusive. */
export type InvoicePage = {
	id: string
	kind: 'invoice' | 'credit_note'
	/** What the company calls such an invoice, in the reader's language; null for an invoice without more. */
	type: string | null
	number: string
	customerId: string
	contract: { id: string; number: string; title: string } | null
	currency: string
	issuedOn: string
	dueOn: string
	subtotalMinor: bigint
	taxMinor: bigint
	totalMinor: bigint
	/** Of a credit note: what of it has been used. */
	settledMinor: bigint
	openMinor: bigint
	standing: Standing
	reason: string
	purchaseOrder: string
	/** What a credit note says to the customer, or empty. */
	message: string
	/** The system that issued it, of an invoice taken over from there; null of our own. */
	opening: string | null
	/** The key of a sentence about tax that the law asks for, or empty. */
	note: string
	buyer: Party
	seller: Party
	lines: InvoicePageLine[]
	/** Of a credit note: what of it goes back to the cards that paid. */
	toCardMinor: bigint
	/** What has settled it, or, of a credit note, what it has settled; newest last. */
	settlements: Settlement[]
	/** Credit notes issued against it. */
	creditNotes: { id: string; number: string; issuedOn: string; totalMinor: bigint }[]
	/** The invoice that a credit note takes back. */
	credits: { id: string; number: string } | null
	/** Whether a card is followed up for it. */
	followed: boolean
	/** A payment that is under way for it. */
	paymentUnderWay: string | null
	/** Fields that the actor may not see, as `line.model`. */
	hidden: string[]
}

export type InvoicePageLine = {
	id: string
	kind: 'period' | 'charge' | 'credit' | 'one_off' | 'manual' | 'credit_note' | 'opening' | 'instalment' | 'penalty'
	description: string
	model: string
	serialNumber: string
	periodFrom: string | null
	periodTo: string | null
	quantity: string
	unit: string
	unitPrice: string
	discountPercent: string
	netMinor: bigint
	taxPercent: string
	taxLabel: string
	taxMinor: bigint
	why: Why | null
}

export type Settlement = {
	on: string
	amountMinor: bigint
	/** Money: its payment and receipt; a credit: its credit note. Of a credit note: the invoice it went to. */
	payment: { id: string; receiptNumber: string | null; brand: string; last4: string } | null
	creditNote: { id: string; number: string } | null
	invoice: { id: string; number: string } | null
}

/** Refuses `not_found`, also for a draft and for an invoice that is not the actor's to see. */
export async function findInvoicePage(scope: Scope, { id }: { id: string }): Promise<InvoicePage> {
	permit(scope, 'invoice.read')
	const [[head], lines] = await Promise.all([readHead(scope, id), readLines(scope, id)])
	if (!head) refuse('not_found', { noun: 'invoice' })
	const { contractState, ...shown } = head
	const state = contractState ?? null
	const found: InvoicePage = {
		...seen(scope, 'contract', shown, state),
		buyer: seen(scope, 'customer', head.buyer, state),
		settlements: head.settlements.map((one) => ({ ...one, amountMinor: BigInt(one.amountMinor) })),
		creditNotes: head.creditNotes.map((one) => ({ ...one, totalMinor: BigInt(one.totalMinor) })),
		lines: lines.map((line) => seen(scope, 'line', line, state)),
		hidden: hiddenOf(scope, state),
	}
	return found
}

/** Amounts inside JSON come as text, because JSON would make them floats. */
function readHead(scope: Scope, id: string) {
	const { sql } = scope
	const party = (name: string) => sql`jsonb_build_object('name', ${sql(name)}.name, 'street', ${sql(name)}.street,
		'postalCode', ${sql(name)}.postal_code, 'city', ${sql(name)}.city, 'region', ${sql(name)}.region,
		'country', ${sql(name)}.country, 'taxNumber', ${sql(name)}.tax_number)`
	return sql<(Omit<InvoicePage, 'lines' | 'hidden'> & { contractState: ContractState | null })[]>`
		select invoice.id, contract.state as "contractState", invoice.kind, ${typeRead(scope)} as type, invoice.number, invoice.customer_id as "customerId", invoice.currency,
			case when contract.id is not null then
				jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) end as contract,
			invoice.issued_on::text as "issuedOn", invoice.due_on::text as "dueOn", invoice.subtotal_minor as "subtotalMinor",
			invoice.tax_minor as "taxMinor", invoice.total_minor as "totalMinor", invoice.settled_minor as "settledMinor",
			${openOf(scope)} as "openMinor", ${standingOf(scope)} as standing, invoice.reason,
			invoice.purchase_order as "purchaseOrder", invoice.note, invoice.message, invoice.opening, ${party('buyer')} as buyer, ${party('seller')} as seller,
			coalesce((select sum(refund.amount_minor) from refund
				where refund.credit_note_id = invoice.id and refund.state in ('started', 'succeeded')), 0)::bigint as "toCardMinor",
			coalesce((select jsonb_agg(jsonb_build_object(
				'on', allocation.allocated_on, 'amountMinor', allocation.amount_minor::text,
				'payment', case when payment.id is not null then jsonb_build_object('id', payment.id,
					'receiptNumber', payment.receipt_number, 'brand', payment.method_brand, 'last4', payment.method_last4) end,
				'creditNote', case when note.id is not null and note.id <> invoice.id then
					jsonb_build_object('id', note.id, 'number', note.number) end,
				'invoice', case when allocation.invoice_id <> invoice.id then
					jsonb_build_object('id', settled.id, 'number', settled.number) end
				) order by allocation.id)
				from allocation left join payment on payment.id = allocation.payment_id
					left join invoice as note on note.id = allocation.credit_note_id
					join invoice as settled on settled.id = allocation.invoice_id
				where (allocation.invoice_id = invoice.id or allocation.credit_note_id = invoice.id)
					and allocation.reverses_id is null
					and not exists (select from allocation as back where back.reverses_id = allocation.id)
			), '[]') as settlements,
			coalesce((select jsonb_agg(jsonb_build_object('id', note.id, 'number', note.number, 'issuedOn', note.issued_on,
				'totalMinor', note.total_minor::text) order by note.id)
				from invoice as note where note.credits_invoice_id = invoice.id and note.state <> 'draft'), '[]') as "creditNotes",
			case when credited.id is not null then jsonb_build_object('id', credited.id, 'number', credited.number) end as credits,
			(select payment.id from payment_invoice join payment on payment.id = payment_invoice.payment_id
				where payment_invoice.invoice_id = invoice.id and payment.state = 'processing' limit 1) as "paymentUnderWay",
			invoice.settled_minor < invoice.total_minor and exists (
				select from dunning where dunning.invoice_id = invoice.id
			) as followed
		from invoice
			join billing_party as buyer on buyer.id = invoice.buyer_id
			join billing_party as seller on seller.id = invoice.seller_id
			left join contract on contract.id = invoice.contract_id
			left join invoice as credited on credited.id = invoice.credits_invoice_id
		where invoice.id = ${id} and invoice.state <> 'draft' and ${reach(scope).invoice()}`
}

async function readLines(scope: Scope, id: string): Promise<InvoicePageLine[]> {
	return await scope.sql<InvoicePageLine[]>`
		select line.id, line.kind, line.description, coalesce(contract_line.model, '') as model,
			coalesce(contract_line.serial_number, '') as "serialNumber", line.period_from::text as "periodFrom",
			line.period_to::text as "periodTo", line.quantity, line.unit, line.unit_price as "unitPrice",
			line.discount_percent as "discountPercent", line.net_minor as "netMinor", line.tax_percent as "taxPercent",
			line.tax_label as "taxLabel", line.tax_minor as "taxMinor",
			case when line.why ? 'kind' then line.why end as why
		from invoice join invoice_line as line on line.invoice_id = invoice.id
			left join contract_line on contract_line.id = line.contract_line_id
		where invoice.id = ${id} and invoice.state <> 'draft' and ${reach(scope).invoice()}
		order by line.position`
}
