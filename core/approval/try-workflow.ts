import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { findWorkflows } from './find-workflows.ts'
import { type Asks, whoIsAsked } from './name-seats.ts'
import type { SubjectKind } from './register.ts'
import { type ConditionFacts, chooseWorkflow } from './workflow.ts'

/** `ownerId`: who looks after the contract; `askerId`: the member of staff who would ask. */
export type TryWorkflow = ConditionFacts & { kind: SubjectKind; ownerId: string | null; askerId: string | null }

export type Tried = {
	/** Null: nobody would be asked, and it would be done at once. */
	workflow: Pick<Asks, 'id' | 'name'> | null
	steps: Asks['steps']
}

/** Who would be asked for something at this moment. */
export async function tryWorkflow(scope: Scope, { kind, ownerId, askerId, ...facts }: TryWorkflow): Promise<Tried> {
	permit(scope, 'company.write')
	const workflow = chooseWorkflow(await findWorkflows(scope, kind), facts)
	if (!workflow) return { workflow: null, steps: [] }
	const ground = { kind, groupId: facts.groupId, ownerId, requesterId: askerId, own: workflow.own }
	const { id, name, steps } = await whoIsAsked(scope, workflow, ground)
	return { workflow: { id, name }, steps }
}
