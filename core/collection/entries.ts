import type { Scope } from '../act.ts'
import type { FoundAttachment } from '../message/attachment.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { seesCase } from './case.ts'
import type { EntryKind } from './entry-kind.ts'

/** What was written down about a case. Days are ISO dates; amounts minor units of the case's currency as text. */
export type FoundEntry = {
	id: string
	kind: EntryKind
	at: Temporal.Instant
	by: string
	spokenTo: string
	note: string
	promise: {
		amountMinor: string
		on: string
		state: 'open' | 'kept' | 'broken' | 'lapsed' | 'replaced'
	} | null
	nextStep: string
	nextOn: string | null
	settled: boolean
	/** Degrees, as text. */
	latitude: string | null
	longitude: string | null
	place: string
	photos: FoundAttachment[]
}

const mostEntries = 100

/** The newest first. For verbs that have asked. */
export async function readEntries({ sql }: Scope, caseId: string): Promise<FoundEntry[]> {
	return await sql<FoundEntry[]>`
		select follow_up.id, entry.kind, created_at as at, author_name as by, spoken_to as "spokenTo", text as note,
			case when promise.follow_up_id is not null then jsonb_build_object('amountMinor', promise.amount_minor::text,
				'on', promised_on, 'state', promise.state) end as promise,
			next_step as "nextStep", next_on::text as "nextOn", follow_up.settled_at is not null as settled,
			latitude::text, longitude::text, place,
			coalesce((select jsonb_agg(jsonb_build_object('id', photo.id, 'fileName', file_name, 'mediaType', media_type,
					'sizeBytes', size_bytes) order by photo.id)
				from collection_photo as photo where photo.follow_up_id = entry.follow_up_id), '[]') as photos
		from collection_entry as entry join follow_up on follow_up.id = entry.follow_up_id
			left join payment_promise as promise on promise.follow_up_id = entry.follow_up_id
		where entry.case_id = ${caseId} order by follow_up.id desc limit ${mostEntries}`
}

/** A photo of a case, to be read from the store. Refuses `not_found`. */
export async function findCasePhoto(
	scope: Scope,
	{ caseId, photoId }: { caseId: string; photoId: string },
): Promise<FoundAttachment & { sha256: string }> {
	permit(scope, 'collection.read')
	const [photo] = await scope.sql<(FoundAttachment & { sha256: string })[]>`
		select photo.id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
		from collection_photo as photo join collection_entry as entry on entry.follow_up_id = photo.follow_up_id
			join collection_case on collection_case.id = case_id
		where photo.id = ${photoId} and case_id = ${caseId} and ${seesCase(scope)}`
	return photo ?? refuse('not_found', { noun: 'file' })
}
