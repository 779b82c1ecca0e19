import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import type { Action, SensitiveAction } from '../permit.ts'

export type ListName =
	| 'customers'
	| 'contracts'
	| 'lines'
	| 'invoices'
	| 'receipts'
	| 'follow-ups'
	| 'suppliers'
	| 'supplier-contracts'
	| 'equipment'
	| 'instalments'
	| 'products'
	| 'collection-cases'
	| 'contacts'

/** A part of a query, as it is for who asks on their day. */
export type Part = (scope: Scope) => Fragment

/**
 * What a field holds, and so how it is filtered: by words, by one of several values, by a beginning and an end.
 * `money` is minor units of the row's currency, `price` an exact decimal in it; `key` is an id that addresses name and nobody sees.
 */
export type FieldKind =
	| 'text'
	| 'choice'
	| 'country'
	| 'flag'
	| 'person'
	| 'group'
	| 'key'
	| 'day'
	| 'money'
	| 'price'
	| 'number'

export type Field = {
	kind: FieldKind
	/** Over the list's own table and the joins of the field. */
	sql: Part
	/** What a `person`, `group` or `key` is filtered by: the id. A `key` may be told by a condition of its own. */
	id?: Part
	holds?: (scope: Scope, id: string) => Fragment
	/** Names of joins that `sql` reads. */
	joins?: readonly string[]
	/** May be empty: offered as a filter, and sorted as nothing. */
	optional?: true
	/** The values of a `choice`. */
	choices?: readonly string[]
	sort?: true
	/** Among the columns unless others are chosen. */
	shown?: true | undefined
	/** Who may not do this does not see the field, and cannot filter by it. */
	needs?: Action
	/** Of a field of the company's own: what it is called, and what its choices are called by their ids. */
	own?: { label: string; archived: boolean; choices: Record<string, string> }
	/** What a cell says in place of its value, where there is such a thing. */
	says?: { name: Part; joins: readonly string[] }
	/** The cell leads to the page of this. */
	leads?: {
		to: 'customer' | 'contract' | 'plan' | 'invoice' | 'receipt' | 'equipment' | 'product' | 'case'
		id: Part
		joins?: readonly string[]
	}
}

/** How a table beside the list's own is read: for a page of rows one by one, for filtering and sorting of all at once. */
export type Join = { each: Part; all?: Part; needs?: readonly string[] }

/** A list, described once: its page, its files and its saved views follow from this. */
export type List = {
	name: ListName
	permission: Exclude<Action, SensitiveAction>
	/** The table; `id` and `currency` of its rows. */
	from: Part
	id: Part
	currency?: Part
	/** Rows that belong to the list and that the actor reaches. */
	within: Part
	/** Rows that a search finds. */
	search: (scope: Scope, text: string) => Fragment
	joins: Record<string, Join>
	fields: Record<string, Field>
	/** The order unless another is chosen; without a field the newest come first. */
	order?: { field: string; down: boolean }
}
