import type { Scope } from '../../act.ts'
import type { Agreement } from '../agreement.ts'
import { textOfField } from '../customer-digest.ts'
import { digestOf } from '../digest.ts'
import type { KnownContract } from '../load-contracts.ts'
import type { ImportMap } from '../map.ts'
import { isOwnName } from '../own.ts'
import { keyOfLine, lines } from '../plain/lines.ts'
import { loadPlain } from '../plain/load.ts'
import { writeSaid } from '../plain/said.ts'
import { type RowReader, type RowRecord, report, sayValue } from '../record.ts'

/*
 * Several rows of a file of contracts are the lines of one contract. The first row says what the contract is and has its
 * first line; a new contract is written with all of them at once, and a known one gets a further line as a file of lines
 * would give it.
 */

/** What is of the whole contract, and so the same in each of its rows. An empty cell says nothing against it. */
const ofWhole = [
	...['customer', 'customerNumber', 'customerName', 'number', 'title', 'start', 'end', 'currency', 'timing'],
	...['renewal', 'purchaseOrder', 'billFrom', 'paymentTermDays', 'noticeDays', 'owner', 'group'],
]

/** The rows of each contract in the order of the file; what they do not agree about is reported, of the later row. */
export function groupByContract(records: readonly RowRecord[], reader: RowReader): Map<string, RowRecord[]> {
	const groups = new Map<string, RowRecord[]>()
	for (const record of records) {
		const { key } = record.values
		if (typeof key !== 'string') continue
		const group = groups.get(key)
		if (!group) groups.set(key, [record])
		else {
			group.push(record)
			if (record.repeats === undefined && group[0]) reportDifferences(record, group[0], reader)
		}
	}
	return groups
}

function reportDifferences(record: RowRecord, first: RowRecord, { columnOf }: RowReader): void {
	for (const field of ofWhole) {
		const [value, other] = [record.values[field], first.values[field]]
		if (value === null || value === undefined || other === null || other === undefined || value === other) continue
		const facts = { value: sayValue(value), other: sayValue(other), row: String(first.row.number) }
		report(record, 'differs_from_row', facts, field, columnOf(field))
	}
}

/** A new contract comes with all its lines or not at all: one that lacked some would be billed wrong, and nobody would see it. */
export function refuseIncomplete(rows: readonly RowRecord[]): void {
	const wrong = rows.find(({ problems }) => problems.length > 0)
	if (!wrong) return
	for (const record of rows)
		if (record.problems.length === 0) report(record, 'contract_incomplete', { row: String(wrong.row.number) }, '', '')
}

/** Rows that give a known contract a further line, or that are one of which an import said so; with the contract's key. */
export async function findParts(
	{ sql }: Scope,
	map: ImportMap,
	known: ReadonlyMap<string, KnownContract>,
	groups: ReadonlyMap<string, readonly RowRecord[]>,
): Promise<Map<RowRecord, string>> {
	const parts = new Map<RowRecord, string>()
	const ids = [...known.values()].map(({ id }) => id)
	if (ids.length === 0) return parts
	const said = await sql<{ key: string }[]>`
		select said.key from contract_line as line join import_said as said on said.subject_id = line.id
		where line.contract_id = any(${ids}::uuid[]) and said.subject = 'lines' and said.source = ${map.source}`
	const keys = new Set(said.map(({ key }) => key))
	for (const [key, contract] of known)
		for (const record of groups.get(key) ?? [])
			if (record.follows !== undefined || keys.has(keyOfLine(map, record, contract.id))) parts.set(record, key)
	return parts
}

/** In a file of contracts the days of a line have names of their own. */
const ownNames: Record<string, string> = { contract: 'key', start: 'lineStart', end: 'lineEnd' }
const nameOf = (field: string) => ownNames[field] ?? field

/** The same row as a file of lines would have it, with the problems of the one. */
function asLine(record: RowRecord): RowRecord {
	const { start: _, end: __, key, lineStart, lineEnd, ...values } = record.values
	return {
		...record,
		others: {},
		values: {
			// What a file of contracts says of own fields is said of the contract's.
			...Object.fromEntries(Object.entries(values).filter(([name]) => !isOwnName(name))),
			contract: key,
			...('lineStart' in record.values && { start: lineStart }),
			...('lineEnd' in record.values && { end: lineEnd }),
		},
	}
}

export async function loadLines(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	parts: ReadonlyMap<RowRecord, string>,
): Promise<void> {
	const sound = [...parts.keys()].filter(({ problems }) => problems.length === 0)
	if (sound.length === 0) return
	const own = { ...reader, columnOf: (field: string) => reader.columnOf(nameOf(field)) }
	const asked = sound.map(asLine)
	await loadPlain(lines, scope, { ...map, subject: 'lines' }, own, asked)
	for (const [index, record] of sound.entries()) {
		const { outcome } = asked[index] ?? {}
		if (outcome) record.outcome = outcome
	}
}

/** What the file said of the further lines of new contracts: by that their rows are known again. */
export async function rememberLines(
	scope: Scope,
	map: ImportMap,
	contractIds: readonly string[],
	contracts: readonly (readonly Agreement[])[],
): Promise<void> {
	const several = contracts.flatMap((rows, index) => (rows.length > 1 ? [{ id: contractIds[index] ?? '', rows }] : []))
	if (several.length === 0) return
	const written = await scope.sql<{ id: string; contractId: string; position: number }[]>`
		select id, contract_id as "contractId", position from contract_line
		where contract_id = any(${several.map(({ id }) => id)}::uuid[]) and position > 1`
	const byPlace = new Map(written.map(({ id, contractId, position }) => [`${contractId} ${position}`, id]))
	await writeSaid(
		scope,
		{ subject: 'lines', source: map.source },
		several.flatMap(({ id, rows }) =>
			rows.slice(1).map(({ record, quantity, unitPrice }, index) => {
				const line = asLine({ ...record, values: { ...record.values, quantity, unitPrice } })
				const digest = digestOf(
					lines.fields.map((field) => {
						const given = field in line.values && (line.values[field] !== null || lines.emptied.has(field))
						return given ? textOfField(line, field) : undefined
					}),
				)
				return { key: keyOfLine(map, record, id), digest, id: byPlace.get(`${id} ${index + 2}`) ?? '' }
			}),
		),
	)
}
