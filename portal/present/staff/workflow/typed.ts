import type { Condition, StepRule } from '#core/approval/workflow.ts'
import { formatMajor } from '#core/money.ts'
import { approverOf } from './approver.ts'

/** A condition as its row shows it: an amount in major units, or what was typed. */
export type ShownCondition = { fact: string; is: string; value: string; currency: string | undefined }

export const showCondition = ({ fact, is, value, currency }: Condition): ShownCondition => ({
	...{ fact, is, currency },
	value: currency ? formatMajor(BigInt(value), currency) : value,
})

type Typed = { [name: string]: unknown }

const textOf = (given: unknown): string => (typeof given === 'string' ? given : '')
const listOf = (given: unknown): Typed[] => (Array.isArray(given) ? (given as Typed[]) : [])

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
		conditions: listOf(given.conditions).map((row): ShownCondition => {
			const { fact, is, value, currency } = row ?? {}
			return { fact: textOf(fact), is: textOf(is), value: textOf(value), currency: textOf(currency) }
		}),
		steps: listOf(given.steps).map(typedStep),
	}
}

function typedStep(row: Typed): StepRule {
	const people = (given: unknown) => listOf(given).flatMap((key) => approverOf(textOf(key)) ?? [])
	const number = (given: unknown) => (textOf(given) === '' ? null : Number(textOf(given)))
	const { name, stage, needs, count, asked, otherwise, escalateTo, limitHours, remindHours } = row ?? {}
	return {
		...{ name: textOf(name), stage: number(stage) ?? 1, count: number(count) ?? 1 },
		needs: textOf(needs) === 'all' ? 'all' : textOf(needs) === 'count' ? 'count' : 'any',
		...{ approvers: people(asked), otherwise: people(otherwise), escalateTo: people(escalateTo) },
		...{ limitHours: number(limitHours), remindHours: number(remindHours) },
	}
}
