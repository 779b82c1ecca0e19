import { type Actor, act, type Books, expectOk, type Scope } from '../act.ts'
import type { NewAttachment } from './attachment.ts'

const keeper: Actor = { kind: 'system', name: 'files' }

/** A file that no message names is kept this long: its message may still be written. */
const graceHours = 24

/** Says that a file is about to be brought to the store, so that it is not swept before its message is written. */
export async function announceFile(books: Books, file: Pick<NewAttachment, 'sha256' | 'sizeBytes'>): Promise<void> {
	expectOk(await act(books, keeper, announce, file))
}

async function announce(
	scope: Scope,
	{ sha256, sizeBytes }: Pick<NewAttachment, 'sha256' | 'sizeBytes'>,
): Promise<void> {
	await scope.sql`
		insert into stored_file (sha256, size_bytes, stored_at) values (${sha256}, ${sizeBytes}, now())
		on conflict (sha256) do update set stored_at = excluded.stored_at`
}

/**
 * Removes files that no message, document, application, survey, collector's entry or file held for one names a day after they were last brought. Each row is held while its file goes, so that
 * whoever brings the same file at that moment waits and brings it anew. Answers how many went.
 */
export async function sweepFiles(books: Books, remove: (sha256: string) => Promise<void>): Promise<number> {
	for (let swept = 0; ; swept++) {
		if (swept >= 1000 || !expectOk(await act(books, keeper, sweepOne, remove))) return swept
	}
}

async function sweepOne({ sql }: Scope, remove: (sha256: string) => Promise<void>): Promise<boolean> {
	const [unused] = await sql<{ sha256: string }[]>`
		delete from stored_file where sha256 = (
			select sha256 from stored_file where stored_at < now() - make_interval(hours => ${graceHours})
				and not exists (select from message_attachment as named where named.sha256 = stored_file.sha256)
				and not exists (select from document_version as named where named.sha256 = stored_file.sha256)
				and not exists (select from credit_survey_file as named where named.sha256 = stored_file.sha256)
				and not exists (select from collection_photo as named where named.sha256 = stored_file.sha256)
				and not exists (select from machine_request_photo as named where named.sha256 = stored_file.sha256)
				and not exists (select from upload as named where named.sha256 = stored_file.sha256)
				and not exists (select from partner_application_file as named where named.sha256 = stored_file.sha256)
			order by stored_at limit 1 for update skip locked)
		returning sha256`
	if (!unused) return false
	await remove(unused.sha256)
	return true
}
