import type { Scope } from '../act.ts'
import { matchesSeen } from '../field-right/search-text.ts'
import { may, permit, reach } from '../permit.ts'

/** Something that a person may have meant by a name or a number. */
export type Named = {
	kind: 'customer' | 'contract' | 'invoice'
	id: string
	number: string
	/** The customer's; of a contract with its title. */
	name: string
	title: string
	customerId: string
	/** 1: exactly what was said; less: a name like it. */
	likeness: number
}

export type FindNamed = {
	text: string
	kinds?: readonly Named['kind'][]
	/** Customers who buy: neither suppliers nor partners. */
	payersOnly?: boolean
	limit: number
}

/**
 * What a name, a number or a reference such as `contract:0199…` may mean, the likeliest first: a number in full, then every word in the name, then a name that
 * sounds nearly the same.
 */
export async function findNamed(scope: Scope, input: FindNamed): Promise<Named[]> {
	permit(scope, 'customer.read')
	const { sql } = scope
	const text = input.text.trim().slice(0, 200)
	if (text === '') return []
	const [, referred, id] = /^(customer|contract|invoice):([0-9a-f-]{36})$/.exec(text) ?? []
	const kinds = referred ? [referred] : (input.kinds ?? ['customer', 'contract', 'invoice'])
	const lower = text.toLowerCase()
	const reached = reach(scope)
	return await sql<Named[]>`
		select * from (
			(select 'customer' as kind, id, number, name, '' as title, id as "customerId",
				case when ${id !== undefined} or lower(number) = ${lower} or lower(name) = ${lower} then 1.0
					when true ${matchesSeen(scope, 'customer', 'customer', text)} then 0.8
					else word_similarity(${lower}, lower(name)) * 0.7 end::float8 as likeness
			from customer
			where ${reached.customer()} and ${kinds.includes('customer')} and (${!input.payersOnly} or role = 'customer')
				and ${id ? sql`id = ${id}` : sql`((true ${matchesSeen(scope, 'customer', 'customer', text)}) or word_similarity(${lower}, lower(name)) > 0.45)`}
			order by likeness desc, name collate people limit ${input.limit})
			union all
			(select 'contract', contract.id, contract.number, customer.name, title, customer.id,
				case when ${id !== undefined} or lower(contract.number) = ${lower} then 1.0 else 0.75 end::float8 as likeness
			from contract join customer on customer.id = contract.customer_id
			where ${reached.contract()} and ${kinds.includes('contract') && may(scope.actor, 'contract.read')}
				and ${id ? sql`contract.id = ${id}` : sql`(lower(contract.number) = ${lower} or (true ${matchesSeen(scope, 'contract', 'contract', text)}))`}
			order by likeness desc, contract.id desc limit ${input.limit})
			union all
			(select 'invoice', invoice.id, invoice.number, customer.name, '', customer.id, 1.0::float8
			from invoice join customer on customer.id = invoice.customer_id
			where ${reached.invoice()} and ${kinds.includes('invoice') && may(scope.actor, 'invoice.read')}
				and invoice.state <> 'draft' and ${id ? sql`invoice.id = ${id}` : sql`invoice.number = any(${[text, text.toUpperCase()]})`}
			limit ${input.limit})
		) as named
		order by likeness desc, kind desc, name collate people limit ${input.limit}`
}
