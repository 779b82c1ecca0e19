import type { Scope } from '../act.ts'
import { findCard } from '../approval/card.ts'
import type { SubjectKind } from '../approval/subject-kinds.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A page of the console that is about one thing, beside those that `findNamed` knows by their numbers. */
export type LinkedPage = { kind: 'quote' | 'payment' | 'approval'; id: string }

/** What the page is of, and whose it is; `asked`: what an approval request asks for. */
export type Linked = { number: string; title: string; customer: string; asked: SubjectKind | null }

/** What a page is called, for who may open it. Refuses `not_found`. */
export async function findLinked(scope: Scope, { kind, id }: LinkedPage): Promise<Linked> {
	permit(scope, 'contract.read')
	if (kind === 'approval') {
		const { about, customer, kind: asked } = await findCard(scope, { id })
		return { number: about.number, title: customer ? '' : about.name, customer: customer?.name ?? '', asked }
	}
	permit(scope, kind === 'quote' ? 'quote.read' : 'invoice.read')
	const { sql } = scope
	const [found] = await (kind === 'quote'
		? sql<Omit<Linked, 'asked'>[]>`
			select quote.number, title, customer.name as customer from quote join customer on customer.id = customer_id
			where quote.id = ${id} and ${reach(scope).quote()}`
		: sql<Omit<Linked, 'asked'>[]>`
			select coalesce(receipt_number, '') as number, '' as title, customer.name as customer
			from payment join customer on customer.id = customer_id
			where payment.id = ${id} and ${reach(scope).customer('payment.customer_id')}`)
	return found ? { ...found, asked: null } : refuse('not_found', { noun: kind })
}
