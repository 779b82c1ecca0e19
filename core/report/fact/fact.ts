import type postgres from 'postgres'
import type { Scope } from '../../act.ts'
import type { Dimension } from '../question.ts'

export type Fragment = postgres.Fragment

/**
 * What figures are sums of. A query that answers rows of
 * `subject_id, on_day, currency, amount, part, contract_id, customer_id, line_id, reason`: an amount (minor units, or a
 * count) that counts from a day on, of what it is, and to whom it belongs. `contract_id` is null for what is of no
 * contract, `line_id` (a contract line) unless lines are asked for.
 */
export type Facts = (scope: Pick<Scope, 'sql' | 'today' | 'company' | 'actor'>, asked: Asked) => Fragment

export type Asked = {
	/** Amounts are divided over the lines of what they are of: a product or a plan is asked for. */
	lines: boolean
	/** Days that matter, from the first on and before the last: what lies outside may be left out where that is cheaper. */
	from: string
	to: string
	/** What counts to a day counts from the beginning. */
	sinceEver: boolean
}

export type Source = {
	/** What `subject_id` names, and what rows behind a figure are. */
	subject: 'movement' | 'contract' | 'invoice' | 'payment'
	facts: Facts
	/** Rows say by `person_id` and `group_id` whose they are; otherwise those who hold the contract now. */
	holders?: true
	/** By what the facts can be told apart, beside time. */
	dimensions: readonly Dimension[]
}

/** What customers say of themselves. */
export const ofCustomer = ['country', 'industry', 'language'] as const
export const ofContract = ['group', 'person', 'customer', 'contract', ...ofCustomer] as const
export const ofLine = [...ofContract, 'product', 'plan'] as const
export const ofInvoice = [...ofLine, 'invoice'] as const
