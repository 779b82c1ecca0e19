import type { Scope } from '../act.ts'
import { readPeople } from './people.ts'
import { type SeatGround, seatsOf } from './seats.ts'
import type { StepRule, Workflow } from './workflow.ts'

/** The steps of a workflow with the names of those who would be asked today. */
export type Asks = {
	id: string | null
	name: string
	steps: (Pick<StepRule, 'name' | 'stage' | 'needs' | 'count'> & { people: string[] })[]
}

export async function whoIsAsked(scope: Scope, workflow: Workflow, ground: SeatGround): Promise<Asks> {
	const all = await readPeople(scope)
	const nameOf = (id: string) => all.people.find((person) => person.id === id)?.name ?? ''
	const steps = workflow.steps.map((rule) => {
		const { name, stage, needs, count } = rule
		return { name, stage, needs, count, people: seatsOf(rule, false, ground, all).map(({ userId }) => nameOf(userId)) }
	})
	return { id: workflow.id, name: workflow.name, steps }
}
