import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/**
 * Sends again what an endpoint was sent: one delivery, or all that were given up. It keeps its id, so that whoever hears it twice
 * can tell. Answers how many. Refuses `not_found` where there is nothing, or the endpoint is removed.
 */
export async function replayWebhooks(
	scope: Scope,
	{ endpointId, deliveryId }: { endpointId: string; deliveryId?: string | undefined },
): Promise<number> {
	permit(scope, 'company.write')
	const { sql } = scope
	const waiting = await sql`
		update webhook_delivery as delivery
		set delivered_at = null, gave_up_at = null, attempts = 0, due_at = now(), last_error = '', status = null
		from webhook_endpoint as endpoint
		where endpoint.id = ${endpointId} and endpoint_id = endpoint.id and removed_at is null
			and ${deliveryId ? sql`delivery.id = ${deliveryId}` : sql`gave_up_at is not null`}
		returning delivery.id`
	if (waiting.length === 0) refuse('not_found', { noun: 'webhook_delivery' })
	await sql`select graphile_worker.add_job('send_webhooks', max_attempts := 3)`
	return waiting.length
}
