import type { Scope } from '../act.ts'
import { type FollowUpKind, recordFollowUp } from '../follow-up/record.ts'
import { settleFollowUp } from '../follow-up/settle.ts'
import type { NewAttachment } from '../message/attachment.ts'
import { checkPhotos } from '../message/check-photos.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { readHeld } from '../upload/hold.ts'
import { lockCase, requireWorkable } from './case.ts'
import type { EntryKind } from './entry-kind.ts'

/** As a follow-up that everybody sees. */
const asFollowUp: Record<EntryKind, FollowUpKind> = {
	...{ spoke: 'call', no_answer: 'call', visited: 'visit', message_left: 'message', other: 'other' },
}

export type LogEntry = {
	caseId: string
	kind: EntryKind
	spokenTo?: string
	note: string
	/** ISO; today when not given, and not after it. */
	happenedOn?: string
	/** Minor units of `currency`, which is the case's; the last day on which money counts, ISO. */
	promise?: { amountMinor: bigint; currency: string; on: string } | undefined
	nextStep?: string
	/** ISO. */
	nextOn?: string | null
	/** Degrees, as the phone gave them. */
	position?: { latitude: number; longitude: number } | undefined
	/** The place in words. */
	place?: string
	/** They are in the store already. */
	photos?: readonly NewAttachment[]
	/** Keys of photos that came ahead of it, piece by piece. */
	uploads?: readonly string[]
	/** Made once for what a person wrote: the same one is one entry. */
	key: string
}

/**
 * Writes down what a collector did about a case: a follow-up, so that its promise and next step are looked after like any other.
 * Steps that were open are done by it. Refuses `not_found`, `not_permitted`, `collection.closed`, `input.invalid`, `message.file_too_large`,
 * `message.file_type`, `message.too_many_files`, and what a promise refuses.
 */
export async function logEntry(scope: Scope, input: LogEntry): Promise<{ id: string }> {
	permit(scope, 'collection.work')
	const { sql } = scope
	const { caseId, kind, note, nextStep = '', nextOn = null, photos = [], uploads = [], key } = input
	const found = await lockCase(scope, caseId)
	const [known] = await sql<{ id: string }[]>`
		select id from follow_up join collection_entry on follow_up_id = follow_up.id where key = ${key} and case_id = ${caseId}`
	if (known) return known
	requireWorkable(scope, found)
	const { spokenTo, place, latitude, longitude } = readWhere(input)
	const steps = await sql<{ id: string }[]>`
		select follow_up.id from follow_up join collection_entry on follow_up_id = follow_up.id
		where case_id = ${caseId} and next_on is not null and settled_at is null order by follow_up.id`
	for (const step of steps) await settleFollowUp(scope, step)
	const { customerId, currency } = found
	if (input.promise && input.promise.currency !== currency)
		refuse('input.invalid', { field: 'currency', problem: 'invalid' })
	const { id } = await recordFollowUp(scope, {
		...{ customerId, kind: asFollowUp[kind], text: note, nextStep, nextOn, key },
		...(input.happenedOn ? { happenedOn: input.happenedOn } : {}),
		...(found.collectorId ? { assigneeId: found.collectorId } : {}),
		...(input.promise ? { promise: input.promise } : {}),
	})
	await sql`
		insert into collection_entry (follow_up_id, case_id, kind, spoken_to, latitude, longitude, place)
		values (${id}, ${caseId}, ${kind}, ${spokenTo}, ${latitude}, ${longitude}, ${place})`
	const ahead = await readHeld(scope, { kind: 'collection_case', id: caseId }, uploads)
	await keepPhotos(scope, id, [...photos, ...ahead])
	return { id }
}

function readWhere({ spokenTo = '', place = '', position }: LogEntry) {
	const [person, where] = [spokenTo.trim(), place.trim()]
	if (person.length > 200) refuse('input.invalid', { field: 'spokenTo', problem: 'too long' })
	if (where.length > 300) refuse('input.invalid', { field: 'place', problem: 'too long' })
	const { latitude, longitude } = position ?? { latitude: null, longitude: null }
	if (latitude !== null && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
		refuse('input.invalid', { field: 'position', problem: 'invalid' })
	return { spokenTo: person, place: where, latitude, longitude }
}

async function keepPhotos({ sql }: Scope, entryId: string, photos: readonly NewAttachment[]): Promise<void> {
	for (const { fileName, mediaType, sizeBytes, sha256 } of checkPhotos(photos))
		await sql`
			insert into collection_photo (follow_up_id, file_name, media_type, size_bytes, sha256)
			values (${entryId}, ${fileName}, ${mediaType}, ${sizeBytes}, ${sha256}) on conflict do nothing`
}
