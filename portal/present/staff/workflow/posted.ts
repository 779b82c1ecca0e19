import { z } from 'zod'
import { hasFact } from '#core/approval/facts-of.ts'
import type { SaveWorkflow } from '#core/approval/save-workflow.ts'
import { subjectKinds } from '#core/approval/subject-kinds.ts'
import { type Condition, condition } from '#core/approval/workflow.ts'
import { amountField } from '../../../form-fields.ts'
import type { Speaker } from '../../../words/speaker.ts'
import { sayApproval } from '../../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import { approverOf } from './approver.ts'

const keys = z.array(z.string().max(60).optional()).max(20).default([])
const hours = z.coerce.number().int().min(1).max(2400).optional()

type Named = readonly { id: string }[]

/** What the form posts; whom it names must be here. */
export const workflowSchemaOf = (people: { users: Named; groups: Named }) =>
	z
		.object({
			intent: z.literal('save'),
			version: z.coerce.number().int().min(0).max(2_147_483_647).optional(),
			subjectKind: z.enum(subjectKinds),
			groupId: z.uuid().optional(),
			name: z.string().trim().min(1).max(120),
			position: z.coerce.number().int().min(1).max(9999),
			own: z.enum(['never', 'alone', 'always']),
			conditions: z
				.array(
					z
						.object({
							fact: condition.shape.fact.optional(),
							is: condition.shape.is,
							value: z.string().trim().max(40).optional(),
							currency: z.string().trim().toUpperCase().length(3).optional(),
						})
						.superRefine(({ fact, value }, context) => {
							if (fact && !value)
								context.addIssue({ code: 'custom', path: ['value'], message: say('workflow.valueMissing') })
							if (value && !fact)
								context.addIssue({ code: 'custom', path: ['fact'], message: say('workflow.factMissing') })
						}),
				)
				.max(8)
				.default([]),
			steps: z
				.array(
					z.object({
						name: z.string().trim().max(80).default(''),
						stage: z.coerce.number().int().min(1).max(20).default(1),
						needs: z.enum(['any', 'all', 'count']),
						count: z.coerce.number().int().min(1).max(20).default(1),
						asked: keys,
						otherwise: keys,
						escalateTo: keys,
						limitHours: hours,
						remindHours: hours,
					}),
				)
				.max(10)
				.default([]),
		})
		.superRefine(({ groupId, steps }, context) => {
			const refuse = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message })
			if (groupId && !people.groups.some(({ id }) => id === groupId)) refuse(['groupId'], say('workflow.noTeam'))
			for (const [index, step] of steps.entries())
				for (const field of ['asked', 'otherwise', 'escalateTo'] as const)
					for (const [row, key] of step[field].entries()) {
						const one = key ? approverOf(key) : null
						const isGone = one?.kind === 'user' && !people.users.some(({ id }) => id === one.userId)
						if (one === undefined || isGone) refuse(['steps', index, field, row], say('workflow.goneChosen'))
					}
		})
		.superRefine(({ subjectKind: kind, conditions }, context) => {
			for (const [index, { fact }] of conditions.entries())
				if (fact && !hasFact(kind, fact)) {
					const names = { fact: say(`workflow.fact.${fact}`), subject: sayApproval(`approval.kindName.${kind}`) }
					context.addIssue({
						code: 'custom',
						path: ['conditions', index, 'fact'],
						message: say('workflow.factForeign', names),
					})
				}
		})
type Posted = z.output<ReturnType<typeof workflowSchemaOf>>

/** Codes are taken however they are typed; a role or a currency is that or is not. */
function plainCondition(fact: Condition['fact'], is: Condition['is'], value: string): Condition {
	if (fact === 'currency') return { fact, is: 'equal', value: value.toUpperCase() }
	if (fact === 'role') return { fact, is: 'equal', value: value.toLowerCase() }
	return { fact, is, value: fact === 'risk' ? value.toLowerCase() : value.replace(',', '.') }
}

/** The name of the field of a condition that core counts from 1, of those that are not left empty. */
export function fieldOfCondition({ conditions }: Posted, number: number): string {
	const rows = [...conditions.entries()].filter(([, { fact, value }]) => fact && value)
	return `conditions[${rows[number - 1]?.[0] ?? 0}].value`
}

/** The posted form as core takes it; a sentence's value, and its field, where a condition's is none. */
export function workflowPosted(
	posted: Posted,
	speaker: Pick<Speaker, 'say' | 'formats'>,
): { ok: true; value: SaveWorkflow } | { ok: false; value: string; field: string } {
	const conditions: Condition[] = []
	for (const [index, { fact, is, value, currency }] of posted.conditions.entries()) {
		if (!fact || !value) continue
		const isMoney = fact === 'amount' || fact === 'overdue_amount'
		if (!isMoney) {
			conditions.push(plainCondition(fact, is, value))
			continue
		}
		const minor = currency ? amountField(currency, speaker).safeParse(value) : undefined
		if (!currency || !minor?.success) return { ok: false, value, field: `conditions[${index}].value` }
		conditions.push({ fact, is, value: String(minor.data), currency })
	}
	const approvers = (given: (string | undefined)[]) => given.flatMap((key) => (key ? (approverOf(key) ?? []) : []))
	const steps = posted.steps.map(({ asked, otherwise, escalateTo, limitHours, remindHours, ...step }) => ({
		...step,
		approvers: approvers(asked),
		otherwise: approvers(otherwise),
		escalateTo: approvers(escalateTo),
		limitHours: limitHours ?? null,
		remindHours: remindHours ?? null,
	}))
	const { name, position, own, groupId, version, subjectKind } = posted
	const asking = steps.filter((step) => step.approvers.length > 0)
	return {
		ok: true,
		value: { subjectKind, name, position, own, groupId: groupId ?? null, version, conditions, steps: asking },
	}
}
