import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { type CurrentCustomer, customerText, readCurrentCustomers } from '../current-customer.ts'
import type { RowChange } from '../fate.ts'
import { rewriteCustomers } from '../rewrite-customers.ts'
import { forgetContacts } from './contacts.ts'
import { changedSince, type KeptReason, type UndoRow } from './undo-row.ts'

/** Why rows that changed customers cannot be taken back, by row; those that can be are absent. */
export async function judgeChangedCustomers(
	scope: Scope,
	rows: readonly UndoRow[],
	{ lock }: { lock: boolean },
): Promise<{ reasons: Map<UndoRow, KeptReason>; current: Map<string, CurrentCustomer> }> {
	const ids = rows.map(({ id }) => id)
	const current = await readCurrentCustomers(scope, ids, { lock })
	const reasons = new Map<UndoRow, KeptReason>()
	for (const row of rows) {
		const customer = current.get(row.id)
		if (!customer) reasons.set(row, 'gone')
		else if (!row.changes.every((change) => stands(customer, change))) reasons.set(row, 'changed_since')
		else if (customer.hasContracts && row.changes.some(({ field }) => field === 'currency'))
			reasons.set(row, 'has_contracts')
	}
	return { reasons, current }
}

/** Whether a change is as the import made it. People are only ever added, so theirs is not compared. */
function stands(customer: CurrentCustomer, { field, name, theirs }: RowChange): boolean {
	if (name !== undefined) return (customer.attributes[name] ?? '') === theirs
	const text = customerText(customer, field)
	return text === undefined || text === theirs
}

/** Puts customers back to what they were before these rows. Set-based. */
export async function putCustomersBack(
	scope: Scope,
	batchId: string,
	rows: readonly UndoRow[],
	current: ReadonlyMap<string, CurrentCustomer>,
): Promise<void> {
	const rewrites = rows.flatMap(({ id, changes, before }) => {
		const customer = current.get(id)
		if (!customer) return []
		const attributes = { ...customer.attributes }
		for (const { name, ours } of changes) {
			if (name === undefined) continue
			if (ours === '') delete attributes[name]
			else attributes[name] = ours
		}
		const set = new Map(changes.map(({ field, ours }) => [field, ours]))
		return [{ current: customer, set, attributes, digest: before?.digest ?? null, taxedAsId: before?.taxedAsId }]
	})
	await rewriteCustomers(scope, rewrites)
	const pairs = rows.flatMap(({ id, before }) => (before?.contacts ?? []).map((contactId) => ({ id, contactId })))
	if (pairs.length > 0) {
		const contacts = pairs.map((pair) => pair.contactId)
		await scope.sql`
			delete from customer_contact using unnest(${pairs.map((pair) => pair.id)}::uuid[], ${contacts}::uuid[])
				as given (customer_id, contact_id)
			where customer_contact.customer_id = given.customer_id and customer_contact.contact_id = given.contact_id`
		await forgetContacts(scope, batchId, contacts)
	}
	await emit(
		scope,
		...rows.map(({ id, changes }) => ({
			kind: 'customer.updated' as const,
			subject: { kind: 'customer', id },
			customerId: id,
			facts: { imported: true, undone: true, fields: changes.map(({ field, name }) => name ?? field) },
		})),
	)
}

type Created = { id: string; version: number; contracts: boolean; billed: boolean; paid: boolean; linked: boolean }

/** Why customers that a batch created stay, by row. */
export async function judgeNewCustomers(
	scope: Scope,
	batchId: string,
	rows: readonly UndoRow[],
	{ lock }: { lock: boolean },
): Promise<Map<UndoRow, KeptReason>> {
	const customers = await scope.sql<Created[]>`
		select id, version, exists (select from contract where customer_id = customer.id) as contracts,
			exists (select from invoice where customer_id = customer.id) as billed,
			exists (select from payment where customer_id = customer.id)
				or exists (select from payment_method where customer_id = customer.id) as paid,
			exists (select from secure_link where customer_id = customer.id) as linked
		from customer where id = any(${rows.map(({ id }) => id)}::uuid[]) order by id
		${lock ? scope.sql`for update` : scope.sql``}`
	const changed = await changedSince(scope, batchId, customers)
	const byId = new Map(customers.map((customer) => [customer.id, customer]))
	const reasons = new Map<UndoRow, KeptReason>()
	for (const row of rows) {
		const reason = reasonOf(byId.get(row.id)) ?? changed.get(row.id)
		if (reason) reasons.set(row, reason)
	}
	return reasons
}

function reasonOf(customer: Created | undefined): KeptReason | undefined {
	if (!customer) return 'gone'
	if (customer.paid) return 'paid'
	if (customer.billed) return 'billed'
	if (customer.contracts) return 'has_contracts'
	return customer.linked ? 'link_sent' : undefined
}

/** Takes customers away that nothing was built on, and the people that came with them. Their events stay. Set-based. */
export async function removeCustomers(scope: Scope, batchId: string, rows: readonly UndoRow[]): Promise<void> {
	const ids = rows.map(({ id }) => id)
	const contacts = await scope.sql<{ id: string }[]>`
		delete from customer_contact where customer_id = any(${ids}::uuid[]) returning contact_id as id`
	const gone = await scope.sql<{ id: string; number: string; name: string }[]>`
		delete from customer where id = any(${ids}::uuid[]) returning id, number, name`
	await emit(
		scope,
		...gone.map(({ id, number, name }) => ({
			kind: 'customer.removed' as const,
			subject: { kind: 'customer', id },
			customerId: id,
			facts: { number, name },
		})),
	)
	await forgetContacts(
		scope,
		batchId,
		contacts.map(({ id }) => id),
	)
}
