// Over 300 lines: who may do what stands on one page.
import type { Actor, Role, Scope } from './act.ts'
import type { SubjectKind } from './approval/subject-kinds.ts'
import { refuse } from './refusal.ts'

/** Everything that can be done, by the noun it is done to. */
export type Action =
	| 'customer.read'
	| 'customer.write'
	| 'account.write'
	| 'contract.read'
	| 'contract.write'
	| 'contract.activate'
	| 'contract.amend'
	| 'contract.change'
	| 'approval.decide'
	| 'contract.void'
	| 'quote.read'
	| 'quote.write'
	| 'quote.decide'
	| 'message.read'
	| 'message.write'
	| 'message.settle'
	| 'discussion.read'
	| 'discussion.write'
	| 'document.read'
	| 'document.write'
	| 'invoice.read'
	| 'invoice.run'
	| 'invoice.void'
	| 'invoice.write_off'
	| 'penalty.waive'
	| 'penalty.ask'
	| 'payment.start'
	| 'payment.confirm'
	| 'payment.record'
	| 'payment.refund'
	| 'autopay.write'
	| 'card.write'
	| 'allocation.write'
	| 'link.send'
	| 'link.revoke'
	| 'import.run'
	| 'report.read'
	| 'commission.read'
	| 'commission.read_all'
	| 'audit.read'
	| 'journal.read'
	| 'product.read'
	| 'product.write'
	| 'tax.write'
	| 'company.write'
	| 'staff.write'
	| 'follow_up.write'
	| 'reminder.send'
	| 'payment.charge'
	| 'chat.link'
	| 'attention.write'
	| 'second_factor.write'
	| 'password.write'
	| 'payable.read'
	| 'payable.write'
	| 'chat.place'
	| 'survey.read'
	| 'survey.request'
	| 'survey.dispatch'
	| 'survey.fill'
	| 'collection.read'
	| 'collection.work'
	| 'collection.dispatch'
	| 'equipment.read'
	| 'equipment.write'
	| 'delivery.ask'
	| 'delivery.release'
	| 'machine_request.ask'
	| 'machine_request.record'
	| 'clock.move'
	/** Nobody's alone: the register grants it where nobody has to agree, or somebody has (approval/decided.ts). */
	| `decided.${SubjectKind}`

const reading: Action[] = [
	'customer.read',
	'contract.read',
	'quote.read',
	'message.read',
	'discussion.read',
	'discussion.write',
	'document.read',
	'invoice.read',
	'report.read',
	'product.read',
	'equipment.read',
	'chat.link',
	'attention.write',
	'second_factor.write',
	'password.write',
]
const selling: Action[] = [
	...reading,
	'customer.write',
	'contract.write',
	'contract.activate',
	'contract.amend',
	'contract.change',
	'quote.write',
	'message.write',
	'message.settle',
	'link.send',
	'follow_up.write',
	'document.write',
	'reminder.send',
	'survey.read',
	'survey.request',
	'penalty.waive',
	'equipment.write',
	'delivery.ask',
	'machine_request.ask',
	'machine_request.record',
	// Their own; that of others takes `commission.read_all`.
	'commission.read',
]
const finance: Action[] = [
	...selling,
	'commission.read_all',
	'survey.dispatch',
	'collection.read',
	'collection.work',
	'collection.dispatch',
	'approval.decide',
	'contract.void',
	'invoice.run',
	'invoice.void',
	'invoice.write_off',
	'payment.record',
	'payment.refund',
	'payment.charge',
	'allocation.write',
	'link.revoke',
	'import.run',
	'product.write',
	'tax.write',
	'payable.read',
	'payable.write',
]

