import type { Scope } from '../act.ts'
import { lockContract } from '../contract/lock.ts'
import { stateAfter } from '../contract/state.ts'
import { emit } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A kind that a contract must have, and whether it does. */
export type Required = { kindId: string; name: string; there: boolean }

export type Completeness = {
	required: Required[]
	filed: { on: string; by: string; missing: string[]; reason: string } | null
}

/** What must be among a contract's documents, and how it was filed. Refuses `not_found`. */
export async function findCompleteness(scope: Scope, { contractId }: { contractId: string }): Promise<Completeness> {
	permit(scope, 'document.read')
	const { sql } = scope
	const [contract] = await sql<{ filed: Completeness['filed'] }[]>`
		select (select jsonb_build_object('on', filed_on, 'by', staff_user.name, 'missing', missing, 'reason', reason)
			from contract_filing join staff_user on staff_user.id = filed_by where contract_id = contract.id) as filed
		from contract where id = ${contractId} and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	return { required: await readRequired(scope, contractId), filed: contract.filed }
}

/** What a contract must have, and whether it does. A quote that was signed in the portal is there by itself. */
export async function readRequired({ sql }: Pick<Scope, 'sql'>, contractId: string): Promise<Required[]> {
	return await sql<Required[]>`
		select kind.id as "kindId", kind.name, exists (
				select from document where document.contract_id = contract.id and document.kind_id = kind.id and withdrawn_at is null
			) or kind.signed and exists (
				select from quote_acceptance as acceptance join quote on quote.id = acceptance.quote_id where quote.contract_id = contract.id
			) as there
		from contract join document_requirement as needed on needed.contract_type in ('', contract.type)
			join document_kind as kind on kind.id = needed.kind_id
		where contract.id = ${contractId} and kind.retired_at is null
		group by kind.id, contract.id order by kind.position`
}

/**
 * Files a closed contract: nothing is missing, or it is said why not. Refuses `not_found`, `contract.not_allowed_in_state`,
 * `document.missing`.
 */
export async function fileContract(scope: Scope, input: { id: string; reason: string }): Promise<void> {
	permit(scope, 'document.write')
	const { sql, actor, now, today } = scope
	if (actor.kind !== 'staff') return refuse('not_permitted', { action: 'document.write' })
	const contract = await lockContract(scope, input.id)
	const state = stateAfter('file', contract)
	const missing = (await readRequired(scope, contract.id)).flatMap(({ there, name }) => (there ? [] : [name]))
	const reason = input.reason.trim().slice(0, 500)
	if (missing.length > 0 && reason === '') refuse('document.missing', { kinds: missing.join(', ') })
	await sql`
		update contract set state = ${state}, version = version + 1, updated_at = ${now} where id = ${contract.id}`
	await sql`
		insert into contract_filing (contract_id, filed_on, filed_at, filed_by, missing, reason)
		values (${contract.id}, ${today}, ${now}, ${actor.userId}, ${missing}::text[], ${reason})`
	await emit(scope, {
		kind: 'contract.filed',
		subject: { kind: 'contract', id: contract.id },
		...{ customerId: contract.customerId, contractId: contract.id, facts: { missing, reason } },
	})
}
