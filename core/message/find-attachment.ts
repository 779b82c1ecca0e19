import type { Scope } from '../act.ts'
import { seenByActor } from '../contract/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { FoundAttachment } from './attachment.ts'

/** Refuses `not_found`, also for a file of a conversation that the actor does not reach. */
export async function findAttachment(
	scope: Scope,
	input: { id: string; contractId: string },
): Promise<FoundAttachment & { sha256: string }> {
	permit(scope, 'message.read')
	const [file] = await scope.sql<(FoundAttachment & { sha256: string })[]>`
		select file.id, file_name as "fileName", media_type as "mediaType", size_bytes as "sizeBytes", sha256
		from message_attachment as file join message on message.id = file.message_id
			join contract on message.subject_kind = 'contract' and contract.id = message.subject_id
		where file.id = ${input.id} and contract.id = ${input.contractId} and ${reach(scope).contract()}
			and ${seenByActor(scope)}`
	return file ?? refuse('not_found', { noun: 'attachment' })
}
