import type { Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

export type MachineRequestRules = {
	/** From how many days past due a machine may be locked without a reason. */
	lockDays: number
	/** How many hours a provider has to confirm a command before whoever asked is told. */
	confirmHours: number
	/** Templates in use; null: as the company has it. */
	templates: { id: string; name: string; lockDays: number | null }[]
}

/** What a company begins with. */
const usual = { lockDays: 30, confirmHours: 4 }

/** When machines may be locked, for the company and by template. */
export async function findMachineRequestRules(scope: Scope): Promise<MachineRequestRules> {
	permit(scope, 'contract.read')
	const { lockDays, confirmHours } = await readMachineRequestRules(scope, null)
	const templates = await scope.sql<MachineRequestRules['templates']>`
		select contract_template.id, name, lock_days as "lockDays" from contract_template
			left join machine_request_rule on machine_request_rule.template_id = contract_template.id
		where retired_at is null order by name collate people, contract_template.id limit 500`
	return { lockDays, confirmHours, templates: [...templates] }
}

/** What counts for contracts of a template. */
export async function readMachineRequestRules(
	{ sql }: Pick<Scope, 'sql'>,
	templateId: string | null,
): Promise<{ lockDays: number; confirmHours: number }> {
	const [kept] = await sql<{ lockDays: number | null; confirmHours: number | null }[]>`
		select (array_agg(lock_days order by template_id is not null desc))[1] as "lockDays", max(confirm_hours) as "confirmHours"
		from machine_request_rule where template_id is null or template_id = ${templateId}`
	return { lockDays: kept?.lockDays ?? usual.lockDays, confirmHours: kept?.confirmHours ?? usual.confirmHours }
}

export type SaveMachineRequestRule =
	/** Of the company. */
	| { templateId: null; lockDays: number; confirmHours: number }
	/** Of a template; null: as the company has it. */
	| { templateId: string; lockDays: number | null }

/** Says when machines may be locked, from now on. Refuses `not_found`, `input.invalid`. */
export async function saveMachineRequestRule(scope: Scope, input: SaveMachineRequestRule): Promise<void> {
	permit(scope, 'company.write')
	const { sql, now } = scope
	const { templateId, lockDays } = input
	const confirmHours = 'confirmHours' in input ? input.confirmHours : null
	if (lockDays !== null && !isWithin(lockDays, 365)) refuse('input.invalid', { field: 'lockDays', problem: 'invalid' })
	if (confirmHours !== null && !isWithin(confirmHours, 168))
		refuse('input.invalid', { field: 'confirmHours', problem: 'invalid' })
	if (templateId) {
		const [template] = await sql`select from contract_template where id = ${templateId} for update`
		if (!template) refuse('not_found', { noun: 'template' })
	}
	if (lockDays === null) await sql`delete from machine_request_rule where template_id = ${templateId}`
	else
		await sql`
			insert into machine_request_rule (template_id, lock_days, confirm_hours, written_by, written_at)
			values (${templateId}, ${lockDays}, ${confirmHours}, ${nameActor(scope.actor)}, ${now})
			on conflict (template_id) do update set lock_days = excluded.lock_days, confirm_hours = excluded.confirm_hours,
				written_by = excluded.written_by, written_at = excluded.written_at`
	await emit(scope, {
		...(templateId
			? { kind: 'template.saved' as const, subject: { kind: 'template', id: templateId } }
			: { kind: 'company.updated' as const, subject: { kind: 'company', id: scope.company.billingPartyId } }),
		facts: { lockDays, confirmHours },
	})
}

const isWithin = (count: number, most: number) => Number.isInteger(count) && count >= 1 && count <= most
