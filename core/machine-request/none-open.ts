import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

/** Another request may be about a machine by now. Refuses `machine_request.open`. */
export async function requireNoneOpen({ sql }: Pick<Scope, 'sql'>, machines: readonly { id: string }[]): Promise<void> {
	const [open] = await sql<{ serialNumber: string; kind: string }[]>`
		select serial_number as "serialNumber", kind from machine_request_machine as machine
			join machine_request as request on request.id = request_id join equipment on equipment.id = equipment_id
		where open and equipment_id = any(${machines.map(({ id }) => id)}::uuid[]) limit 1`
	if (open) refuse('machine_request.open', open)
}
