import type { Scope } from '../act.ts'
import { readPeople } from './people.ts'
import { isShort, type SeatGround, seatsOf } from './seats.ts'
import type { StepRule, Workflow } from './workflow.ts'

/** The steps of a workflow with the names of those who would be asked today. */
export type Asks = {
	id: string | null
	name: string
	steps: (Pick<StepRule, 'name' | 'stage' | 'needs' | 'count'> & {
		people: string[]
		/** Fewer people are named than it needs, so that others are asked too. */
		short: boolean
	})[]
}

export async function whoIsAsked(scope: Scope, workflow: Workflow, ground: SeatGround): Promise<Asks> {
	const all = await readPeople(scope)
	const nameOf = (id: string) => all.people.find((person) => person.id === id)?.name ?? ''
	const steps = workflow.steps.map((rule) => {
		const { name, stage, needs, count } = rule
		const seats = seatsOf(rule, false, ground, all)
		const short = isShort(rule, ground, all)
		return { name, stage, needs, count, short, people: seats.map(({ userId }) => nameOf(userId)) }
	})
	return { id: workflow.id, name: workflow.name, steps }
}
