import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'

/** Penalty interest invoiced on a day for one invoice that was paid late; less than zero: credited. Minor units. */
export type BilledOn = {
	readonly invoiceId: string
	readonly on: number
	readonly minor: bigint
	/** Given up for good, by a waiver or by hand: the days stay invoiced. Else they were reckoned anew. */
	readonly givenUp: boolean
}

/**
 * What of each contract's penalty interest was invoiced and credited by a day; what was voided to be billed again never was. What a
 * waiver gave up by credit note is given up until the waiver is taken back; then it is invoiced no more, and owed again.
 */
export async function readBilledPenalty(
	{ sql }: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
	on: Temporal.PlainDate,
): Promise<Map<string, BilledOn[]>> {
	type Row = { contractId: string; invoiceId: string; on: Temporal.PlainDate; minor: bigint; givenUp: boolean }
	const rows = await sql<Row[]>`
		select line.contract_id as "contractId", line.penalty_invoice_id as "invoiceId", paper.issued_on as "on",
			line.kind <> 'penalty' and undone_on is null as "givenUp", sum(line.net_minor)::bigint as minor
		from invoice_line as line join invoice as paper on paper.id = line.invoice_id
			left join invoice_line as charged on charged.id = line.credits_line_id
			left join penalty_waiver as waiver on waiver.credit_note_id = paper.id and undone_on <= ${on}
		where line.contract_id = any(${[...contractIds]}::uuid[]) and line.penalty_invoice_id is not null
			and paper.issued_on <= ${on} and not coalesce(charged.released, line.released)
		group by 1, 2, 3, 4`
	const billed = new Map<string, BilledOn[]>()
	for (const { contractId, on: day, ...one } of rows) {
		const own = billed.get(contractId) ?? []
		own.push({ ...one, on: dayOf(day) })
		billed.set(contractId, own)
	}
	return billed
}
