import type { Scope } from '../act.ts'
import { writeActiveContracts } from '../contract/activate.ts'
import { writeContracts } from '../contract/write.ts'
import { permit } from '../permit.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { findAssigned } from './assigned.ts'
import { changeContracts } from './change-contracts.ts'
import { findCustomers } from './find-customers.ts'
import { findProducts } from './find-products.ts'
import { findParts, groupByContract, loadLines, refuseIncomplete, rememberLines } from './lines/of-contracts.ts'
import type { ImportMap } from './map.ts'
import { newContract } from './new-contract.ts'
import type { RowReader, RowRecord } from './record.ts'
import { readUnits } from './sold-units.ts'
import { passNumbers, reportTakenNumbers } from './taken-numbers.ts'

/** A contract that is here already: its id, and what the last import said. */
export type KnownContract = { id: string; digest: string | null }

/**
 * Loads rows of contracts: new ones are written with all their lines and brought into force, known ones changed by
 * amendments where the file has changed. Rows that cannot be taken get their problems and are left out; the others get
 * what they did. Runs in the transaction of its chunk.
 */
export async function loadContracts(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<void> {
	permit(scope, 'import.run')
	permit(scope, 'contract.write')
	await findAssigned(scope, map, reader, records)
	const groups = groupByContract(records, reader)
	const known = await findKnown(scope, map.source, [...groups.keys()])
	const parts = await findParts(scope, map, known, groups)
	const sound = records.filter((record) => record.problems.length === 0 && !parts.has(record))
	const customers = await findCustomers(scope, map, reader, sound)
	const agreements = [...customers].flatMap(([record, customer]) => agreementOf(map, reader, record, customer) ?? [])
	const fresh = new Map<string, Agreement[]>()
	const old: { agreement: Agreement; known: KnownContract }[] = []
	for (const agreement of agreements) {
		const contract = known.get(agreement.key)
		if (!contract) fresh.set(agreement.key, [...(fresh.get(agreement.key) ?? []), agreement])
		else if (contract.digest === agreement.digest) agreement.record.outcome = { fate: 'unchanged', id: contract.id }
		else old.push({ agreement, known: contract })
	}
	for (const [key, rows] of groups) if (!known.has(key)) refuseIncomplete(rows)
	await createFresh(scope, map, reader, fresh)
	await changeContracts(scope, map, reader, old)
	await loadLines(scope, map, reader, parts)
}

async function findKnown(scope: Scope, source: string, keys: readonly string[]): Promise<Map<string, KnownContract>> {
	const rows = await scope.sql<(KnownContract & { key: string })[]>`
		select id, import_key as key, import_digest as digest from contract
		where import_source = ${source} and import_key = any(${[...keys]}::text[])`
	return new Map(rows.map((row) => [row.key, row]))
}

async function createFresh(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	fresh: ReadonlyMap<string, readonly Agreement[]>,
): Promise<void> {
	const heads = [...fresh.values()].flatMap(([head]) => (head ? [head.record] : []))
	await reportTakenNumbers(scope, 'contract', heads, reader.columnOf)
	for (const rows of fresh.values()) refuseIncomplete(rows.map(({ record }) => record))
	const sound = [...fresh.values()].filter((rows) => rows.every(({ record }) => record.problems.length === 0))
	if (sound.length === 0) return
	const numbers = sound.flatMap(([head]) =>
		typeof head?.record.values.number === 'string' ? [head.record.values.number] : [],
	)
	await passNumbers(scope, 'contract', numbers)
	const products = await findProducts(scope, sound.flat())
	const units = await readUnits(scope, reader, sound.flat(), products)
	for (const rows of sound) refuseIncomplete(rows.map(({ record }) => record))
	const whole = sound.filter((rows) => rows.every(({ record }) => record.problems.length === 0))
	const contracts = whole.flatMap(([head, ...others]) =>
		head ? [newContract(map, [head, ...others], products, units)] : [],
	)
	const written = await (map.activate ? writeActiveContracts : writeContracts)(scope, contracts)
	for (const [index, rows] of whole.entries())
		for (const { record } of rows) record.outcome = { fate: 'created', id: written[index]?.id ?? '' }
	await rememberLines(
		scope,
		map,
		written.map(({ id }) => id),
		whole,
	)
}
