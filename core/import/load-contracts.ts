import type { Scope } from '../act.ts'
import { writeActiveContracts } from '../contract/activate.ts'
import { writeContracts } from '../contract/write.ts'
import { permit } from '../permit.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { changeContracts } from './change-contracts.ts'
import { findCustomers } from './find-customers.ts'
import { findProducts, productKey } from './find-products.ts'
import type { ImportMap } from './map.ts'
import { newContract } from './new-contract.ts'
import type { RowReader, RowRecord } from './record.ts'
import { passNumbers, reportTakenNumbers } from './taken-numbers.ts'

/** A contract that is here already: its id, and what the last import said. */
export type KnownContract = { id: string; digest: string | null }

/**
 * Loads rows of contracts: new ones are written and brought into force, known ones changed by amendments where the file
 * has changed. Rows that cannot be taken get their problems and are left out; the others get what they did. Runs in the
 * transaction of its chunk.
 */
export async function loadContracts(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	records: readonly RowRecord[],
): Promise<void> {
	permit(scope, 'import.run')
	permit(scope, 'contract.write')
	const sound = records.filter((record) => record.problems.length === 0)
	const customers = await findCustomers(scope, map, reader, sound)
	const agreements = [...customers].flatMap(([record, customer]) => agreementOf(map, reader, record, customer) ?? [])
	const known = await findKnown(scope, map.source, agreements)
	const fresh: Agreement[] = []
	const old: { agreement: Agreement; known: KnownContract }[] = []
	for (const agreement of agreements) {
		const contract = known.get(agreement.key)
		if (!contract) fresh.push(agreement)
		else if (contract.digest === agreement.digest) agreement.record.outcome = { fate: 'unchanged', id: contract.id }
		else old.push({ agreement, known: contract })
	}
	await createFresh(scope, map, reader, fresh)
	await changeContracts(scope, map, reader, old)
}

async function findKnown(
	scope: Scope,
	source: string,
	agreements: readonly Agreement[],
): Promise<Map<string, KnownContract>> {
	const keys = agreements.map((agreement) => agreement.key)
	const rows = await scope.sql<(KnownContract & { key: string })[]>`
		select id, import_key as key, import_digest as digest from contract
		where import_source = ${source} and import_key = any(${keys}::text[])`
	return new Map(rows.map((row) => [row.key, row]))
}

async function createFresh(
	scope: Scope,
	map: ImportMap,
	reader: RowReader,
	fresh: readonly Agreement[],
): Promise<void> {
	const records = fresh.map((agreement) => agreement.record)
	await reportTakenNumbers(scope, 'contract', records, reader.columnOf)
	const sound = fresh.filter(({ record }) => record.problems.length === 0)
	if (sound.length === 0) return
	const numbers = sound.flatMap(({ record }) =>
		typeof record.values.number === 'string' ? [record.values.number] : [],
	)
	await passNumbers(scope, 'contract', numbers)
	const products = await findProducts(scope, sound)
	const contracts = sound.map((agreement) => newContract(map, agreement, products.get(productKey(agreement))))
	const written = await (map.activate ? writeActiveContracts : writeContracts)(scope, contracts)
	for (const [index, { record }] of sound.entries()) record.outcome = { fate: 'created', id: written[index]?.id ?? '' }
}
