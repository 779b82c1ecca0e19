import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { parseDecimal } from '../decimal.ts'
import type { PaidOn, PenaltyTerms } from './accrue-penalty.ts'
import type { WaivedOn } from './waive-penalty.ts'

/** An issued invoice of a contract, with all that was ever put to it, and the terms that were agreed when it fell due. */
export type ContractClaim = {
	invoiceId: string
	number: string
	due: number
	amountMinor: bigint
	payments: PaidOn[]
	/** Null: nothing was agreed, or it asks for penalty interest itself, which bears none. */
	terms: PenaltyTerms | null
	/** Whether the penalty interest of it is invoiced, not only stated. */
	billed: boolean
	/** Where it asks for penalty interest: the day since which it does. */
	penaltySince: number | null
}

type Row = {
	contractId: string
	invoiceId: string
	number: string
	dueOn: Temporal.PlainDate
	totalMinor: bigint
	/** Days as ISO dates, amounts as text: JSON would make them floats. */
	payments: { on: string; minor: string }[]
	dailyRatePercent: string | null
	graceDays: number | null
	chargeGrace: boolean | null
	billed: boolean | null
	isPenalty: boolean
	issuedOn: Temporal.PlainDate
}

/**
 * What each contract has to be paid, the oldest due first. Money counts on the day on which it came, whenever it was put to the
 * invoice, so that the order in which receipts were typed does not matter; moved elsewhere, it never was here. Money that
 * went back to the payer counts until the day it went. What was given up is as good as paid from that day on.
 */
export async function readClaims(
	{ sql }: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
): Promise<Map<string, ContractClaim[]>> {
	const rows = await sql<Row[]>`
		select invoice.contract_id as "contractId", invoice.id as "invoiceId", invoice.number, invoice.due_on as "dueOn",
			invoice.total_minor as "totalMinor", coalesce(paid.payments, '[]') as payments,
			agreed.daily_rate_percent::text as "dailyRatePercent", agreed.grace_days as "graceDays", agreed.charge_grace as "chargeGrace",
			agreed.billed, asks.penalty as "isPenalty", invoice.issued_on as "issuedOn"
		from invoice join contract on contract.id = invoice.contract_id
			cross join lateral (
				select exists (select from invoice_line where invoice_id = invoice.id and penalty_invoice_id is not null) as penalty
			) as asks
			left join lateral (
				select daily_rate_percent, grace_days, charge_grace, billed from penalty_terms
				where valid_from <= invoice.due_on and not asks.penalty
					and (contract_id = contract.id or (contract_id is null and (contract_type is null or contract_type = contract.type)))
				order by contract_id is not null desc, contract_type is not null desc, valid_from desc limit 1
			) as agreed on true
			left join lateral (
				select json_agg(json_build_object('on', "on"::text, 'minor', minor::text)) as payments from (
					select case when coalesce(payment.returned_minor, 0) > 0 then allocation.allocated_on
						else coalesce(payment.received_on, note.issued_on, (
							select made.allocated_on from allocation as made where made.id = allocation.reverses_id), allocation.allocated_on)
						end as "on", allocation.amount_minor as minor
					from allocation left join payment on payment.id = allocation.payment_id
						left join invoice as note on note.id = allocation.credit_note_id
					where allocation.invoice_id = invoice.id and (payment.id is null or payment.received_on is not null)
					union all
					select written_on, amount_minor from invoice_write_off where invoice_write_off.invoice_id = invoice.id
				) as put
			) as paid on true
		where invoice.contract_id = any(${[...contractIds]}::uuid[]) and invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible')
		order by invoice.due_on, invoice.number`
	const claims = new Map<string, ContractClaim[]>(contractIds.map((id) => [id, []]))
	for (const {
		contractId,
		invoiceId,
		number,
		dueOn,
		totalMinor,
		payments,
		billed,
		isPenalty,
		issuedOn,
		...agreed
	} of rows) {
		claims.get(contractId)?.push({
			...{ invoiceId, number, due: dayOf(dueOn), amountMinor: totalMinor, terms: termsOf(agreed) },
			...{ billed: billed ?? false, penaltySince: isPenalty ? dayOf(issuedOn) : null },
			payments: payments.map(({ on, minor }) => ({ on: dayOf(Temporal.PlainDate.from(on)), minor: BigInt(minor) })),
		})
	}
	return claims
}

function termsOf({
	dailyRatePercent,
	graceDays,
	chargeGrace,
}: Pick<Row, 'dailyRatePercent' | 'graceDays' | 'chargeGrace'>) {
	if (dailyRatePercent === null || graceDays === null || chargeGrace === null) return null
	return { dailyRatePercent: parseDecimal(dailyRatePercent), graceDays, chargeGrace }
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
	const rows = await sql<{ contractId: string; waivedOn: Temporal.PlainDate; amountMinor: bigint }[]>`
		select contract_id as "contractId", waived_on as "waivedOn", amount_minor as "amountMinor" from penalty_waiver
		where contract_id = any(${[...contractIds]}::uuid[]) and waived_on <= ${on} and credit_note_id is null and (undone_on is null or undone_on > ${on})
		order by waived_on, id`
	const waivers = new Map<string, WaivedOn[]>(contractIds.map((id) => [id, []]))
	for (const { contractId, waivedOn, amountMinor } of rows)
		waivers.get(contractId)?.push({ on: dayOf(waivedOn), minor: amountMinor })
	return waivers
}
