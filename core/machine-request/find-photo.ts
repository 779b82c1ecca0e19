import type { Scope } from '../act.ts'
import type { FoundAttachment } from '../message/attachment.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A photo of what came of fetching a machine, to be read from the store. Refuses `not_found`. */
export async function findResultPhoto(
	scope: Scope,
	{ id, photoId }: { id: string; photoId: string },
): Promise<FoundAttachment & { sha256: string }> {
	permit(scope, 'machine_request.record')
	const [photo] = await scope.sql<(FoundAttachment & { sha256: string })[]>`
		select photo.id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
		from machine_request_photo as photo join machine_request_machine as machine on machine.id = machine_id
			join machine_request as request on request.id = request_id join contract on contract.id = request.contract_id
		where photo.id = ${photoId} and request.id = ${id} and ${reach(scope).contract()}`
	return photo ?? refuse('not_found', { noun: 'file' })
}
