import type { Scope } from '../act.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { permit } from '../permit.ts'
import { type CustomerInput, checkCustomer, partyOf } from './input.ts'
import { writeCustomers } from './write.ts'

/** A new customer with the next number. Refuses `input.invalid`, `own_field.required` and `own_field.value_wrong`. */
export async function createCustomer(scope: Scope, input: CustomerInput): Promise<{ id: string; number: string }> {
	permit(scope, 'customer.write')
	const { legalName: _, ...customer } = checkCustomer(scope, input)
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
	await writeOwnValues(scope, 'customer', [{ id: written.id, own: customer.own }], { complete: true })
	return written
}
