import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/**
 * Pauses an endpoint, lets it hear again, or removes it: what waits for it is not sent any more. What happens while it is
 * paused is not sent later. Refuses `not_found`.
 */
export async function changeWebhookEndpoint(
	scope: Scope,
	{ id, to }: { id: string; to: 'paused' | 'open' | 'removed' },
): Promise<void> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const [changed] = await sql<{ name: string }[]>`
		update webhook_endpoint set
			paused_at = ${to === 'open' ? null : now},
			removed_at = ${to === 'removed' ? now : null}
		where id = ${id} and removed_at is null returning name`
	if (!changed) refuse('not_found', { noun: 'webhook' })
	if (to === 'removed')
		await sql`
			update webhook_delivery set gave_up_at = now(), last_error = 'The endpoint was removed'
			where endpoint_id = ${id} and delivered_at is null and gave_up_at is null`
	await emit(scope, {
		kind: to === 'removed' ? 'webhook.removed' : 'webhook.changed',
		subject: { kind: 'webhook', id },
		facts: { name: changed.name, to },
	})
}
