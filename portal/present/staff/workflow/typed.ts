import type { Condition, StepRule } from '#core/approval/workflow.ts'
import { formatMajor } from '#core/money.ts'
import { keyOf } from './approver.ts'

/** A condition as its row shows it: an amount in major units, or what was typed. */
export type ShownCondition = { fact: string; is: string; value: string; currency: string | undefined }

export const showCondition = ({ fact, is, value, currency }: Condition): ShownCondition => ({
	...{ fact, is, currency },
	value: currency ? formatMajor(BigInt(value), currency) : value,
})

/** A step as its fields show it: approvers as keys of the choice, numbers as they were typed. */
export type ShownStep = {
	name: string
	stage: string
	needs: string
	count: string
	asked: string[]
	otherwise: string[]
	escalateTo: string[]
	limitHours: string
	remindHours: string
}

export const showStep = (step: StepRule): ShownStep => ({
	...{ name: step.name, stage: String(step.stage), needs: step.needs, count: String(step.count) },
	...{ asked: step.approvers.map(keyOf), otherwise: step.otherwise.map(keyOf), escalateTo: step.escalateTo.map(keyOf) },
	...{ limitHours: String(step.limitHours ?? ''), remindHours: String(step.remindHours ?? '') },
})

type Typed = { [name: string]: unknown }

const textOf = (given: unknown): string => (typeof given === 'string' ? given : '')
/** Without holes, and never more than the form has rows for, whatever was posted. */
const listOf = (given: unknown, most: number): Typed[] =>
	Array.isArray(given) ? Array.from(given.slice(0, most), (row) => (row ?? {}) as Typed) : []

export const mostConditions = 8
export const mostSteps = 10

/** What was typed into a form that was refused, so that nothing of it is lost. */
export function typedWorkflow(given: Typed | null | undefined) {
	if (!given) return undefined
	const text = (name: string) => textOf(given[name])
	return {
		name: text('name'),
		groupId: text('groupId') || null,
		subjectKind: text('subjectKind'),
		position: text('position'),
		own: text('own'),
		conditions: listOf(given.conditions, mostConditions).map((row): ShownCondition => {
			const { fact, is, value, currency } = row
			return { fact: textOf(fact), is: textOf(is), value: textOf(value), currency: textOf(currency) }
		}),
		steps: withoutRest(listOf(given.steps, mostSteps).map(typedStep)),
	}
}

function typedStep({
	name,
	stage,
	needs,
	count,
	asked,
	otherwise,
	escalateTo,
	limitHours,
	remindHours,
}: Typed): ShownStep {
	const people = (list: unknown) => listOf(list, 20).map(textOf)
	return {
		...{ name: textOf(name), stage: textOf(stage), needs: textOf(needs), count: textOf(count) },
		...{ asked: people(asked), otherwise: people(otherwise), escalateTo: people(escalateTo) },
		...{ limitHours: textOf(limitHours), remindHours: textOf(remindHours) },
	}
}

/** A step in the middle that was left empty keeps its place, so that what is wrong stands where it was typed. */
function withoutRest(steps: readonly ShownStep[]): ShownStep[] {
	const isTyped = ({ name, asked, otherwise, escalateTo, limitHours, remindHours }: ShownStep) =>
		[name, ...asked, ...otherwise, ...escalateTo, limitHours, remindHours].some(Boolean)
	return steps.slice(0, steps.findLastIndex(isTyped) + 1)
}
