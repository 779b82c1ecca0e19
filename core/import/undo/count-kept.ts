import type { Scope } from '../../act.ts'
import { permit } from '../../permit.ts'

/** How many rows stayed although their import was taken back, by reason. */
export async function countKept(scope: Scope, { id }: { id: string }): Promise<{ reason: string; count: number }[]> {
	permit(scope, 'import.run')
	return await scope.sql<{ reason: string; count: number }[]>`
		select undone as reason, count(*)::int as count from import_row
		where batch_id = ${id} and undone <> 'yes' group by undone order by count desc, reason`
}
