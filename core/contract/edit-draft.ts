import type { Scope } from '../act.ts'
import { releaseGone } from '../equipment/follow-lines.ts'
import { emit } from '../event.ts'
import { keepLocked } from '../field-right/keep.ts'
import { refuseLockedOwn } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { readOwnValues } from '../own-field/read.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { permit } from '../permit.ts'
import { refuseParts } from '../product/refuse-parts.ts'
import { followDraft } from '../quote/follow-draft.ts'
import { keepDraftPlans, readDraftPlans } from '../receivable/draft-plans.ts'
import { refuse } from '../refusal.ts'
import { refuseSale, refuseUnfilled } from './create.ts'
import { readAgreedDiscounts } from './discounts.ts'
import { readDraft } from './find-draft.ts'
import { type CheckedLine, type ContractInput, checkContract } from './input.ts'
import { keepLines } from './keep-lines.ts'
import { type LockedContract, lockContract } from './lock.ts'
import { stateAfter } from './state.ts'
import { refuseUnknownType } from './types.ts'
import { writeOriginals } from './write.ts'

/** `version` is the one the person saw. The customer stays; everything else is as given. */
export type EditDraft = Omit<ContractInput, 'customerId' | 'number'> & { id: string; version: number }

/** Writes a draft anew; its discounts stay as they are where none are given. Refuses `changed_meanwhile`, `contract.not_allowed_in_state`, `line.not_whole`, `collection_plan.covers_line`, `own_field.required`, `own_field.value_wrong`, `field.locked` and what `checkContract` refuses. */
export async function editDraft(scope: Scope, input: EditDraft): Promise<{ id: string; version: number }> {
	permit(scope, 'contract.write')
	const { sql } = scope
	const before = await lockContract(scope, input.id)
	stateAfter('edit', before)
	if (before.version !== input.version) refuse('changed_meanwhile', { noun: 'contract' })
	const contract = checkContract({ ...(await kept(scope, before, input)), customerId: before.customerId })
	if (contract.currency !== before.currency)
		refuse('contract.currency_mismatch', { contract: contract.currency, customer: before.currency })
	if (before.direction === 'payable') refuseSale(contract, before.number)
	await refuseParts(scope, contract.lines, before.id)
	await refuseUnknownType(scope, contract.type, await typeOf(scope, before.id))
	if (contract.own) await refuseUnfilled(scope, contract, before.state)
	await sql`
		update contract set title = ${contract.title}, owner_id = ${contract.ownerId ?? null}, group_id = ${contract.groupId ?? null},
			type = ${contract.type}, starts_on = ${contract.startsOn}, ends_on = ${contract.endsOn ?? null},
			anchor_on = ${contract.anchorOn ?? contract.startsOn}, alignment = ${contract.alignment}, timing = ${contract.timing},
			prorate = ${contract.prorate}, payment_term_days = ${contract.paymentTermDays ?? scope.company.paymentTermDays},
			notice_days = ${contract.noticeDays ?? scope.company.noticeDays}, renewal = ${contract.renewal},
			term_months = ${contract.termMonths ?? null}, purchase_order = ${contract.purchaseOrder}, access = ${contract.access},
			autopay = ${contract.autopay}, version = version + 1, updated_at = ${scope.now}
		where id = ${before.id}`
	const lines = await withOwn(scope, before.id, contract.lines)
	const discounts = contract.discounts ?? (await readAgreedDiscounts(scope, before.id))
	const plans = await readDraftPlans(scope, before.id)
	await sql`delete from contract_discount where contract_id = ${before.id}`
	await sql`delete from contract_line_state where contract_id = ${before.id}`
	await sql`delete from contract_line where contract_id = ${before.id}`
	await sql`delete from amendment where contract_id = ${before.id}`
	await writeOriginals(scope, [{ ...contract, lines, discounts }], [before])
	await releaseGone(scope, [before.id])
	await keepDraftPlans(scope, before.id, plans)
	await followDraft(scope, before.id)
	await writeOwnValues(scope, 'contract', [{ id: before.id, own: contract.own }])
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id: before.id },
		customerId: before.customerId,
		contractId: before.id,
	})
	return { id: before.id, version: before.version + 1 }
}

/** What the actor may not change stays as it is. Refuses `field.locked`. */
async function kept(scope: Scope, { id, state }: LockedContract, input: EditDraft): Promise<EditDraft> {
	if (!isNarrowed(scope)) return input
	const draft = await readDraft(scope, id)
	const given = keepLocked(scope, 'contract', state, input, { ...draft })
	if (input.own) {
		const { fields, values } = await readOwnValues(scope, { subject: 'contract', ids: [id] })
		const changed = fields.filter(
			({ key }) => (input.own?.[key] ?? values[id]?.[key] ?? '') !== (values[id]?.[key] ?? ''),
		)
		refuseLockedOwn(scope, state, changed)
	}
	return { ...given, lines: keepLines(scope, state, input.lines, draft.lines) }
}

async function typeOf({ sql }: Scope, id: string): Promise<string | undefined> {
	const [row] = await sql<{ type: string }[]>`select type from contract where id = ${id}`
	return row?.type
}

/** What stands in own fields of the lines stays where it is not given anew and there are as many lines as before. */
async function withOwn(scope: Scope, contractId: string, lines: readonly CheckedLine[]): Promise<CheckedLine[]> {
	const before = await scope.sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${contractId} order by position`
	if (before.length !== lines.length || lines.every(({ own }) => own)) return [...lines]
	const { values } = await readOwnValues(scope, { subject: 'line', ids: before.map(({ id }) => id) })
	return lines.map((line, index) => ({ ...line, own: line.own ?? values[before[index]?.id ?? ''] }))
}
