import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import type { EquipmentState } from '../equipment/state.ts'
import { nameActor } from '../event.ts'
import type { FoundAttachment } from '../message/attachment.ts'
import { may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type {
	FoundCondition,
	MachineRequestState,
	MachineState,
	RepossessionOutcome,
	RequestConditionKind,
	RequestKind,
} from './kinds.ts'

/** A request in a list. Days are ISO dates. */
export type ListedMachineRequest = {
	id: string
	kind: RequestKind
	state: MachineRequestState
	contract: { id: string; number: string; title: string }
	customer: { id: string; name: string }
	serialNumbers: string[]
	reason: string
	askedOn: string
	askedBy: string
	/** Who fetches it. */
	assignee: string | null
	/** A provider has not confirmed in time. */
	isLate: boolean
	/** Of a settlement: something was owed again since, so it holds no more. */
	isOvertaken: boolean
	/** What waits for somebody's word. */
	approvalId: string | null
}

export type FoundMachine = {
	/** Of the command. */
	id: string
	equipmentId: string
	serialNumber: string
	model: string
	meterUnit: string
	meterReading: string | null
	machineState: EquipmentState
	place: string
	state: MachineState
	provider: string | null
	/** ISO instants. */
	sentAt: string | null
	settledAt: string | null
	settledBy: string
	outcome: RepossessionOutcome | null
	note: string
	photos: FoundAttachment[]
}

export type FoundMachineRequest = ListedMachineRequest & {
	/** As they were shown; nothing for who is not to see what is owed. */
	conditions: FoundCondition[]
	missing: RequestConditionKind[]
	currency: string
	place: string
	becomes: 'sold' | 'returned' | null
	askedAt: string
	approved: { at: string; by: string } | null
	ended: { at: string; by: string; note: string } | null
	certificateNumber: string | null
	settledOn: string | null
	machines: FoundMachine[]
	/** The acting person asked for it. */
	isTheirs: boolean
}

const instant = ({ sql }: Scope, column: string) =>
	sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

function listed(scope: Scope) {
	const { sql } = scope
	return sql`request.id, request.kind, request.state, request.reason, asked_on::text as "askedOn",
		jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) as contract,
		jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
		array(select serial_number from machine_request_machine join equipment on equipment.id = equipment_id
			where request_id = request.id order by serial_number collate people) as "serialNumbers",
		${actorName(scope, sql`asked_by`)} as "askedBy",
		(select name from staff_user where staff_user.id = assignee_id) as assignee,
		exists (select from machine_request_machine as machine
			where request_id = request.id and machine.state = 'sent' and told_late_at is not null) as "isLate",
		overtaken_at is not null as "isOvertaken",
		(select approval_request.id from approval_request where subject_id = request.id and approval_request.state = 'waiting') as "approvalId"`
}

const most = 200

export type ListMachineRequests =
	| { show: 'open' | 'mine' | 'failed' | 'over' }
	| { contractId: string }
	| { equipmentId: string }

/** Requests that are under way, the longest waiting first; those that failed or are over, the latest first; or all of one thing. */
export async function listMachineRequests(scope: Scope, of: ListMachineRequests): Promise<ListedMachineRequest[]> {
	permit(scope, 'machine_request.record')
	const { sql, actor } = scope
	const where = () => {
		if ('contractId' in of) return sql`request.contract_id = ${of.contractId}`
		if ('equipmentId' in of)
			return sql`exists (select from machine_request_machine where request_id = request.id and equipment_id = ${of.equipmentId})`
		const open = sql`request.state in ('asked', 'approved', 'sent')`
		if (of.show === 'open') return open
		if (of.show === 'failed') return sql`request.state = 'failed'`
		if (of.show === 'mine')
			return sql`${open} and (asked_by = ${nameActor(actor)} or assignee_id = ${actor.kind === 'staff' ? actor.userId : null})`
		return sql`request.state in ('confirmed', 'done', 'rejected', 'withdrawn')`
	}
	const isRising = 'show' in of && (of.show === 'open' || of.show === 'mine')
	return await sql<ListedMachineRequest[]>`
		select ${listed(scope)}
		from machine_request as request join contract on contract.id = request.contract_id join customer on customer.id = request.customer_id
		where ${where()} and ${reach(scope).contract()} order by ${isRising ? sql`request.id` : sql`request.id desc`} limit ${most}`
}

/** A request with its machines and what came of each. Refuses `not_found`. */
export async function findMachineRequest(scope: Scope, { id }: { id: string }): Promise<FoundMachineRequest> {
	permit(scope, 'machine_request.record')
	const { sql, actor } = scope
	const [row] = await sql<(FoundMachineRequest & { askerKept: string })[]>`
		select ${listed(scope)}, request.conditions, missing, contract.currency, request.place, becomes, asked_by as "askerKept",
			${instant(scope, 'asked_at')} as "askedAt", certificate_number as "certificateNumber", settled_on::text as "settledOn",
			case when approved_at is not null then jsonb_build_object('at', ${instant(scope, 'approved_at')}, 'by', ${actorName(scope, sql`approved_by`)}) end as approved,
			case when ended_at is not null then jsonb_build_object('at', ${instant(scope, 'ended_at')}, 'by', ${actorName(scope, sql`ended_by`)},
				'note', ended_note) end as ended,
			coalesce((select jsonb_agg(to_jsonb(machine)) from (
				select command.id, equipment.id as "equipmentId", serial_number as "serialNumber", model, meter_unit as "meterUnit",
					meter_reading::text as "meterReading", equipment.state as "machineState", equipment.place, command.state,
					(select name from telematics_provider where telematics_provider.id = provider_id) as provider,
					${instant(scope, 'sent_at')} as "sentAt", ${instant(scope, 'settled_at')} as "settledAt",
					${actorName(scope, sql`settled_by`)} as "settledBy", outcome, note,
					coalesce((select jsonb_agg(jsonb_build_object('id', photo.id, 'fileName', file_name, 'mediaType', media_type,
							'sizeBytes', size_bytes) order by photo.id)
						from machine_request_photo as photo where photo.machine_id = command.id), '[]') as photos
				from machine_request_machine as command join equipment on equipment.id = equipment_id
				where request_id = request.id order by serial_number collate people, equipment.id
			) as machine), '[]') as machines
		from machine_request as request join contract on contract.id = request.contract_id join customer on customer.id = request.customer_id
		where request.id = ${id} and ${reach(scope).contract()}`
	if (!row) return refuse('not_found', { noun: 'machine_request' })
	const { askerKept, ...request } = row
	return {
		...request,
		conditions: may(actor, 'machine_request.ask') ? request.conditions : [],
		isTheirs: askerKept === nameActor(actor),
	}
}
