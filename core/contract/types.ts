import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A type of contract: contracts and document rules know it by its code, people by its name. */
export type ContractType = { code: string; name: string; position: number; archived: boolean; used: boolean }

/** What a contract is where nobody says otherwise, such as one out of a file or a quote. */
export const usualType = 'subscription'

/** In their order; those not offered any more at the end. They are nobody's, so nobody is asked. */
export async function findContractTypes({ sql }: Pick<Scope, 'sql'>): Promise<ContractType[]> {
	return await sql<ContractType[]>`
		select code, name, position, archived_at is not null as archived,
			(exists (select from contract where contract.type = contract_type.code)
				or exists (select from commission_rule as rule where rule.contract_type = contract_type.code)) as used
		from contract_type order by archived_at is not null, position, name collate people`
}

/** Refuses `contract.type_unknown`. One that is not offered any more stays with the contracts that are of it. */
export async function refuseUnknownType({ sql }: Pick<Scope, 'sql'>, type: string, before?: string): Promise<void> {
	if (type === before || type === usualType) return
	const [known] = await sql`select from contract_type where code = ${type} and archived_at is null`
	if (!known) refuse('contract.type_unknown', { type })
}

/** `code` of one that is there: its name and place change, and it is offered again where it was not any more. */
export type SaveContractType = { code?: string | undefined; name: string; position: number }

/** Refuses `input.invalid`, `not_found`, `own_field.name_taken`. */
export async function saveContractType(scope: Scope, input: SaveContractType): Promise<void> {
	permit(scope, 'company.write')
	const { sql } = scope
	const [name, position] = checkNamed(input)
	await sql`lock table contract_type in share row exclusive mode`
	const others = (await findContractTypes(scope)).filter((one) => one.code !== input.code)
	const same = (text: string) => text.toLowerCase() === name.toLowerCase()
	if (others.some((one) => !one.archived && same(one.name))) refuse('own_field.name_taken', { name })
	if (input.code === undefined) {
		// The code of an earlier type of this name is taken: it has one of its own.
		const code = others.some((one) => same(one.code)) ? `${name} ${others.length + 1}` : name
		await sql`insert into contract_type (code, name, position) values (${code}, ${name}, ${position})`
	} else {
		const [changed] = await sql`
			update contract_type set name = ${name}, position = ${position}, archived_at = null where code = ${input.code} returning code`
		if (!changed) refuse('not_found', { noun: 'contract_type' })
	}
	await tell(scope, { name, position, code: input.code })
}

/** Takes a type away, or out of use where contracts are of it. Refuses `not_found`, `contract.usual_type`. */
export async function removeContractType(scope: Scope, { code }: { code: string }): Promise<{ archived: boolean }> {
	permit(scope, 'company.write')
	const { sql } = scope
	await sql`lock table contract_type in share row exclusive mode`
	const type = (await findContractTypes(scope)).find((one) => one.code === code)
	if (!type) refuse('not_found', { noun: 'contract_type' })
	if (code === usualType) refuse('contract.usual_type', { name: type.name })
	if (type.used) await sql`update contract_type set archived_at = ${scope.now} where code = ${code}`
	else await sql`delete from contract_type where code = ${code}`
	await tell(scope, { code, name: type.name, [type.used ? 'archived' : 'removed']: true })
	return { archived: type.used }
}

/** A name of one to eighty letters, and a place. Refuses `input.invalid`. */
export function checkNamed(input: { name: string; position: number }): [name: string, position: number] {
	const name = input.name.replaceAll('\0', '').trim()
	if (name === '' || name.length > 80)
		refuse('input.invalid', { field: 'name', problem: name === '' ? 'too_small' : 'too_big' })
	if (!Number.isInteger(input.position) || Math.abs(input.position) > 100_000)
		refuse('input.invalid', { field: 'position', problem: 'invalid' })
	return [name, input.position]
}

async function tell(scope: Scope, contractType: Record<string, unknown>): Promise<void> {
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'company.updated', subject, facts: { contractType } })
}
