import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { refuseLockedOwn } from '../field-right/locked.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readOwnFields } from './find.ts'
import type { OwnSubject, OwnValues } from './own-field.ts'
import { readOwnValues, statesOf } from './read.ts'
import { checkOwnValues, refuseIncomplete, writeOwnValues } from './values.ts'

export type SetOwnValues = { subject: OwnSubject; id: string; own: OwnValues }

/**
 * Changes what stands in own fields of a customer, a contract or a line, whatever state the contract is in: no term of it
 * changes by that. Refuses `not_found`, `own_field.unknown`, `own_field.value_wrong`, `own_field.required`, `field.locked`.
 */
export async function setOwnValues(scope: Scope, { subject, id, own }: SetOwnValues): Promise<{ changed: string[] }> {
	permit(scope, subject === 'customer' ? 'customer.write' : 'contract.write')
	const owner = await lockOwner(scope, subject, id)
	const [fields, before] = await Promise.all([
		readOwnFields(scope, { subject, archived: true }),
		readOwnValues(scope, { subject, ids: [id] }),
	])
	const was = before.values[id] ?? {}
	const changed = checkOwnValues(fields, own).filter(({ field, value }) => (was[field.key] ?? '') !== value)
	refuseLockedOwn(
		scope,
		(await statesOf(scope, { subject, ids: [id] })).get(id) ?? null,
		changed.map(({ field }) => field),
	)
	refuseIncomplete(fields, { ...was, ...own })
	if (changed.length === 0) return { changed: [] }
	await writeOwnValues(scope, subject, [
		{ id, own: Object.fromEntries(changed.map(({ field, value }) => [field.key, value])) },
	])
	const names = changed.map(({ field }) => field.name)
	await emit(scope, {
		kind: subject === 'customer' ? 'customer.updated' : 'contract.updated',
		subject: owner.contractId ? { kind: 'contract', id: owner.contractId } : { kind: 'customer', id: owner.customerId },
		customerId: owner.customerId,
		contractId: owner.contractId,
		facts: { ownFields: changed.map(({ field }) => field.key) },
	})
	return { changed: names }
}

type Owner = { customerId: string; contractId: string | null }

async function lockOwner(scope: Scope, subject: OwnSubject, id: string): Promise<Owner> {
	const { sql } = scope
	const [found] = await {
		customer: sql<Owner[]>`
			select id as "customerId", null::uuid as "contractId" from customer where id = ${id} and ${reach(scope).customer()} for update`,
		contract: sql<Owner[]>`
			select customer_id as "customerId", id as "contractId" from contract where id = ${id} and ${reach(scope).contract()} for update`,
		line: sql<Owner[]>`
			select contract.customer_id as "customerId", contract.id as "contractId"
			from contract_line as line join contract on contract.id = line.contract_id
			where line.id = ${id} and ${reach(scope).contract()} for update of contract`,
	}[subject]
	if (!found) refuse('not_found', { noun: subject })
	return found
}