const staffMay: Record<Role, ReadonlySet<Action>> = {
	administrator: new Set<Action>([
		...finance,
		'survey.fill',
		'audit.read',
		'journal.read',
		'company.write',
		'staff.write',
		'chat.place',
		'delivery.release',
		'clock.move',
	]),
	finance: new Set<Action>([...finance, 'audit.read', 'journal.read', 'clock.move']),
	manager: new Set<Action>([
		...selling,
		'commission.read_all',
		'survey.dispatch',
		'survey.fill',
		'collection.read',
		'collection.work',
		'collection.dispatch',
		'chat.place',
		'payable.read',
		'payable.write',
		'delivery.release',
		'approval.decide',
		'audit.read',
		'journal.read',
		'import.run',
		'link.revoke',
		'clock.move',
	]),
	salesperson: new Set<Action>([...selling, 'import.run', 'clock.move']),
	collector: new Set<Action>([
		...reading,
		'link.send',
		'follow_up.write',
		'reminder.send',
		'penalty.waive',
		'survey.read',
		'survey.fill',
		// Sees of cases those that are theirs.
		'collection.read',
		'collection.work',
		'machine_request.ask',
		'machine_request.record',
	]),
	storekeeper: new Set<Action>([
		'contract.read',
		'customer.read',
		'discussion.read',
		'discussion.write',
		'document.read',
		'product.read',
		'equipment.read',
		'equipment.write',
		'delivery.release',
		'machine_request.record',
		'chat.link',
		'attention.write',
		'second_factor.write',
		'password.write',
	]),
	// Sees of surveys those that are theirs to fill in.
	surveyor: new Set<Action>([
		'contract.read',
		'customer.read',
		'discussion.read',
		'discussion.write',
		'document.read',
		'chat.link',
		'attention.write',
		'second_factor.write',
		'password.write',
		'survey.read',
		'survey.fill',
	]),
}

/** What the customer's side may do; on which rows is said by `reach`. */
const customerMay = new Set<Action>([
	'customer.read',
	'account.write',
	'password.write',
	'contract.read',
	// What of a contract is said by its access: core/amendment/evaluate-change.ts.
	'contract.change',
	'quote.read',
	'quote.decide',
	'message.read',
	'message.write',
	'invoice.read',
	'penalty.ask',
	'payment.start',
	'autopay.write',
	'card.write',
])

/** Whether the actor may do this at all. Which rows they reach is a matter of the query: see `reach`. */
export function may(actor: Actor, action: Action): boolean {
	switch (actor.kind) {
		case 'system':
			return true
		case 'staff':
			return staffMay[actor.role].has(action) && (actor.only?.has(action) ?? true) && !actor.withheld?.has(action)
		case 'contact':
			return customerMay.has(action)
		case 'link':
			if (action === 'payment.start' || action === 'message.write' || action === 'penalty.ask')
				return actor.scope !== 'view'
			// Who has only a link makes it an account first: a link may have been passed on.
			if (action === 'account.write' || action === 'password.write') return false
			if (action === 'autopay.write') return actor.scope === 'manage'
			// A card serves all contracts of a customer: a link to one of them cannot say yes or no for the others.
			if (action === 'card.write') return actor.scope === 'manage' && actor.subject.kind === 'customer'
			if (action === 'quote.decide' || action === 'contract.change') return actor.scope === 'manage'
			return customerMay.has(action)
	}
}

/**
 * What a link older than a day asks a code by mail for, and a sign-in older than a day another sign-in: whatever ends or changes a contract, signs or declines, keeps or
 * takes away a card, or lets one be charged. To pay a bill is not among it: whoever does it enters a card of their own.
 */
export type SensitiveAction = 'contract.change' | 'quote.decide' | 'autopay.write' | 'card.write'

/**
 * Every verb begins with this, one that does something sensitive with `permitConfirmed` of sign-in/confirm.ts. Refuses
 * `not_permitted` (a view-only link: `link.view_only`).
 */
export function permit(scope: Scope, action: Exclude<Action, SensitiveAction>): void {
	permitUnconfirmed(scope, action)
}

