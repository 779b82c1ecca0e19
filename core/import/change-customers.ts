import type { Scope } from '../act.ts'
import { type Party, writeParties } from '../customer/write.ts'
import { emit } from '../event.ts'
import { attributesText, type Change, changesOf } from './changes.ts'
import { customerDigestFields, type KnownRow, textOfField } from './customer-digest.ts'
import { mergeDigests } from './digest.ts'
import type { ImportMap } from './map.ts'
import { shorten } from './problem.ts'
import { type RowReader, report } from './record.ts'
import { writeContacts } from './write-contacts.ts'

type Current = {
	id: string
	number: string
	name: string
	language: string
	currency: string
	email: string
	industry: string
	paymentTermDays: number | null
	attributes: Record<string, string>
	partyId: string
	party: Party
	hasContracts: boolean
}

type Pending = { row: KnownRow; current: Current; changes: Change[] }

const partyFields = [
	'street',
	'postalCode',
	'city',
	'region',
	'country',
	'taxNumber',
	'registrationNumber',
	'phone',
] as const
const contactFields = ['contactName', 'contactEmail', 'contactPhone']

/** Changes known customers where their rows have changed. A new address is a new party: what was issued keeps the old. */
export async function changeCustomers(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	rows: readonly KnownRow[],
): Promise<{ updated: number; unchanged: number }> {
	if (rows.length === 0) return { updated: 0, unchanged: 0 }
	const current = await readCurrent(
		scope,
		rows.map((row) => row.id),
	)
	const pending: Pending[] = []
	for (const row of rows) {
		const customer = current.get(row.id)
		if (!customer) continue
		const changes = changesOf(row.record, map, reader.columnOf, {
			fields: customerDigestFields,
			before: row.before,
			after: row.after,
			ours: (field) => textHere(customer, field),
			theirs: (field) => textOfField(row.record, field),
		})
		refuseFixed(row, customer, changes, reader)
		if (row.record.problems.length === 0) pending.push({ row, current: customer, changes })
	}
	await write(scope, pending)
	const updated = pending.filter(({ changes }) => changes.length > 0).length
	return { updated, unchanged: pending.length - updated }
}

async function readCurrent(scope: Scope, ids: readonly string[]): Promise<Map<string, Current>> {
	const rows = await scope.sql<(Omit<Current, 'party'> & Party & { partyName: string; partyEmail: string })[]>`
		select customer.id, customer.number, customer.name, customer.language, customer.currency, customer.email,
			customer.industry, customer.payment_term_days as "paymentTermDays", customer.attributes,
			customer.billing_party_id as "partyId", party.name as "partyName", party.email as "partyEmail", party.street,
			party.postal_code as "postalCode", party.city, party.region, party.country, party.tax_number as "taxNumber",
			party.registration_number as "registrationNumber", party.phone,
			exists (select from contract where contract.customer_id = customer.id) as "hasContracts"
		from customer join billing_party as party on party.id = customer.billing_party_id
		where customer.id = any(${ids as string[]}::uuid[]) order by customer.id for update of customer`
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
function textHere(customer: Current, field: string): string | undefined {
	if (field === 'attributes') return attributesText(customer.attributes)
	if (field === 'legalName') return customer.party.name === customer.name ? '' : customer.party.name
	if (field === 'paymentTermDays') return customer.paymentTermDays === null ? '' : String(customer.paymentTermDays)
	const party = partyFields.find((name) => name === field)
	if (party) return customer.party[party]
	if (field === 'number' || field === 'name' || field === 'email' || field === 'language') return customer[field]
	if (field === 'currency' || field === 'industry') return customer[field]
	return undefined
}

function refuseFixed(row: KnownRow, customer: Current, changes: readonly Change[], reader: RowReader): void {
	for (const { field, ours, theirs } of changes) {
		const fixed =
			field === 'number' || (field === 'currency' && customer.hasContracts) || (field === 'name' && theirs === '')
		if (fixed)
			report(
				row.record,
				'cannot_change',
				{ ours: shorten(ours), theirs: shorten(theirs) },
				field,
				reader.columnOf(field),
			)
	}
}

async function write(scope: Scope, pending: readonly Pending[]): Promise<void> {
	const next = pending.map(({ row, current, changes }) => merge(scope, row, current, changes))
	const moved = next.filter((one) => one.newParty)
	const parties = await writeParties(
		scope,
		moved.map((one) => one.party),
	)
	for (const [index, one] of moved.entries()) one.partyId = parties[index] ?? one.partyId
	const column = <Value>(value: (one: Merged) => Value) => next.map(value)
	await scope.sql`
		update customer set name = given.name, language = given.language, currency = given.currency, email = given.email,
			industry = given.industry, payment_term_days = given.payment_term_days, attributes = given.attributes::jsonb,
			billing_party_id = given.party_id, import_digest = given.digest,
			version = version + given.changed, updated_at = case given.changed when 1 then ${scope.now} else updated_at end
		from unnest(${column((one) => one.id)}::uuid[], ${column((one) => one.name)}::text[],
			${column((one) => one.language)}::text[], ${column((one) => one.currency)}::text[],
			${column((one) => one.email)}::text[], ${column((one) => one.industry)}::text[],
			${column((one) => one.paymentTermDays)}::integer[], ${column((one) => JSON.stringify(one.attributes))}::text[],
			${column((one) => one.partyId)}::uuid[], ${column((one) => one.digest)}::text[],
			${column((one) => (one.changed ? 1 : 0))}::integer[])
			as given (id, name, language, currency, email, industry, payment_term_days, attributes, party_id, digest, changed)
		where customer.id = given.id`
	const changed = pending.filter(({ changes }) => changes.length > 0)
	await writeContacts(
		scope,
		changed
			.filter(({ changes }) => changes.some(({ field }) => contactFields.includes(field)))
			.map(({ row }) => ({ customerId: row.id, values: row.record.values })),
	)
	await emit(
		scope,
		...changed.map(({ row, changes }) => ({
			kind: 'customer.updated' as const,
			subject: { kind: 'customer', id: row.id },
			customerId: row.id,
			facts: { imported: true, fields: changes.map(({ field }) => field) },
		})),
	)
}

type Merged = Omit<Current, 'number' | 'hasContracts'> & { digest: string; changed: boolean; newParty: boolean }

function merge(scope: Scope, row: KnownRow, current: Current, changes: readonly Change[]): Merged {
	const given = new Map(changes.map(({ field, theirs }) => [field, theirs]))
	const take = (field: string, otherwise: string) => given.get(field) ?? otherwise
	const name = take('name', current.name)
	const ownName = current.party.name === current.name ? name : current.party.name
	const term = take('paymentTermDays', current.paymentTermDays === null ? '' : String(current.paymentTermDays))
	const party: Party = { ...current.party, name: given.has('legalName') ? take('legalName', '') || name : ownName }
	for (const field of partyFields) party[field] = take(field, party[field])
	party.email = take('email', party.email)
	return {
		id: row.id,
		name,
		language: take('language', current.language) || scope.company.language,
		currency: take('currency', current.currency) || current.currency,
		email: take('email', current.email),
		industry: take('industry', current.industry),
		paymentTermDays: term === '' ? null : Number(term),
		attributes: given.has('attributes') ? row.record.others : current.attributes,
		partyId: current.partyId,
		party,
		digest: mergeDigests(row.before, row.after),
		changed: changes.length > 0,
		newParty: JSON.stringify(party) !== JSON.stringify({ ...current.party }),
	}
}
