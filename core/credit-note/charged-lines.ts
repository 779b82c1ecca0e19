import type { Scope } from '../act.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'

/** A line of an invoice with what credit notes have taken of it. Of a charge, what was taken is below zero. */
export type ChargedLine = Omit<NewInvoiceLine, 'creditsLineId'> & {
	id: string
	takenNetMinor: bigint
	takenTaxMinor: bigint
	/** How much of its quantity was credited as such, and what for, above zero. */
	creditedQuantity: string
	creditedByQuantityMinor: bigint
	/** A change of the contract has given back days of it since: what stands charged of it is no longer on this line. */
	corrected: boolean
}

/**
 * The lines of an invoice in their order; whoever asks has locked or been let to it. Read after the lock, in a statement of
 * its own, so that what was credited while waiting for it is counted.
 */
export async function readChargedLines({ sql }: Pick<Scope, 'sql'>, invoiceId: string): Promise<ChargedLine[]> {
	return await sql<ChargedLine[]>`
		select line.id, line.contract_id as "contractId", line.contract_line_id as "contractLineId", line.kind,
			line.description, line.period_from as "periodFrom", line.period_to as "periodTo",
			line.boundary_from as "boundaryFrom", line.boundary_to as "boundaryTo", line.quantity, line.unit,
			line.unit_price as "unitPrice", line.discount_percent as "discountPercent", line.amount_off as "amountOff",
			line.net_minor as "netMinor", line.tax_percent as "taxPercent", line.tax_label as "taxLabel",
			line.tax_minor as "taxMinor", line.why, line.penalty_invoice_id as "penaltyInvoiceId",
			coalesce(taken.net, 0)::bigint as "takenNetMinor", coalesce(taken.tax, 0)::bigint as "takenTaxMinor",
			coalesce(taken.quantity, 0)::text as "creditedQuantity",
			coalesce(-taken.by_quantity, 0)::bigint as "creditedByQuantityMinor",
			line.contract_line_id is not null and exists (
				select from invoice_line as later
				where later.contract_line_id = line.contract_line_id and later.kind = 'credit' and not later.released
					and later.credits_line_id is null and later.boundary_from = line.boundary_from and later.revision > line.revision
					and later.period_from < line.period_to and later.period_to > line.period_from
			) as corrected
		from invoice_line as line left join lateral (
			select sum(net_minor) as net, sum(tax_minor) as tax,
				sum(quantity) filter (where why ->> 'by' = 'quantity') as quantity,
				sum(net_minor) filter (where why ->> 'by' = 'quantity') as by_quantity
			from invoice_line where credits_line_id = line.id
		) as taken on true
		where line.invoice_id = ${invoiceId} order by line.position`
}
