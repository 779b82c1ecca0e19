import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'

export type Reached = { kind: 'customer' | 'contract' | 'quote' | 'invoice' | 'payment' | 'card' | 'setup'; id: string }

/**
 * Whether the actor reaches a thing. For whoever holds several keys at once, a session and secure links, and has to
 * choose one; every finder and verb asks again by itself.
 */
export async function reaches(scope: Scope, { kind, id }: Reached): Promise<boolean> {
	const { sql } = scope
	const may = reach(scope)
	// What belongs to the customer as a whole is nothing for a link to one thing.
	const whole = scope.actor.kind === 'link' && scope.actor.subject.kind !== 'customer' ? sql`false` : sql`true`
	const rows = await {
		customer: () => sql`select from customer where id = ${id} and ${may.customer()}`,
		contract: () => sql`select from contract where id = ${id} and ${may.contract()}`,
		quote: () => sql`select from quote where id = ${id} and ${may.quote()}`,
		invoice: () => sql`select from invoice where id = ${id} and ${may.invoice()}`,
		payment: () => sql`
			select from payment_invoice join invoice on invoice.id = payment_invoice.invoice_id
			where payment_invoice.payment_id = ${id} and ${may.invoice()} limit 1`,
		card: () => sql`select from payment_method where id = ${id} and ${whole} and ${may.customer('customer_id')}`,
		setup: () => sql`select from card_setup where id = ${id} and ${whole} and ${may.customer('customer_id')}`,
	}[kind]()
	return rows.length > 0
}
