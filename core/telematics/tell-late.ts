import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { askerId } from '../machine-request/close.ts'
import { readMachineRequestRules } from '../machine-request/rule.ts'
import { permit } from '../permit.ts'

type Late = { id: string; requestId: string; kind: string; askedBy: string; serialNumber: string } & {
	customerId: string
	contractId: string
	provider: string
}

/** Tells whoever asked that a provider has not confirmed in time, once of each command. Answers of how many. */
export async function tellLateCommands(scope: Scope): Promise<{ late: number }> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const { confirmHours } = await readMachineRequestRules(scope, null)
	const late = await sql<Late[]>`
		update machine_request_machine as machine set told_late_at = ${now}
		from machine_request as request, equipment, telematics_provider as provider
		where request.id = request_id and equipment.id = equipment_id and provider.id = provider_id
			and machine.state = 'sent' and told_late_at is null and sent_at < ${now.subtract({ hours: confirmHours })}
		returning machine.id, request_id as "requestId", kind, asked_by as "askedBy", serial_number as "serialNumber",
			request.customer_id as "customerId", request.contract_id as "contractId", provider.name as provider`
	await emit(
		scope,
		...late.map(({ requestId, kind, askedBy, serialNumber, customerId, contractId, provider }) => ({
			kind: 'machine_request.late' as const,
			subject: { kind: 'machine_request', id: requestId },
			...{ customerId, contractId },
			facts: { kind, askedBy: askerId(askedBy), text: `${serialNumber}: ${provider}` },
		})),
	)
	return { late: late.length }
}
