import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import type { UploadPlace } from './place.ts'

/** So many files are on their way to a place at once; a survey holds no more either. */
export const mostUploads = 40

/** Files and those on their way, so that nothing fills the disk. Refuses `survey.too_many_files`, `message.too_many_files`. */
export async function refuseTooMany({ sql }: Scope, { kind, id }: UploadPlace, coming = 1): Promise<void> {
	const [row] = await sql<{ count: number }[]>`
		select (select count(*)::int from credit_survey_file where survey_id = ${id} and removed_at is null)
			+ (select count(*)::int from upload where subject_id = ${id} and sha256 is null) as count`
	if ((row?.count ?? 0) + coming <= mostUploads) return
	refuse(kind === 'credit_survey' ? 'survey.too_many_files' : 'message.too_many_files', { most: mostUploads })
}
