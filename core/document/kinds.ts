import type { Scope } from '../act.ts'
import { findContractTypes } from '../contract/types.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type DocumentKind = {
	id: string
	name: string
	/** Quotes signed in the portal count as it. */
	signed: boolean
	/** Types of contract that must have one; '' stands for every type. */
	requiredFor: string[]
}

export type DocumentRules = { kinds: DocumentKind[]; contractTypes: string[]; typeNames: Record<string, string> }

/** Kinds of documents in their order, what must be there, and the types that contracts have. */
export async function listDocumentKinds(scope: Scope): Promise<DocumentRules> {
	permit(scope, 'document.read')
	const { sql } = scope
	const [kinds, types] = await Promise.all([
		sql<DocumentKind[]>`
			select id, name, signed, array(select contract_type from document_requirement where kind_id = document_kind.id
				order by contract_type) as "requiredFor"
			from document_kind where retired_at is null order by position, id`,
		findContractTypes(scope),
	])
	return {
		kinds: [...kinds],
		contractTypes: types.filter(({ archived }) => !archived).map(({ code }) => code),
		typeNames: Object.fromEntries(types.map(({ code, name }) => [code, name])),
	}
}

/** A kind more, at the end. Refuses `document.kind_taken`, `input.invalid`. */
export async function addDocumentKind(scope: Scope, { name: typed }: { name: string }): Promise<{ id: string }> {
	permit(scope, 'company.write')
	const name = typed.trim()
	if (name === '' || name.length > 80) refuse('input.invalid', { field: 'name', problem: 'missing' })
	const [written] = await scope.sql<{ id: string }[]>`
		insert into document_kind (name, position)
		values (${name}, (select coalesce(max(position), 0) + 1 from document_kind))
		on conflict (lower(name)) do update set retired_at = null where document_kind.retired_at is not null returning id`
	if (!written) return refuse('document.kind_taken', { name })
	await emit(scope, { kind: 'company.updated', subject: { kind: 'document_kind', id: written.id }, facts: { name } })
	return written
}

/** Says for which types of contract a kind must be there ('' for every type). Refuses `not_found`. */
export async function requireDocument(
	scope: Scope,
	{ kindId, contractTypes }: { kindId: string; contractTypes: readonly string[] },
): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	const [kind] = await sql`select from document_kind where id = ${kindId} and retired_at is null for update`
	if (!kind) refuse('not_found', { noun: 'document_kind' })
	await sql`delete from document_requirement where kind_id = ${kindId}`
	await sql`
		insert into document_requirement (kind_id, contract_type)
		select distinct ${kindId}::uuid, type from unnest(${contractTypes as string[]}::text[]) as type`
	const facts = { requiredFor: contractTypes }
	await emit(scope, { kind: 'company.updated', subject: { kind: 'document_kind', id: kindId }, facts })
}

/** No document is kept as this kind any more; those that are stay. Refuses `not_found`. */
export async function retireDocumentKind(scope: Scope, { kindId }: { kindId: string }): Promise<void> {
	permit(scope, 'company.write')
	const retired = await scope.sql`
		update document_kind set retired_at = ${scope.now} where id = ${kindId} and retired_at is null and not signed returning id`
	if (retired.length === 0) refuse('not_found', { noun: 'document_kind' })
	await scope.sql`delete from document_requirement where kind_id = ${kindId}`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'document_kind', id: kindId },
		facts: { retired: true },
	})
}
