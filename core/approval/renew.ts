import type { Scope } from '../act.ts'
import type { LockedRequest } from './lock.ts'
import type { Asked } from './subject.ts'
import { workflowFor, writeRequest } from './write.ts'

/** The same request in the same asker's name, with the figures of now: its steps begin anew. */
export async function renew(scope: Scope, old: LockedRequest, asked: Asked<unknown>): Promise<{ freshId: string }> {
	const { subjectKind: kind, change, note, requestedBy } = old
	const workflow = (await workflowFor(scope, kind, asked)) ?? old.workflow
	const on = scope.today.toString()
	const fresh = await writeRequest(scope, { kind, asked, change, on, note, workflow, requestedBy, replaces: old.id })
	return { freshId: fresh.id }
}
