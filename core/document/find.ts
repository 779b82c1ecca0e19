import type { Scope } from '../act.ts'
import { seenByCustomer } from '../contract/seen.ts'
import type { AttachmentType } from '../message/attachment.ts'
import { may, permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { reachesDocument } from './keep.ts'

export type FoundVersion = {
	id: string
	number: number
	fileName: string
	mediaType: AttachmentType
	sizeBytes: number
	uploadedByName: string
	/** ISO instant. */
	uploadedAt: string
	/** Whether the search knows what it says; null while it is not read yet. */
	searchable: boolean | null
}

export type FoundDocument = {
	id: string
	title: string
	kindId: string
	kind: string
	shared: boolean
	contractId: string | null
	/** The newest first. */
	versions: FoundVersion[]
}

/** Documents of a contract or a machine, or of a customer that are of none of their contracts; by kind, then the newest first. */
export async function findDocuments(
	scope: Scope,
	about: { contractId: string } | { customerId: string } | { equipmentId: string },
): Promise<FoundDocument[]> {
	permit(scope, 'document.read')
	const { sql } = scope
	const whose =
		'contractId' in about
			? sql`document.contract_id = ${about.contractId}`
			: 'equipmentId' in about
				? sql`document.equipment_id = ${about.equipmentId}`
				: sql`document.customer_id = ${about.customerId} and document.contract_id is null`
	return await sql<FoundDocument[]>`
		select document.id, document.title, document.kind_id as "kindId", kind.name as kind, document.shared,
			document.contract_id as "contractId",
			(select jsonb_agg(jsonb_build_object('id', version.id, 'number', number, 'fileName', file_name, 'mediaType', media_type,
					'sizeBytes', size_bytes, 'uploadedByName', uploaded_by_name,
					'uploadedAt', to_char(uploaded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
					'searchable', read.problem is null and read.content <> '') order by number desc)
				from document_version as version left join document_text as read on read.version_id = version.id
				where version.document_id = document.id) as versions
		from document join document_kind as kind on kind.id = document.kind_id
		where ${whose} and withdrawn_at is null and ${reachesDocument(scope)}
		order by kind.position, document.id desc`
}

/** The file of a version; for a customer's side only the latest one of what is shown to them. Refuses `not_found`. */
export async function findDocumentFile(
	scope: Scope,
	{ versionId, contractId }: { versionId: string; contractId?: string },
): Promise<FoundVersion & { sha256: string }> {
	const { sql, actor } = scope
	if (!may(actor, 'document.read')) permit(scope, 'contract.read')
	const shown = may(actor, 'document.read')
		? sql`true`
		: sql`document.shared and version.number = (select max(number) from document_version where document_id = document.id)
			and exists (select from contract where contract.id = document.contract_id and ${seenByCustomer(scope)})`
	const [file] = await sql<(FoundVersion & { sha256: string })[]>`
		select version.id, number, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes",
			uploaded_by_name as "uploadedByName", uploaded_at::text as "uploadedAt", null as searchable, sha256
		from document_version as version join document on document.id = version.document_id
		where version.id = ${versionId} and withdrawn_at is null and ${reachesDocument(scope)} and ${shown}
			${contractId ? sql`and document.contract_id = ${contractId}` : sql``}`
	return file ?? refuse('not_found', { noun: 'document' })
}

/**
 * What of the contract in question its customer is shown: part of a query on `contract`, as JSON. On a past day what they
 * were shown then and still are, as it was then.
 */
export function sharedDocuments({ sql, company }: Pick<Scope, 'sql' | 'company'>, past?: string) {
	const day = (at: string) => sql`(${sql(at)} at time zone ${company.timeZone})::date`
	const told = sql`select event.kind = 'document.shared' from event where event.subject_id = document.id
		and event.kind in ('document.shared', 'document.unshared')`
	const then = past
		? sql`and ${day('version.uploaded_at')} <= ${past} and coalesce(
			(${told} and happened_on <= ${past} order by event.id desc limit 1),
			not (${told} and happened_on > ${past} order by event.id limit 1), true)`
		: sql``
	return sql`coalesce((select jsonb_agg(to_jsonb(shown) order by shown."addedOn" desc, shown."versionId" desc) from (
		select distinct on (document.id) version.id as "versionId", document.title, kind.name as kind, version.file_name as "fileName",
			version.size_bytes as "sizeBytes", ${day('version.uploaded_at')} as "addedOn",
			version.number = (select max(number) from document_version as newer where newer.document_id = document.id) as latest
		from document join document_kind as kind on kind.id = document.kind_id
			join document_version as version on version.document_id = document.id
		where document.contract_id = contract.id and shared and withdrawn_at is null ${then}
		order by document.id, version.number desc
	) as shown), '[]')`
}

export type SharedDocument = {
	versionId: string
	title: string
	kind: string
	fileName: string
	sizeBytes: number
	addedOn: string
	/** On a past day one may have been replaced since: only the latest is handed out. */
	latest: boolean
}
