import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { type NewCustomer, writeCustomers } from '../customer/write.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { permit } from '../permit.ts'
import { findAssigned } from './assigned.ts'
import { changeCustomers } from './change-customers.ts'
import { customerDigest, type KnownRow, textOfField } from './customer-digest.ts'
import type { Digest } from './digest.ts'
import type { ImportMap } from './map.ts'
import { ownSaid } from './own.ts'
import type { RowReader, RowRecord } from './record.ts'
import { passNumbers, reportTakenNumbers } from './taken-numbers.ts'
import { writeContacts } from './write-contacts.ts'

/**
 * Loads rows of customers: new ones are written, known ones changed where the file has changed. Rows that cannot be taken
 * get their problems and are left out; the others get what they did. Set-based; runs in the transaction of its chunk.
 */
export async function loadCustomers(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<void> {
	permit(scope, 'import.run')
	permit(scope, 'customer.write')
	await findAssigned(scope, map, reader, records)
	const sound = records.filter((record) => record.problems.length === 0)
	const known = await findKnown(scope, map.source, sound)
	const fresh: { record: RowRecord; digest: Digest }[] = []
	const old: KnownRow[] = []
	for (const record of sound) {
		const row = known.get(String(record.values.key))
		const after = customerDigest(reader, record)
		if (!row) fresh.push({ record, digest: after })
		else if (row.digest === after) record.outcome = { fate: 'unchanged', id: row.id }
		else old.push({ record, id: row.id, before: row.digest, after })
	}
	await createFresh(scope, map, reader, fresh)
	await changeCustomers(scope, map, reader, old)
}

async function findKnown(
	scope: Scope,
	source: string,
	records: readonly RowRecord[],
): Promise<Map<string, { id: string; digest: Digest | null }>> {
	const keys = records.map((record) => String(record.values.key))
	const rows = await scope.sql<{ id: string; key: string; digest: string | null }[]>`
		select id, import_key as key, import_digest as digest from customer
		where import_source = ${source} and import_key = any(${keys}::text[])`
	return new Map(rows.map((row) => [row.key, row]))
}

async function createFresh(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	fresh: readonly { record: RowRecord; digest: Digest }[],
): Promise<void> {
	const records = fresh.map(({ record }) => record)
	await reportTakenNumbers(scope, 'customer', records, reader.columnOf)
	const sound = fresh.filter(({ record }) => record.problems.length === 0)
	if (sound.length === 0) return
	const numbers = sound.flatMap(({ record: { values } }) => (typeof values.number === 'string' ? [values.number] : []))
	await passNumbers(scope, 'customer', numbers)
	const written = await writeCustomers(
		scope,
		sound.map(({ record, digest }) => newCustomer(scope, map, record, digest)),
	)
	await writeOwnValues(
		scope,
		'customer',
		sound.map(({ record }, index) => ({ id: written[index]?.id ?? '', own: ownSaid(Object.entries(record.values)) })),
	)
	await writeContacts(
		scope,
		sound.map(({ record }, index) => ({ customerId: written[index]?.id ?? '', values: record.values })),
	)
	for (const [index, { record }] of sound.entries()) record.outcome = { fate: 'created', id: written[index]?.id ?? '' }
}

function newCustomer(scope: Scope, map: ImportMap, record: RowRecord, digest: Digest): NewCustomer {
	const { values } = record
	const text = (field: string) => textOfField(record, field)
	return {
		...record.assigned,
		...(typeof values.number === 'string' && { number: values.number }),
		name: text('name'),
		language: (values.language as Language | null | undefined) ?? scope.company.language,
		currency: text('currency') || scope.company.currency,
		email: text('email'),
		industry: text('industry'),
		paymentTermDays: typeof values.paymentTermDays === 'number' ? values.paymentTermDays : null,
		party: {
			name: text('legalName') || text('name'),
			street: text('street'),
			postalCode: text('postalCode'),
			city: text('city'),
			region: text('region'),
			country: text('country'),
			taxNumber: text('taxNumber'),
			registrationNumber: text('registrationNumber'),
			email: text('email'),
			phone: text('phone'),
		},
		imported: { source: map.source, key: text('key'), digest },
		attributes: record.others,
	}
}
