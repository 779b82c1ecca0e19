import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { type Change, changesOf, type Difference, digestAfter, shownChanges } from './changes.ts'
import { type CurrentCustomer, customerText, readCurrentCustomers } from './current-customer.ts'
import { customerDigestFields, type KnownRow, textOfField } from './customer-digest.ts'
import type { ImportMap } from './map.ts'
import { withOwnPlaces } from './own.ts'
import { shorten } from './problem.ts'
import { type RowReader, report } from './record.ts'
import { rewriteCustomers } from './rewrite-customers.ts'
import { writeContacts } from './write-contacts.ts'

type Pending = { row: KnownRow; current: CurrentCustomer; difference: Difference; digest: string }

const contactFields = ['contactName', 'contactEmail', 'contactPhone']

/** Changes known customers where their rows have changed, and notes what each row did. Set-based. */
export async function changeCustomers(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	rows: readonly KnownRow[],
): Promise<void> {
	if (rows.length === 0) return
	const current = await readCurrentCustomers(
		scope,
		rows.map((row) => row.id),
	)
	const pending: Pending[] = []
	for (const row of rows) {
		const customer = current.get(row.id)
		if (!customer) continue
		const sides = {
			fields: withOwnPlaces(customerDigestFields, reader.given),
			before: row.before,
			after: row.after,
			ours: (field: string) => customerText(customer, field),
			theirs: (field: string) => textOfField(row.record, field),
		}
		const difference = changesOf(row.record, map, reader.columnOf, sides)
		refuseFixed(row, customer, difference.taken, reader)
		if (row.record.problems.length > 0) continue
		pending.push({ row, current: customer, difference, digest: digestAfter(sides, difference) })
	}
	await write(scope, pending)
}

function refuseFixed(row: KnownRow, customer: CurrentCustomer, changes: readonly Change[], reader: RowReader): void {
	for (const { field, ours, theirs } of changes) {
		const fixed =
			field === 'number' || (field === 'currency' && customer.hasContracts) || (field === 'name' && theirs === '')
		if (!fixed) continue
		const facts = { ours: shorten(ours), theirs: shorten(theirs) }
		report(row.record, 'cannot_change', facts, field, reader.columnOf(field))
	}
}

async function write(scope: Scope, pending: readonly Pending[]): Promise<void> {
	await rewriteCustomers(
		scope,
		pending.map(({ row, current, difference, digest }) => ({
			current,
			set: new Map(difference.taken.map(({ field, theirs }) => [field, theirs])),
			attributes: difference.taken.some(({ field }) => field === 'attributes') ? row.record.others : current.attributes,
			digest,
		})),
	)
	const changed = pending.filter(({ difference }) => difference.taken.length > 0)
	const joined = await writeContacts(
		scope,
		changed
			.filter(({ difference }) => difference.taken.some(({ field }) => contactFields.includes(field)))
			.map(({ row }) => ({ customerId: row.id, values: row.record.values })),
	)
	await emit(
		scope,
		...changed.map(({ row, difference }) => ({
			kind: 'customer.updated' as const,
			subject: { kind: 'customer', id: row.id },
			customerId: row.id,
			facts: { imported: true, fields: difference.taken.map(({ field }) => field) },
		})),
	)
	for (const one of pending) noteOutcome(one, joined.get(one.row.id) ?? [])
}

function noteOutcome({ row, current, difference }: Pending, contacts: string[]): void {
	const { taken, kept } = difference
	if (taken.length + kept.length === 0) {
		row.record.outcome = { fate: 'unchanged', id: row.id }
		return
	}
	row.record.outcome = {
		fate: kept.length > 0 ? 'conflict' : 'updated',
		id: row.id,
		changes: shownChanges(difference),
		...(taken.length > 0 && {
			before: {
				digest: row.before,
				version: current.version,
				versionAfter: current.version + 1,
				...(contacts.length > 0 && { contacts }),
				...(current.taxedAsId !== null && { taxedAsId: current.taxedAsId }),
			},
		}),
	}
}
