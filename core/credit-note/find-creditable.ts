import type { Scope } from '../act.ts'
import { formatDecimal } from '../decimal.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { partInChange, type Why } from '../schedule/why.ts'
import { readChargedLines } from './charged-lines.ts'
import { type PaidGoes, paidByRule } from './credit-parts.ts'
import { leftOf, quantityLeft } from './part.ts'

/** A line with what is left of it to be credited: minor units before tax, and of its quantity. */
export type CreditableLine = {
	id: string
	description: string
	part: ReturnType<typeof partInChange>
	periodFrom: string | null
	periodTo: string | null
	quantity: string
	unit: string
	netMinor: bigint
	leftMinor: bigint
	leftQuantity: string
	/** A change of the contract has given back days of it: it cannot be credited by itself. */
	corrected: boolean
}

export type Creditable = {
	/** Lines that charged something. */
	lines: CreditableLine[]
	/** Of the invoice, tax included. */
	leftMinor: bigint
	/** What cards paid on it and could go back to them. */
	byCardMinor: bigint
	paidByRule: PaidGoes
}

/** What of an issued invoice can be credited. Refuses `not_found`. */
export async function findCreditable(scope: Scope, { id }: { id: string }): Promise<Creditable> {
	permit(scope, 'invoice.read')
	const [invoice] = await scope.sql<{ leftMinor: bigint; byCardMinor: bigint }[]>`
		select total_minor + coalesce((
				select sum(note.total_minor) from invoice as note where note.credits_invoice_id = invoice.id
			), 0)::bigint as "leftMinor",
			coalesce((
				select sum(allocation.amount_minor) from allocation join payment on payment.id = payment_id
				where allocation.invoice_id = invoice.id and payment.source = 'card'
					and not exists (select from dispute where dispute.payment_id = payment.id)
			), 0)::bigint as "byCardMinor"
		from invoice where id = ${id} and kind = 'invoice' and state <> 'draft' and ${reach(scope).invoice()}`
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const lines = await readChargedLines(scope, id)
	return {
		...invoice,
		paidByRule: paidByRule(scope),
		lines: lines
			.filter(({ netMinor }) => netMinor > 0n)
			.map((line) => ({
				...{ id: line.id, description: line.description, quantity: line.quantity, unit: line.unit },
				...{ netMinor: line.netMinor, corrected: line.corrected },
				part: partInChange(whyOf(line.why)),
				periodFrom: line.periodFrom?.toString() ?? null,
				periodTo: line.periodTo?.toString() ?? null,
				leftMinor: leftOf(line),
				leftQuantity: formatDecimal(quantityLeft(line)),
			})),
	}
}

function whyOf(kept: unknown): Why | null {
	return typeof kept === 'object' && kept !== null && 'kind' in kept ? (kept as Why) : null
}
