import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { type Machine, machineColumns } from '../equipment/find.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, isToken } from '../sign-in/secret.ts'
import type { ConditionKind } from './condition.ts'
import { readStopped, type Stopped } from './stopped.ts'

/** Days are ISO dates, `usedAt` an ISO instant. */
export type GatePass = {
	id: string
	number: string
	state: 'open' | 'used' | 'withdrawn' | 'expired'
	contract: { id: string; number: string; title: string }
	customer: { id: string; name: string }
	taker: string
	missing: ConditionKind[]
	reason: string
	issuedOn: string
	issuedBy: string
	validThrough: string
	used: { on: string; at: string; by: string; driver: string } | null
	withdrawn: { by: string; reason: string } | null
	/** Serial numbers, in their order. */
	serialNumbers: string[]
}

function passes(scope: Scope) {
	const { sql, today } = scope
	return sql`
		select gate_pass.id, gate_pass.number,
			case when used_at is not null then 'used' when withdrawn_at is not null then 'withdrawn'
				when valid_through < ${today} then 'expired' else 'open' end as state,
			jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) as contract,
			jsonb_build_object('id', customer.id, 'name', customer.name) as customer, taker, missing, reason,
			issued_on::text as "issuedOn", ${actorName(scope, sql`issued_by`)} as "issuedBy", valid_through::text as "validThrough",
			case when used_at is not null then jsonb_build_object('on', used_on, 'driver', driver,
				'at', to_char(used_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
				'by', (select name from staff_user where staff_user.id = used_by)) end as used,
			case when withdrawn_at is not null then jsonb_build_object('by', ${actorName(scope, sql`withdrawn_by`)},
				'reason', withdrawn_reason) end as withdrawn,
			array(select serial_number from gate_pass_machine join equipment on equipment.id = equipment_id
				where gate_pass_id = gate_pass.id order by serial_number collate people) as "serialNumbers"
		from gate_pass join contract on contract.id = gate_pass.contract_id join customer on customer.id = gate_pass.customer_id`
}

/** A pass with its machines, and why it lets nothing out though it is open. Refuses `not_found`. */
export async function findGatePass(
	scope: Scope,
	{ id }: { id: string },
): Promise<GatePass & { machines: Machine[]; stopped: Stopped | null }> {
	permit(scope, 'equipment.read')
	const { sql } = scope
	const [pass] = await sql<GatePass[]>`${passes(scope)} where gate_pass.id = ${id} and ${reach(scope).contract()}`
	if (!pass) return refuse('not_found', { noun: 'gate_pass' })
	const machines = await sql<Machine[]>`
		select ${machineColumns(scope)}
		from gate_pass_machine join equipment on equipment.id = equipment_id
			left join contract on contract.id = equipment.contract_id left join customer on customer.id = contract.customer_id
		where gate_pass_id = ${id} order by serial_number collate people, equipment.id`
	const { state, missing, contract } = pass
	const stopped = state === 'open' ? await readStopped(scope, { contractId: contract.id, missing }) : null
	return { ...pass, machines: [...machines], stopped }
}

/** The pass that a scanned code or a typed number means. Refuses `not_found`. */
export async function findGatePassBy(
	scope: Scope,
	by: { token: string } | { number: string },
): Promise<{ id: string }> {
	permit(scope, 'equipment.read')
	const { sql } = scope
	if ('token' in by && !isToken(by.token)) return refuse('not_found', { noun: 'gate_pass' })
	const [pass] = await sql<{ id: string }[]>`
		select gate_pass.id from gate_pass join contract on contract.id = gate_pass.contract_id
		where ${'token' in by ? sql`token_hash = ${hashSecret(by.token)}` : sql`upper(gate_pass.number) = ${by.number.trim().toUpperCase()}`}
			and ${reach(scope).contract()}`
	return pass ?? refuse('not_found', { noun: 'gate_pass' })
}

/** Passes of a contract, or all that are open: those first that end first. */
export async function findGatePasses(scope: Scope, of: { contractId: string } | 'open'): Promise<GatePass[]> {
	permit(scope, 'equipment.read')
	const { sql, today } = scope
	if (of !== 'open')
		return await sql<GatePass[]>`
			${passes(scope)} where contract.id = ${of.contractId} and ${reach(scope).contract()} order by gate_pass.id desc limit 200`
	return await sql<GatePass[]>`
		${passes(scope)} where used_at is null and withdrawn_at is null and valid_through >= ${today} and ${reach(scope).contract()}
		order by valid_through, gate_pass.id limit 200`
}
