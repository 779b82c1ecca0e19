import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** Groups and members for a choice in a form; who left is not offered. */
export async function listStaff(
	scope: Scope,
): Promise<{ groups: { id: string; name: string }[]; users: { id: string; name: string }[] }> {
	permit(scope, 'customer.read')
	const [groups, users] = await Promise.all([
		scope.sql<{ id: string; name: string }[]>`select id, name from staff_group order by name collate people`,
		scope.sql<
			{ id: string; name: string }[]
		>`select id, name from staff_user where left_at is null order by name collate people`,
	])
	return { groups: [...groups], users: [...users] }
}
