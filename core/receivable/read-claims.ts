import type { Scope } from '../act.ts'
import { type Day, dayOf } from '../calendar.ts'
import { isOfContract, partOf } from '../invoice/share.ts'
import type { PaidOn, PenaltyTerms } from './accrue-penalty.ts'
import { type AgreedRow, agreedColumns, agreedOn, termsOf } from './agreed-terms.ts'
import { payShareOf } from './pay-share.ts'
import type { WaivedOn } from './waive-penalty.ts'

/** An invoice of a contract, with all that was ever put to it, and the terms that were agreed when it fell due. */
export type ContractClaim = {
	invoiceId: string
	number: string
	issuedOn: Day
	due: Day
	/** Of an invoice over several contracts the contract's part, as are the payments. */
	amountMinor: bigint
	payments: PaidOn[]
	/** Null: nothing was agreed, or it bears none: it asks for penalty interest itself, or was taken back. */
	terms: PenaltyTerms | null
	/** Whether the penalty interest of it is invoiced, not only stated. */
	billed: boolean
	/** Whether it asks for penalty interest. */
	isPenalty: boolean
	/** Taken back since: until then it was open. */
	isVoid: boolean
	/** Not issued yet: it will be on its day. */
	isComing: boolean
}

type Row = AgreedRow & {
	contractId: string
	invoiceId: string
	number: string
	issuedOn: Temporal.PlainDate
	dueOn: Temporal.PlainDate
	totalMinor: bigint
	/** What of it is the contract's, and what those have of it that come before the contract in order. */
	partMinor: bigint
	beforeMinor: bigint
	/** Days as ISO dates, amounts as text: JSON would make them floats. */
	payments: { on: string; minor: string }[]
	isPenalty: boolean
	isVoid: boolean
}

/**
 * What each contract has and had to be paid, the oldest due first. Money counts on the day on which it came, whenever it was put
 * to the invoice, so that the order in which receipts were typed does not matter; moved elsewhere, it never was here. Money that
 * went back to the payer from an invoice, or was freed by a credit note, counts there until that day, and what was left of it, or came back as a
 * refund failed, from then on. What
 * was given up is as good as paid from that day on.
 */
export async function readClaims(
	scope: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
): Promise<Map<string, ContractClaim[]>> {
	const { sql } = scope
	const rows = await sql<Row[]>`
		select contract.id as "contractId", invoice.id as "invoiceId", invoice.number, invoice.issued_on as "issuedOn", invoice.due_on as "dueOn",
			invoice.total_minor as "totalMinor", ${partOf(scope)} as "partMinor",
			case when invoice.contract_id is not null then 0 else (
				select coalesce(sum(net_minor + tax_minor), 0)::bigint from invoice_line
				where invoice_id = invoice.id and invoice_line.contract_id < contract.id) end as "beforeMinor",
			coalesce(paid.payments, '[]') as payments, ${agreedColumns(scope)}, asks.penalty as "isPenalty", invoice.state = 'void' as "isVoid"
		from contract join invoice on ${isOfContract(scope)}
			cross join lateral (
				select exists (select from invoice_line where invoice_id = invoice.id and penalty_invoice_id is not null) as penalty
			) as asks
			left join lateral ${agreedOn(scope, sql`invoice.due_on`)} as agreed
				on not asks.penalty and invoice.state <> 'void'
			left join lateral (
				select json_agg(json_build_object('on', "on"::text, 'minor', minor::text) order by "on") as payments from (
					select case when allocation.allocated_on > made.allocated_on or exists (
							select from allocation as back join allocation as first on first.id = back.reverses_id
							where back.payment_id = payment.id and back.invoice_id = invoice.id and back.allocated_on > first.allocated_on
								and back.allocated_on <= coalesce(made.allocated_on, allocation.allocated_on))
							then allocation.allocated_on
						else coalesce(payment.received_on, note.issued_on, made.allocated_on, allocation.allocated_on)
						end as "on", allocation.amount_minor as minor
					from allocation left join payment on payment.id = allocation.payment_id
						left join invoice as note on note.id = allocation.credit_note_id
						left join allocation as made on made.id = allocation.reverses_id
					where allocation.invoice_id = invoice.id and (payment.id is null or payment.received_on is not null)
					union all
					select written_on, amount_minor from invoice_write_off where invoice_write_off.invoice_id = invoice.id
				) as put
			) as paid on true
		where contract.id = any(${[...contractIds]}::uuid[]) and invoice.kind = 'invoice'
			and invoice.state in ('issued', 'uncollectible', 'void')
		order by invoice.due_on, invoice.number`
	const claims = new Map<string, ContractClaim[]>(contractIds.map((id) => [id, []]))
	for (const row of rows) {
		const { contractId, invoiceId, number, dueOn, issuedOn, partMinor, payments, billed, isPenalty, isVoid } = row
		const all = payments.map(({ on, minor }) => ({ on: dayOf(Temporal.PlainDate.from(on)), minor: BigInt(minor) }))
		claims.get(contractId)?.push({
			...{
				invoiceId,
				number,
				issuedOn: dayOf(issuedOn),
				due: dayOf(dueOn),
				amountMinor: partMinor,
				terms: termsOf(row),
			},
			...{ billed: billed ?? false, isPenalty, isVoid, isComing: false, payments: payShareOf(all, row) },
		})
	}
	return claims
}

/**
 * What was waived of each contract and stands on the day; what was taken back later still stood on it. What was invoiced already
 * and given up is a credit note, and not among it.
 */
export async function readWaivers(
	{ sql }: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
	on: Temporal.PlainDate,
): Promise<Map<string, WaivedOn[]>> {
	const rows = await sql<
		{ contractId: string; waivedOn: Temporal.PlainDate; amountMinor: bigint; paidMinor: bigint }[]
	>`
		select contract_id as "contractId", waived_on as "waivedOn", amount_minor as "amountMinor", (
				-- What was taken from there as of its own day never was there, whenever that was said.
				select coalesce(sum(put.amount_minor), 0)::bigint from penalty_payment as put
					left join penalty_payment as made on made.id = put.reverses_id and made.paid_on = put.paid_on
				where put.contract_id = penalty_waiver.contract_id and put.paid_on <= waived_on
					and coalesce(made.created_at, put.created_at) <= waived_at
			) as "paidMinor" from penalty_waiver
		where contract_id = any(${[...contractIds]}::uuid[]) and waived_on <= ${on} and credit_note_id is null and (undone_on is null or undone_on > ${on})
		order by waived_on, id`
	const waivers = new Map<string, WaivedOn[]>(contractIds.map((id) => [id, []]))
	for (const { contractId, waivedOn, amountMinor, paidMinor } of rows)
		waivers.get(contractId)?.push({ on: dayOf(waivedOn), minor: amountMinor, paidMinor })
	return waivers
}
