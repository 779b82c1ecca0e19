import type { Scope } from '../act.ts'
import { keepLocked } from '../field-right/keep.ts'
import { refuseLockedOwn } from '../field-right/locked.ts'
import { readOwnFields } from '../own-field/find.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { permit } from '../permit.ts'
import { type CustomerInput, checkCustomer, partyOf } from './input.ts'
import { writeCustomers } from './write.ts'

/** A new customer with the next number. Refuses `input.invalid`, `own_field.required`, `own_field.value_wrong` and `field.locked`. */
export async function createCustomer(
	scope: Scope,
	input: CustomerInput,
): Promise<{ id: string; number: string; version: number }> {
	permit(scope, 'customer.write')
	const { legalName: _, ...customer } = checkCustomer(scope, keepLocked(scope, 'customer', null, input))
	const [written] = await writeCustomers(scope, [
		{
			...customer,
			industry: customer.industry ?? '',
			groupId: customer.groupId ?? null,
			ownerId: customer.ownerId ?? null,
			paymentTermDays: customer.paymentTermDays ?? null,
			party: partyOf(checkCustomer(scope, input)),
		},
	])
	if (!written) throw new Error('The customer was not written')
	const given = Object.keys(customer.own ?? {}).filter((key) => customer.own?.[key]?.trim())
	if (given.length > 0) {
		const fields = await readOwnFields(scope, { subject: 'customer' })
		refuseLockedOwn(
			scope,
			null,
			fields.filter(({ key }) => given.includes(key)),
		)
	}
	await writeOwnValues(scope, 'customer', [{ id: written.id, own: customer.own }], { complete: true })
	return { ...written, version: 1 }
}
