import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { findWorkflows } from './find-workflows.ts'
import { readPeople } from './people.ts'
import type { SubjectKind } from './register.ts'
import { seatsOf } from './seats.ts'
import { type ConditionFacts, chooseWorkflow, type StepRule } from './workflow.ts'

/** `ownerId`: who looks after the contract; `askerId`: the member of staff who would ask. */
export type TryWorkflow = ConditionFacts & { kind: SubjectKind; ownerId: string | null; askerId: string | null }

export type Tried = {
	/** Null: nobody would be asked, and it would be done at once. */
	workflow: { id: string | null; name: string } | null
	steps: (Pick<StepRule, 'name' | 'stage' | 'needs' | 'count'> & { people: string[] })[]
}

/** Who would be asked for something at this moment. */
export async function tryWorkflow(scope: Scope, { kind, ownerId, askerId, ...facts }: TryWorkflow): Promise<Tried> {
	permit(scope, 'company.write')
	const workflow = chooseWorkflow(await findWorkflows(scope, kind), facts)
	if (!workflow) return { workflow: null, steps: [] }
	const all = await readPeople(scope)
	const nameOf = (id: string) => all.people.find((person) => person.id === id)?.name ?? ''
	const ground = { groupId: facts.groupId, ownerId, requesterId: askerId, ownAllowed: workflow.own === 'always' }
	const steps = workflow.steps.map((rule) => {
		const seats = seatsOf(rule, false, ground, all)
		const { name, stage, needs, count } = rule
		return { name, stage, needs, count, people: seats.map(({ userId }) => nameOf(userId)) }
	})
	return { workflow: { id: workflow.id, name: workflow.name }, steps }
}
