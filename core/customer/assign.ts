import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { refuseLocked } from '../field-right/locked.ts'
import { permit, reach } from '../permit.ts'

export type Assign = { ids: readonly string[] } & ({ ownerId: string | null } | { groupId: string | null })

/** Who looks after customers from now on, or which group; those who have it already, and who are not reached, stay as they are. */
export async function assignCustomers(scope: Scope, input: Assign): Promise<void> {
	permit(scope, 'customer.write')
	refuseLocked(scope, 'customer', null, ['owner'])
	const { sql, now } = scope
	const [column, value] = assigned(input)
	const changed = await sql<{ id: string }[]>`
		update customer set ${sql(column)} = ${value}, version = version + 1, updated_at = ${now}
		where id = any(${[...input.ids]}::uuid[]) and ${sql(column)} is distinct from ${value}::uuid and ${reach(scope).customer()}
		returning id`
	await emit(
		scope,
		...changed.map(({ id }) => ({
			...{ kind: 'customer.updated' as const, subject: { kind: 'customer', id }, customerId: id },
		})),
	)
}

/** The column that is written, and with what. */
export function assigned(input: Assign): ['owner_id' | 'group_id', string | null] {
	return 'ownerId' in input ? ['owner_id', input.ownerId] : ['group_id', input.groupId]
}
