import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** From now on the key opens nothing. Refuses `not_found`, also for one that was revoked before. */
export async function revokeApiKey(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const [revoked] = await scope.sql<{ name: string }[]>`
		update api_key set revoked_at = ${scope.now} where id = ${id} and revoked_at is null returning name`
	if (!revoked) refuse('not_found', { noun: 'api_key' })
	await emit(scope, { kind: 'api_key.revoked', subject: { kind: 'api_key', id }, facts: { name: revoked.name } })
}
