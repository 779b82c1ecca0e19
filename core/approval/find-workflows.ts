import type { Scope } from '../act.ts'
import type { SubjectKind } from './register.ts'
import type { Workflow } from './workflow.ts'

export type FoundWorkflow = Workflow & { id: string; version: number; groupName: string | null }

/** The workflows in use, of one subject or all, in the order in which they are tried. */
export async function findWorkflows({ sql }: Pick<Scope, 'sql'>, kind?: SubjectKind): Promise<FoundWorkflow[]> {
	return await sql<FoundWorkflow[]>`
		select workflow.id, subject_kind as "subjectKind", group_id as "groupId", staff_group.name as "groupName", workflow.name,
			position, conditions, steps, own, version
		from approval_workflow as workflow left join staff_group on staff_group.id = group_id
		where archived_at is null and (${kind ?? null}::text is null or subject_kind = ${kind ?? null})
		order by subject_kind, group_id is null, position, workflow.id`
}
