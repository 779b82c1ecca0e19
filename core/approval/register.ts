import type { z } from 'zod'
import type { Scope } from '../act.ts'
import type { Action } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Asked, CardBody, Subject } from './subject.ts'
import { contractChange } from './subjects/contract-change.ts'

/** A subject whose input comes from where it was kept, and is read before anything is done with it. */
type Registered<Input> = {
	permission: Action
	renews: boolean
	input: z.ZodType<Input>
	look(scope: Scope, input: unknown, on: string): Promise<Asked<unknown>>
	run(scope: Scope, input: unknown, on: string): Promise<unknown>
	card(shown: unknown, currency: string): CardBody
}

function register<Input, Shown>(subject: Subject<Input, Shown>): Registered<Input> {
	const read = (input: unknown): Input => {
		const parsed = subject.input.safeParse(input)
		if (parsed.success) return parsed.data
		const issue = parsed.error.issues[0]
		return refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	return {
		permission: subject.permission,
		renews: subject.renews,
		input: subject.input,
		look: async (scope, input, on) => await subject.look(scope, read(input), on),
		run: async (scope, input, on) => await subject.run(scope, read(input), on),
		card: (shown, currency) => subject.card(shown as Shown, currency),
	}
}

/** Everything that may need approval. */
export const subjects = {
	contract_change: register(contractChange),
}

export type SubjectKind = keyof typeof subjects

export const subjectOf = (kind: SubjectKind): Registered<unknown> => subjects[kind]
