import type { Scope } from '../../act.ts'
import { editDraft } from '../../contract/edit-draft.ts'
import { releaseGone } from '../../equipment/follow-lines.ts'
import { emit } from '../../event.ts'
import { recordMovements } from '../../movement/record.ts'
import { writeOwnValues } from '../../own-field/values.ts'
import { changePrice, setPlain } from '../apply-changes.ts'
import { type CurrentContract, readCurrentContracts, textHere } from '../current-contract.ts'
import { endContract, undoEnd } from '../end-contract.ts'
import type { RowChange } from '../fate.ts'
import { moveEnd } from '../move-end.ts'
import { ownSaid } from '../own.ts'
import { changedSince, type KeptReason, type UndoRow } from './undo-row.ts'

/** Why rows that changed contracts cannot be taken back, by row; those that can be are absent. */
export async function judgeChangedContracts(
	scope: Scope,
	rows: readonly UndoRow[],
	{ lock }: { lock: boolean },
): Promise<{ reasons: Map<UndoRow, KeptReason>; current: Map<string, CurrentContract> }> {
	const ids = rows.map(({ id }) => id)
	const current = new Map((await readCurrentContracts(scope, ids, { lock })).map((one) => [one.id, one]))
	const reasons = new Map<UndoRow, KeptReason>()
	for (const row of rows) {
		const contract = current.get(row.id)
		if (!contract) reasons.set(row, 'gone')
		else if (!stands(contract, row)) reasons.set(row, 'changed_since')
		else if (!['draft', 'active', 'paused', 'ending'].includes(contract.state)) reasons.set(row, 'refused')
	}
	return { reasons, current }
}

/** Whether everything is as the import made it. */
function stands(contract: CurrentContract, { changes, before }: UndoRow): boolean {
	if ((before?.state === 'draft') !== (contract.state === 'draft')) return false
	return changes.every((change) => textOf(contract, change) === change.theirs)
}

function textOf(contract: CurrentContract, { field, name }: RowChange): string {
	return name === undefined ? textHere(contract, field) : (contract.attributes[name] ?? '')
}

/** Puts one contract back to what it was before a row: in force by adding amendments, a draft by writing it anew. */
export async function putContractBack(scope: Scope, row: UndoRow, current: CurrentContract): Promise<number> {
	const { changes, before, id } = row
	const set = new Map(changes.map(({ field, ours }) => [field, ours]))
	if (before?.draft) {
		await editDraft(scope, { ...before.draft, id, version: current.version })
		await writeOwnValues(scope, 'contract', [{ id, own: ownSaid(set) }])
		await scope.sql`update contract set attributes = ${scope.sql.json(before.attributes ?? {})} where id = ${id}`
	} else {
		const back = { set, attributes: attributesBefore(current, changes), reason: 'import undone' }
		await setPlain(scope, current, back)
		await changePrice(scope, current, back, before?.amendedOn ?? scope.today.toString())
		await putEndBack(scope, row, current, set.get('end'))
	}
	const [after] = await scope.sql<{ version: number }[]>`
		update contract set import_digest = ${before?.digest ?? null} where id = ${id} returning version`
	return (after?.version ?? current.version) - current.version
}

function attributesBefore(current: CurrentContract, changes: readonly RowChange[]): Record<string, string> {
	const attributes = { ...current.attributes }
	for (const { name, ours } of changes) {
		if (name === undefined) continue
		if (ours === '') delete attributes[name]
		else attributes[name] = ours
	}
	return attributes
}

/** `endsOn` as it was: '' for none, undefined where it was not changed. */
async function putEndBack(
	scope: Scope,
	{ id, before }: UndoRow,
	current: CurrentContract,
	endsOn: string | undefined,
): Promise<void> {
	if (endsOn === undefined) return
	const reason = 'import undone'
	if (before?.state === 'ending') {
		await endContract(scope, { id, endsOn, reason })
		return
	}
	if (current.state === 'ending') await undoEnd(scope, { id })
	const [now] = await scope.sql<{ endsOn: string | null }[]>`
		select ends_on::text as "endsOn" from contract where id = ${id}`
	if ((now?.endsOn ?? '') !== endsOn) await moveEnd(scope, { id, endsOn: endsOn || null, reason })
}

type Created = { id: string; version: number; billed: boolean; linked: boolean }

/** Why contracts that a batch created stay, by row. */
export async function judgeNewContracts(
	scope: Scope,
	batchId: string,
	rows: readonly UndoRow[],
	{ lock }: { lock: boolean },
): Promise<Map<UndoRow, KeptReason>> {
	const contracts = await scope.sql<Created[]>`
		select id, version, exists (select from invoice where contract_id = contract.id) as billed,
			exists (select from secure_link where subject_kind = 'contract' and subject_id = contract.id) as linked
		from contract where id = any(${rows.map(({ id }) => id)}::uuid[]) order by id
		${lock ? scope.sql`for update` : scope.sql``}`
	const changed = await changedSince(scope, batchId, contracts)
	const byId = new Map(contracts.map((contract) => [contract.id, contract]))
	const reasons = new Map<UndoRow, KeptReason>()
	for (const row of rows) {
		const contract = byId.get(row.id)
		const reason: KeptReason | undefined = !contract
			? 'gone'
			: contract.billed
				? 'billed'
				: (changed.get(row.id) ?? (contract.linked ? 'link_sent' : undefined))
		if (reason) reasons.set(row, reason)
	}
	return reasons
}

/**
 * Takes contracts away that nothing was built on: those in force are voided, which ends their revenue, and what is void
 * goes with its lines and amendments. Their events stay. Set-based.
 */
export async function removeContracts(scope: Scope, rows: readonly UndoRow[]): Promise<void> {
	const { sql } = scope
	const ids = rows.map(({ id }) => id)
	await sql`delete from contract_billing where contract_id = any(${ids}::uuid[])`
	const voided = await sql<{ id: string; number: string; customerId: string }[]>`
		update contract set state = 'void' where id = any(${ids}::uuid[])
		returning id, number, customer_id as "customerId"`
	await recordMovements(scope, [...new Set(voided.map(({ customerId }) => customerId))])
	await sql`delete from contract_line_state where contract_id = any(${ids}::uuid[])`
	await sql`delete from contract_line where contract_id = any(${ids}::uuid[])`
	await releaseGone(scope, ids)
	await sql`delete from amendment where contract_id = any(${ids}::uuid[])`
	await sql`delete from contract where id = any(${ids}::uuid[])`
	await emit(
		scope,
		...voided.map(({ id, number, customerId }) => ({
			kind: 'contract.removed' as const,
			subject: { kind: 'contract', id },
			customerId,
			contractId: id,
			facts: { number },
		})),
	)
}
