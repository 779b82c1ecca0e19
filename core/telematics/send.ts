import type { Scope } from '../act.ts'
import { lockMachineRequest } from '../machine-request/lock.ts'
import { failCommand } from '../machine-request/progress.ts'
import { Undeliverable } from '../outbox/undeliverable.ts'
import { permit } from '../permit.ts'
import { openValue } from '../seal.ts'

/** A command as it leaves. `body` is what is signed, byte for byte. */
export type OutgoingCommand = { id: string; url: string; secret: string; body: string }

type Row = { id: string; kind: 'lock' | 'unlock'; serialNumber: string; model: string; approvedAt: string } & {
	providerId: string
	url: string
	secret: string
	removed: boolean
	state: string
}

/** The command of a machine while it is to leave; null once it has left. Throws Undeliverable where its provider was removed. */
export async function findCommand(scope: Scope, { id }: { id: string }): Promise<OutgoingCommand | null> {
	permit(scope, 'company.write')
	const [row] = await scope.sql<Row[]>`
		select machine.id, request.kind, serial_number as "serialNumber", model,
			to_char(approved_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "approvedAt",
			provider.id as "providerId", url, command_secret as secret, removed_at is not null as removed, machine.state
		from machine_request_machine as machine join machine_request as request on request.id = request_id
			join equipment on equipment.id = equipment_id join telematics_provider as provider on provider.id = provider_id
		where machine.id = ${id}`
	if (row?.state !== 'waiting') return null
	if (row.removed) throw new Undeliverable('The provider was removed')
	const seal = { key: scope.secretKey, use: 'telematics', of: `${row.providerId}:command` } as const
	const { kind, serialNumber, model, approvedAt } = row
	return {
		...{ id, url: row.url, secret: String(openValue(seal, row.secret)) },
		body: JSON.stringify({ id, command: kind, serialNumber, model, approvedAt }),
	}
}

/** The provider has taken the command: its answer is waited for. */
export async function noteSent(scope: Scope, { id }: { id: string }): Promise<void> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const found = await requestOf(scope, id)
	if (!found) return
	await lockMachineRequest(scope, found)
	const [sent] = await sql`
		update machine_request_machine set state = 'sent', sent_at = ${now} where id = ${id} and state = 'waiting' returning id`
	if (sent) await sql`update machine_request set state = 'sent' where id = ${found} and state = 'approved'`
}

/** The command did not reach its provider, and is not tried again. */
export async function giveUpCommand(scope: Scope, { id, reason }: { id: string; reason: string }): Promise<void> {
	permit(scope, 'company.write')
	const found = await requestOf(scope, id)
	if (!found) return
	const request = await lockMachineRequest(scope, found)
	const machine = request.machines.find(({ command }) => command.id === id)
	if (machine?.command.state === 'waiting')
		await failCommand(scope, request, machine, {
			reason: reason.replace(/^[A-Za-z]+: /, ''),
			problem: 'not_reached',
		})
}

export async function requestOf({ sql }: Scope, commandId: string): Promise<string | undefined> {
	const [found] = await sql<{ id: string }[]>`
		select request_id as id from machine_request_machine where id = ${commandId}`
	return found?.id
}
