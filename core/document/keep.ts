import type { Scope } from '../act.ts'
import { reachesEquipment } from '../equipment/lock.ts'
import { emit } from '../event.ts'
import { fitsName, mostAttachmentBytes, type NewAttachment, safeFileName } from '../message/attachment.ts'
import { may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** The file is in the store already, under its digest. */
export type KeepDocument = {
	file: NewAttachment
	/** Of the form: the same one is one version. */
	key: string
} & (
	| {
			customerId: string
			contractId: string | null
			kindId: string
			/** What the file is called where it is left empty. */
			title: string
			/** Whether the customer finds it on the page of the contract. */
			shared: boolean
	  }
	/** Of a machine; its own file is called as the file where the title is empty. */
	| { equipmentId: string; kindId: string; title: string }
	/** Another version of a document; the older ones stay. */
	| { documentId: string }
)

/** Whoever looks after machines keeps their papers too. */
export function permitWriting(scope: Scope, isOfMachine: boolean): void {
	permit(scope, isOfMachine && may(scope.actor, 'equipment.write') ? 'equipment.write' : 'document.write')
}

export type KeptDocument = { documentId: string; versionId: string }

/**
 * Keeps a file as a new document, or as the next version of one, and has it read for the search. Refuses `not_found`,
 * `input.invalid`, `document.not_shared`, `message.file_too_large`, `message.file_type`.
 */
export async function keepDocument(scope: Scope, input: KeepDocument): Promise<KeptDocument> {
	permitWriting(scope, 'equipmentId' in input)
	const { sql, actor, now } = scope
	if (actor.kind !== 'staff') return refuse('not_permitted', { action: 'document.write' })
	const { mediaType, sizeBytes, sha256 } = input.file
	const fileName = safeFileName(input.file.fileName)
	if (sizeBytes > mostAttachmentBytes) refuse('message.file_too_large', { name: fileName, megabytes: 10 })
	if (!fitsName(mediaType, fileName)) refuse('message.file_type', { name: fileName })
	const known = await findByKey(scope, input.key)
	if (known) return known
	const document =
		'documentId' in input ? await lockDocument(scope, input.documentId) : await begin(scope, input, fileName)
	permitWriting(scope, document.equipmentId !== null)
	const [written] = await sql<{ id: string; number: number }[]>`
		insert into document_version (document_id, number, file_name, media_type, size_bytes, sha256, uploaded_by,
			uploaded_by_name, uploaded_at, key)
		select ${document.id}, (select coalesce(max(number), 0) + 1 from document_version where document_id = ${document.id}),
			${fileName}, ${mediaType}, ${sizeBytes}, ${sha256}, id, name, ${now}, ${input.key}
		from staff_user where id = ${actor.userId} returning id, number`
	if (!written) throw new Error('A version was not written')
	await sql`
		select graphile_worker.add_job('read_document', json_build_object('id', ${written.id}::text),
			job_key := ${`read ${written.id}`}, max_attempts := 3)`
	const { customerId, contractId } = document
	await emit(scope, {
		kind: written.number === 1 ? 'document.added' : 'document.version_added',
		subject: { kind: 'document', id: document.id },
		...{ customerId, contractId, facts: { versionId: written.id, number: written.number, fileName } },
	})
	return { documentId: document.id, versionId: written.id }
}

type Owned = { id: string; customerId: string | null; contractId: string | null; equipmentId: string | null }

/** Refuses `not_found`, also for one that was withdrawn. */
export async function lockDocument(scope: Scope, id: string): Promise<Owned> {
	const [document] = await scope.sql<Owned[]>`
		select id, customer_id as "customerId", contract_id as "contractId", equipment_id as "equipmentId" from document
		where id = ${id} and withdrawn_at is null and ${reachesDocument(scope)} for update`
	return document ?? refuse('not_found', { noun: 'document' })
}

/** Condition on `document`: one of a contract or a machine is reached through it, one of a customer through them. */
export function reachesDocument(scope: Scope) {
	const { customer, contract } = reach(scope)
	return scope.sql`case
		when document.equipment_id is not null then ${scope.actor.kind === 'staff' || scope.actor.kind === 'system'} and exists (
			select from equipment where equipment.id = document.equipment_id and ${reachesEquipment(scope)})
		when document.contract_id is null then ${customer('document.customer_id')}
		else ${contract('document.contract_id', 'document.customer_id')} end`
}

type Fresh = Extract<KeepDocument, { kindId: string }>

async function begin(scope: Scope, input: Fresh, fileName: string): Promise<Owned> {
	const { sql, now } = scope
	const title = (input.title.trim() || fileName).slice(0, 200)
	const { customerId, contractId, equipmentId, shared } = await whose(scope, input)
	const [kind] = await sql`select from document_kind where id = ${input.kindId} and retired_at is null`
	if (!kind) refuse('input.invalid', { field: 'kindId', problem: 'unknown' })
	const [written] = await sql<Owned[]>`
		insert into document (customer_id, contract_id, equipment_id, kind_id, title, shared, created_at)
		values (${customerId}, ${contractId}, ${equipmentId}, ${input.kindId}, ${title}, ${shared}, ${now})
		returning id, customer_id as "customerId", contract_id as "contractId", equipment_id as "equipmentId"`
	if (!written) throw new Error('A document was not written')
	return written
}

async function whose(scope: Scope, input: Fresh): Promise<Omit<Owned, 'id'> & { shared: boolean }> {
	const { sql } = scope
	if ('equipmentId' in input) {
		const { equipmentId } = input
		const [machine] = await sql`select from equipment where id = ${equipmentId} and ${reachesEquipment(scope)}`
		if (!machine) refuse('not_found', { noun: 'equipment' })
		return { customerId: null, contractId: null, equipmentId, shared: false }
	}
	const { customerId, contractId, shared } = input
	const [owner] = contractId
		? await sql`select from contract where id = ${contractId} and customer_id = ${customerId} and ${reach(scope).contract()}`
		: await sql`select from customer where id = ${customerId} and ${reach(scope).customer()}`
	if (!owner) refuse('not_found', { noun: contractId ? 'contract' : 'customer' })
	if (shared && !contractId) refuse('document.not_shared', {})
	return { customerId, contractId, equipmentId: null, shared }
}

async function findByKey({ sql }: Scope, key: string): Promise<KeptDocument | undefined> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 70))`
	const [known] = await sql<KeptDocument[]>`
		select document_id as "documentId", id as "versionId" from document_version where key = ${key}`
	return known
}
