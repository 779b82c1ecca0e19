import type { Scope } from '../act.ts'
import { rehearse } from '../approval/attempt.ts'
import { asDecided } from '../approval/decided.ts'
import { findInvoicePage, type InvoicePageLine } from '../invoice/page.ts'

/** A line of a credit note to be, with its facts; amounts below zero, as in the books. */
export type EffectLine = Omit<InvoicePageLine, 'id'>

/** What a credit note does, in minor units of the invoice's currency. */
export type CreditEffect = {
	currency: string
	/** Of the credit note, below zero. */
	note: { lines: EffectLine[]; subtotalMinor: bigint; taxMinor: bigint; totalMinor: bigint }
	/** What is open of the invoice. */
	open: { beforeMinor: bigint; afterMinor: bigint }
	/** Other invoices of the customer that what becomes free settles, in whole or in part. */
	others: { id: string; number: string; beforeMinor: bigint; afterMinor: bigint }[]
	/** What goes back to the cards that paid. */
	toCardMinor: bigint
	/** What the customer has with us more than before, for invoices to come. */
	toBalanceMinor: bigint
}

type Of = { id: string; customerId: string; currency: string }
type Deed = (scope: Scope) => Promise<{ creditNoteId: string }>

/**
 * What becomes of the money when a credit note is issued: it is done and undone here, by the same code, or stays done where
 * it is tried so. Refuses what it does.
 */
export async function creditEffect(scope: Scope, invoice: Of, deed: Deed, tried = rehearse): Promise<CreditEffect> {
	const before = await readMoney(scope, invoice)
	const done: { after: Money; note: CreditEffect['note'] }[] = []
	await tried(scope, async (part) => {
		const { creditNoteId } = await deed(asDecided(part, 'credit_note'))
		const { lines, subtotalMinor, taxMinor, totalMinor } = await findInvoicePage(part, { id: creditNoteId })
		const note = { lines: lines.map(({ id: _, ...line }) => line), subtotalMinor, taxMinor, totalMinor }
		done.push({ after: await readMoney(part, invoice), note })
	})
	const [one] = done
	if (!one) throw new Error('The credit note was not tried')
	const openAfter = (id: string) => one.after.open.find((row) => row.id === id)?.openMinor ?? 0n
	const own = before.open.find(({ id }) => id === invoice.id)
	return {
		currency: invoice.currency,
		note: one.note,
		open: { beforeMinor: own?.openMinor ?? 0n, afterMinor: openAfter(invoice.id) },
		others: before.open
			.filter(({ id, openMinor }) => id !== invoice.id && openAfter(id) !== openMinor)
			.map(({ id, number, openMinor }) => ({ id, number, beforeMinor: openMinor, afterMinor: openAfter(id) })),
		toCardMinor: one.after.goingMinor - before.goingMinor,
		toBalanceMinor: one.after.freeMinor - before.freeMinor,
	}
}

type Money = { open: { id: string; number: string; openMinor: bigint }[]; goingMinor: bigint; freeMinor: bigint }

/** What the customer owes in the currency, what is on its way back to their cards, and what is theirs with us. */
async function readMoney({ sql }: Scope, { customerId, currency }: Of): Promise<Money> {
	const open = await sql<Money['open']>`
		select id, number, total_minor - settled_minor as "openMinor" from invoice
		where customer_id = ${customerId} and currency = ${currency} and kind = 'invoice'
			and state in ('issued', 'uncollectible') and settled_minor < total_minor
		order by due_on, id`
	const [sums] = await sql<{ goingMinor: bigint; freeMinor: bigint }[]>`
		select going.minor as "goingMinor", (money.minor + note.minor - going.minor)::bigint as "freeMinor"
		from (
			select coalesce(sum(refund.amount_minor), 0)::bigint as minor from refund join payment on payment.id = payment_id
			where customer_id = ${customerId} and currency = ${currency} and refund.state = 'started'
		) as going, (
			select coalesce(sum(amount_minor - allocated_minor - returned_minor), 0)::bigint as minor from payment
			where customer_id = ${customerId} and currency = ${currency} and state = 'succeeded'
		) as money, (
			select coalesce(sum(-total_minor - settled_minor), 0)::bigint as minor from invoice
			where customer_id = ${customerId} and currency = ${currency} and kind = 'credit_note' and state = 'issued'
		) as note`
	if (!sums) throw new Error('The books did not answer')
	return { open, ...sums }
}
