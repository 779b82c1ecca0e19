import { randomUUIDv7 } from 'node:crypto'
import type { Scope } from '../act.ts'
import type { LockedMachineRequest } from '../machine-request/lock.ts'
import { queueEffects } from '../outbox/queue.ts'

/**
 * Lets the commands of a request that was agreed to leave for their providers. A machine without a provider waits for
 * whoever does it by hand. Answers how many leave.
 */
export async function queueCommands(
	scope: Scope,
	{ machines }: Pick<LockedMachineRequest, 'machines'>,
): Promise<number> {
	const { sql } = scope
	const ids = machines.map(({ command }) => command.id)
	const queued = await sql<{ id: string }[]>`
		with chosen as (
			select machine.id, provider.id as provider_id from machine_request_machine as machine
				join equipment on equipment.id = equipment_id
				cross join lateral (
					select id from telematics_provider where removed_at is null
						and (models = '{}' or exists (select from unnest(models) as model where lower(model) = lower(btrim(equipment.model))))
					order by models = '{}', id limit 1
				) as provider
			where machine.id = any(${ids}::uuid[])
		)
		update machine_request_machine as machine set provider_id = chosen.provider_id from chosen
		where machine.id = chosen.id returning machine.id`
	await queueEffects(
		scope,
		queued.map(({ id }) => ({
			kind: 'telematics' as const,
			// Sent again it is another letter with the same command in it.
			key: `telematics:${id}:${randomUUIDv7()}`,
			payload: { commandId: id },
		})),
	)
	return queued.length
}
