import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { lockedOf } from '../field-right/locked.ts'
import { sees, seesMoney } from '../field-right/rights.ts'
import { hiddenOf, seen } from '../field-right/seen.ts'
import { may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { PartyRole } from './input.ts'

/** A customer as staff see them. Amounts in minor units of `currency`. */
export type FoundCustomer = {
	id: string
	version: number
	number: string
	name: string
	role: PartyRole
	legalName: string
	language: Language
	currency: string
	email: string
	industry: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
	registrationNumber: string
	phone: string
	groupId: string | null
	groupName: string | null
	ownerId: string | null
	ownerName: string | null
	paymentTermDays: number | null
	/** What is owed and the balance are nothing for who reads no invoices. */
	openMinor: bigint
	overdueMinor: bigint
	/** Money and credit of theirs that settles nothing yet. */
	balanceMinor: bigint
	/** Null for who may not see it. */
	mrrMinor: bigint | null
	contacts: {
		id: string
		name: string
		email: string
		phone: string
		billing: boolean
		guarantor: boolean
		guarantorId: string | null
	}[]
	/** Fields that the actor may not see, as `customer.email`: what they hold is nothing here, and pages leave them out. */
	hidden: string[]
	/** Those that the actor may only see. */
	locked: string[]
}

/** What it brings is told of all its contracts: hidden where it is of any. */
function seenCustomer(
	scope: Scope,
	customer: Omit<FoundCustomer, 'hidden' | 'locked'>,
): Omit<FoundCustomer, 'hidden' | 'locked'> {
	const contacts = customer.contacts.map((contact) => seen(scope, 'customer', contact, null))
	const mrrMinor = sees(scope, 'contract', 'recurring', null) && seesMoney(scope, null) ? customer.mrrMinor : null
	return { ...seen(scope, 'customer', customer, null), contacts, mrrMinor }
}

/** Refuses `not_found`. */
export async function findCustomerForStaff(scope: Scope, { id }: { id: string }): Promise<FoundCustomer> {
	permit(scope, 'customer.read')
	const [customer] = await scope.sql<Omit<FoundCustomer, 'hidden' | 'locked'>[]>`
		select customer.id, customer.version, customer.number, customer.name, customer.role, party.name as "legalName", customer.language,
			customer.currency, customer.email, customer.industry, party.street, party.postal_code as "postalCode", party.city,
			party.region, party.country, party.tax_number as "taxNumber", party.registration_number as "registrationNumber",
			party.phone, customer.group_id as "groupId", staff_group.name as "groupName", customer.owner_id as "ownerId",
			staff_user.name as "ownerName", customer.payment_term_days as "paymentTermDays",
			coalesce(owed.open, 0)::bigint as "openMinor", coalesce(owed.overdue, 0)::bigint as "overdueMinor",
			coalesce((select -sum(amount_minor) from journal_line join journal_entry on journal_entry.id = entry_id
				where journal_entry.customer_id = customer.id and account = 'customer_balance'
					and ${may(scope.actor, 'invoice.read')}), 0)::bigint as "balanceMinor",
			coalesce((select sum(amount_minor) from mrr_movement
				where customer_id = customer.id and moved_on <= ${scope.today}), 0)::bigint as "mrrMinor",
			coalesce((select jsonb_agg(jsonb_build_object('id', contact.id, 'name', contact.name, 'email', contact.email,
					'phone', contact.phone, 'billing', customer_contact.billing, 'guarantor', customer_contact.guarantor,
					'guarantorId', (select party.id from guarantor as party where party.contact_id = contact.id and customer_contact.guarantor)) order by contact.name collate people)
				from customer_contact join contact on contact.id = contact_id where customer_contact.customer_id = customer.id), '[]') as contacts
		from customer join billing_party as party on party.id = customer.billing_party_id
			left join staff_group on staff_group.id = customer.group_id left join staff_user on staff_user.id = customer.owner_id
			left join lateral (
				select sum(total_minor - settled_minor) as open,
					sum(total_minor - settled_minor) filter (where due_on < ${scope.today}) as overdue
				from invoice where customer_id = customer.id and kind = 'invoice' and state = 'issued' and settled_minor < total_minor
					and ${may(scope.actor, 'invoice.read')}
			) as owed on true
		where customer.id = ${id} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	return { ...seenCustomer(scope, customer), hidden: hiddenOf(scope, null), locked: lockedOf(scope, null) }
}