/** For looking at what a sensitive act would do, and for the parts of a verb that has asked `permitConfirmed`. */
export function permitUnconfirmed(scope: Scope, action: Action): void {
	if (scope.granted?.has(action) || may(scope.actor, action)) return
	if (scope.actor.kind === 'link' && customerMay.has(action))
		refuse(scope.actor.scope === 'view' ? 'link.view_only' : 'link.too_narrow', {})
	refuse('not_permitted', { action })
}

/**
 * SQL conditions that hold only for rows the actor reaches: put one into every query that reads or locks for an actor.
 * `customer` wants a customer id, `contract` and `quote` their own id and the customer's, `invoice` its id, contract and customer.
 */
export function reach(scope: Scope) {
	const { sql, actor } = scope
	const everything = sql`true`
	const nothing = sql`false`
	const within = actor.kind === 'staff' ? actor.within : undefined
	if (within) return reachWithin(sql, within)
	const ofCustomer = (column: string) => {
		if (actor.kind === 'staff' || actor.kind === 'system') return everything
		if (actor.kind === 'link') return sql`${sql(column)} = ${actor.customerId}`
		// People of a supplier are known, and have no portal.
		return sql`${sql(column)} in (select customer_id from customer_contact join customer as theirs on theirs.id = customer_id
			where contact_id = ${actor.contactId} and theirs.role = 'customer')`
	}
	const onSubject = (columns: { contract?: string; invoice?: string; quote?: string; madeBy?: string }) => {
		if (actor.kind !== 'link' || actor.subject.kind === 'customer') return everything
		if (actor.subject.kind === 'contract' && columns.contract)
			return sql`${sql(columns.contract)} = ${actor.subject.id}`
		if (actor.subject.kind === 'invoice' && columns.invoice) return sql`${sql(columns.invoice)} = ${actor.subject.id}`
		if (actor.subject.kind === 'quote' && columns.quote) return sql`${sql(columns.quote)} = ${actor.subject.id}`
		// A quote's link also opens the contract that the quote has become.
		if (actor.subject.kind === 'quote' && columns.madeBy)
			return sql`${sql(columns.madeBy)} = (select made.contract_id from quote as made where made.id = ${actor.subject.id})`
		return nothing
	}
	return {
		/** A contract's or invoice's link also shows the name of its customer, so the customer itself is reached. */
		customer: (column = 'customer.id') => ofCustomer(column),
		contract: (id = 'contract.id', customerId = 'contract.customer_id') =>
			sql`(${ofCustomer(customerId)} and ${onSubject({ contract: id, madeBy: id })})`,
		quote: (id = 'quote.id', customerId = 'quote.customer_id') =>
			sql`(${ofCustomer(customerId)} and ${onSubject({ quote: id })})`,
		invoice: (id = 'invoice.id', contractId = 'invoice.contract_id', customerId = 'invoice.customer_id') =>
			sql`(${ofCustomer(customerId)} and ${onSubject({ invoice: id, contract: contractId })})`,
	}
}

/** What is of one group: a contract and what belongs to it by its own group, else by its customer's. */
function reachWithin(sql: Scope['sql'], group: string) {
	const ofContract = (id: string, customerId: string) => sql`coalesce(
		(select own.group_id from contract as own where own.id = ${sql(id)}),
		(select own.group_id from customer as own where own.id = ${sql(customerId)})) = ${group}::uuid`
	const ofCustomer = (column: string) => sql`${sql(column)} in (
		select own.id from customer as own where own.group_id = ${group}::uuid or (own.group_id is null
			and exists (select from contract where contract.customer_id = own.id and contract.group_id = ${group}::uuid)))`
	return {
		customer: (column = 'customer.id') => ofCustomer(column),
		contract: (id = 'contract.id', customerId = 'contract.customer_id') => ofContract(id, customerId),
		quote: (_id = 'quote.id', customerId = 'quote.customer_id') => ofCustomer(customerId),
		invoice: (_id = 'invoice.id', contractId = 'invoice.contract_id', customerId = 'invoice.customer_id') =>
			ofContract(contractId, customerId),
	}
}
