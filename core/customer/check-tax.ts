import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** `partyId`: the details that the person has checked, so that no others are let through. */
export type CheckTaxDetails = { customerId: string; partyId: string }

/**
 * Staff have checked the country and tax number that a customer's people gave: from now on, or from the day of an address
 * to come, they decide on the tax. What has been invoiced stays. Refuses `not_found`, `changed_meanwhile`, `field.locked`.
 */
export async function checkTaxDetails(scope: Scope, { customerId, partyId }: CheckTaxDetails): Promise<void> {
	permit(scope, 'customer.write')
	refuseLocked(scope, 'customer', null, ['taxNumber'])
	const { sql, now } = scope
	const [customer] = await sql`
		select from customer where id = ${customerId} and ${reach(scope).customer()} for update`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const standing = await sql`
		update customer set taxed_as_id = null, version = version + 1, updated_at = ${now}
		where id = ${customerId} and billing_party_id = ${partyId} and taxed_as_id is not null`
	const coming = await sql`
		update address_change set checked_at = ${now}
		where customer_id = ${customerId} and billing_party_id = ${partyId} and applied_at is null and withdrawn_at is null
			and checked_at is null`
	if (standing.count + coming.count === 0) refuse('changed_meanwhile', { noun: 'customer' })
	await emit(scope, {
		kind: 'customer.tax_details_checked',
		subject: { kind: 'customer', id: customerId },
		customerId,
		facts: { partyId },
	})
}
