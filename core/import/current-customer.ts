import type { Scope } from '../act.ts'
import type { Party } from '../customer/write.ts'
import { assignedHere } from './assigned.ts'
import { attributesText } from './changes.ts'
import { isOwnName, ownHere } from './own.ts'

/** A known customer as it stands, with its address. */
export type CurrentCustomer = {
	id: string
	number: string
	name: string
	language: string
	currency: string
	email: string
	industry: string
	paymentTermDays: number | null
	attributes: Record<string, string>
	version: number
	partyId: string
	/** What of it has been checked, where that is another party's. */
	taxedAsId: string | null
	party: Party
	hasContracts: boolean
	/** Their address, and the group's name. */
	owner: string
	group: string
	/** What stands in own fields, by their keys. */
	own: Record<string, string>
}

export const partyFields = [
	'street',
	'postalCode',
	'city',
	'region',
	'country',
	'taxNumber',
	'registrationNumber',
	'phone',
] as const

/** By these the tax is decided. */
export const taxFields = ['country', 'region', 'taxNumber'] as const

type FlatRow = Omit<CurrentCustomer, 'party'> & Party & { partyName: string; partyEmail: string }

/** Locks these customers, or with `lock: false` only reads them. */
export async function readCurrentCustomers(
	scope: Scope,
	ids: readonly string[],
	{ lock = true }: { lock?: boolean } = {},
): Promise<Map<string, CurrentCustomer>> {
	const rows = await scope.sql<FlatRow[]>`
		select customer.id, customer.number, customer.name, customer.language, customer.currency, customer.email,
			customer.industry, customer.payment_term_days as "paymentTermDays", customer.attributes, customer.version,
			customer.billing_party_id as "partyId", customer.taxed_as_id as "taxedAsId", party.name as "partyName", party.email as "partyEmail", party.street,
			party.postal_code as "postalCode", party.city, party.region, party.country, party.tax_number as "taxNumber",
			party.registration_number as "registrationNumber", party.phone,
			exists (select from contract where contract.customer_id = customer.id) as "hasContracts", ${assignedHere(scope, 'customer')}, ${ownHere(scope, 'customer')} as own
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = any(${ids as string[]}::uuid[]) order by customer.id
		${lock ? scope.sql`for update of customer` : scope.sql``}`
	return new Map(
		rows.map(
			({
				partyName,
				partyEmail,
				street,
				postalCode,
				city,
				region,
				country,
				taxNumber,
				registrationNumber,
				phone,
				...row
			}) => [
				row.id,
				{
					...row,
					party: {
						name: partyName,
						email: partyEmail,
						street,
						postalCode,
						city,
						region,
						country,
						taxNumber,
						registrationNumber,
						phone,
					},
				},
			],
		),
	)
}

/** What stands here, as the text that a digest is made of. People are only ever added, so theirs is never compared. */
export function customerText(customer: CurrentCustomer, field: string): string | undefined {
	if (field === 'attributes') return attributesText(customer.attributes)
	if (isOwnName(field)) return customer.own[field] ?? ''
	if (field === 'legalName') return customer.party.name === customer.name ? '' : customer.party.name
	if (field === 'paymentTermDays') return customer.paymentTermDays === null ? '' : String(customer.paymentTermDays)
	const party = partyFields.find((name) => name === field)
	if (party) return customer.party[party]
	if (field === 'number' || field === 'name' || field === 'email' || field === 'language') return customer[field]
	if (field === 'currency' || field === 'industry' || field === 'owner' || field === 'group') return customer[field]
	return undefined
}
