import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { keepLocked } from '../field-right/keep.ts'
import { refuseLockedOwn } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import type { OwnValues } from '../own-field/own-field.ts'
import { readOwnValues } from '../own-field/read.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { type CustomerInput, checkCustomer, type PartyRole, partyOf } from './input.ts'
import { isPaid, writeParties } from './write.ts'

type Before = Record<string, unknown> & {
	name: string
	version: number
	role: PartyRole
	currency: string
	billing_party_id: string
}

/** `version` is the one the person saw: somebody else's change in between is refused, not overwritten. */
export type EditCustomer = CustomerInput & { id: string; version: number }

/**
 * Changes a customer; own fields only where they are given, and then all of them. What has been issued keeps the name and address it was issued with.
 * Refuses `input.invalid`, `not_found`, `changed_meanwhile`, `customer.currency_in_use`, `customer.keeps_side`, `customer.vat_number_wrong`,
 * `own_field.required`, `own_field.value_wrong`, `field.locked`.
 */
export async function editCustomer(scope: Scope, input: EditCustomer): Promise<{ id: string; version: number }> {
	permit(scope, 'customer.write')
	const { sql } = scope
	const [before] = await sql<Before[]>`
		select customer.name, version, role, currency, billing_party_id, customer.email, industry, owner_id as "ownerId",
			group_id as "groupId", payment_term_days as "paymentTermDays", party.phone, street, postal_code as "postalCode", city,
			region, country, tax_number as "taxNumber", registration_number as "registrationNumber"
		from customer join billing_party as party on party.id = billing_party_id
		where customer.id = ${input.id} and ${reach(scope).customer()} for update of customer`
	if (!before) refuse('not_found', { noun: 'customer' })
	if (before.version !== input.version) refuse('changed_meanwhile', { noun: 'customer' })
	const given = keepLocked(scope, 'customer', null, input, before)
	const customer = checkCustomer(scope, { ...given, role: input.role ?? before.role })
	if (customer.own) await refuseLockedValues(scope, input.id, customer.own)
	if (isPaid(customer.role) !== isPaid(before.role)) refuse('customer.keeps_side', { name: before.name })
	if (customer.currency !== before.currency) await refuseCurrencyInUse(scope, input.id, before.currency)
	const party = partyOf(customer)
	const partyId = (await isSameParty(scope, before.billing_party_id, party))
		? before.billing_party_id
		: (await writeParties(scope, [party]))[0]
	// What staff write of these counts as checked; what they leave as it was does not.
	const says = (['country', 'region', 'taxNumber'] as const).some((field) => party[field] !== before[field])
	await sql`
		update customer set name = ${customer.name}, role = ${customer.role}, language = ${customer.language}, currency = ${customer.currency},
			email = ${customer.email}, industry = ${customer.industry ?? ''}, group_id = ${customer.groupId ?? null},
			owner_id = ${customer.ownerId ?? null}, payment_term_days = ${customer.paymentTermDays ?? null},
			billing_party_id = ${partyId ?? before.billing_party_id}, taxed_as_id = ${says ? null : sql`taxed_as_id`},
			version = version + 1, updated_at = ${scope.now}
		where id = ${input.id}`
	if (customer.own) await writeOwnValues(scope, 'customer', [{ id: input.id, own: customer.own }], { complete: true })
	await emit(scope, { kind: 'customer.updated', subject: { kind: 'customer', id: input.id }, customerId: input.id })
	return { id: input.id, version: before.version + 1 }
}

async function refuseLockedValues(scope: Scope, id: string, own: OwnValues): Promise<void> {
	if (!isNarrowed(scope)) return
	const { fields, values } = await readOwnValues(scope, { subject: 'customer', ids: [id] })
	const was = values[id] ?? {}
	refuseLockedOwn(
		scope,
		null,
		fields.filter(({ key }) => (own[key] ?? was[key] ?? '') !== (was[key] ?? '')),
	)
}

async function refuseCurrencyInUse(scope: Scope, id: string, currency: string): Promise<void> {
	const [used] = await scope.sql`select from contract where customer_id = ${id} limit 1`
	if (used) refuse('customer.currency_in_use', { currency })
}

async function isSameParty(scope: Scope, id: string, party: ReturnType<typeof partyOf>): Promise<boolean> {
	const [same] = await scope.sql`
		select from billing_party where id = ${id} and name = ${party.name} and street = ${party.street}
			and postal_code = ${party.postalCode} and city = ${party.city} and region = ${party.region}
			and country = ${party.country} and tax_number = ${party.taxNumber}
			and registration_number = ${party.registrationNumber} and email = ${party.email} and phone = ${party.phone}`
	return same !== undefined
}
