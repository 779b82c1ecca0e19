import type { Scope } from '../act.ts'
import { editDraft } from '../contract/edit-draft.ts'
import type { Agreement } from './agreement.ts'
import type { CurrentContract } from './current-contract.ts'
import { readDraft } from './draft-before.ts'
import type { Before } from './fate.ts'
import { findProducts, productKey } from './find-products.ts'
import type { ImportMap } from './map.ts'
import { newContract } from './new-contract.ts'

/** A draft is written anew as the row has it. */
export async function rewriteDraft(
	scope: Scope,
	map: ImportMap,
	agreement: Agreement,
	current: CurrentContract,
): Promise<Partial<Before>> {
	const before = await readDraft(scope, current.id)
	const products = await findProducts(scope, [agreement])
	const [line] = before.lines
	const isSame = line?.productId === (products.get(productKey(agreement))?.productId ?? null)
	const units = new Map([[agreement.record, isSame ? (line?.unit ?? null) : null]])
	const { own: _, ...contract } = newContract(map, [agreement], products, units)
	const lines = [...contract.lines, ...before.lines.slice(1)]
	const ids = await readLineIds(scope, current.id)
	await editDraft(scope, { ...contract, lines, id: current.id, version: current.version })
	await keepSaid(scope, ids, await readLineIds(scope, current.id))
	await scope.sql`
		update contract set attributes = ${scope.sql.json(agreement.record.others)} where id = ${current.id}`
	return { draft: before, attributes: current.attributes }
}

async function readLineIds({ sql }: Scope, contractId: string): Promise<string[]> {
	const rows = await sql<
		{ id: string }[]
	>`select id from contract_line where contract_id = ${contractId} order by position`
	return rows.map(({ id }) => id)
}

/** Lines of a draft are written anew: what imports said of them is of the ones that took their places. */
async function keepSaid({ sql }: Scope, before: readonly string[], after: readonly string[]): Promise<void> {
	await sql`
		update import_said set subject_id = given.after
		from unnest(${before.slice(0, after.length)}::uuid[], ${after.slice(0, before.length)}::uuid[]) as given (before, after)
		where subject_id = given.before`
}
