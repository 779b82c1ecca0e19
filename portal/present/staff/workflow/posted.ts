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

const keys = z.array(z.string().max(60).optional()).default([])
const hours = z.coerce.number().int().min(1).max(2400).optional()

export const workflowSchema = z
	.object({
		intent: z.literal('save'),
		version: z.coerce.number().int().optional(),
		subjectKind: z.string().max(40),
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
			.default([]),
	})
	.superRefine(({ subjectKind, conditions }, context) => {
		const kind = subjectKinds.find((one) => one === subjectKind)
		for (const [index, { fact }] of conditions.entries())
			if (kind && fact && !hasFact(kind, fact)) {
				const names = { fact: say(`workflow.fact.${fact}`), subject: sayApproval(`approval.kindName.${kind}`) }
				context.addIssue({
					code: 'custom',
					path: ['conditions', index, 'fact'],
					message: say('workflow.factForeign', names),
				})
			}
	})
type Posted = z.output<typeof workflowSchema>

/** Codes are taken however they are typed; a role or a currency is that or is not. */
function plainCondition(fact: Condition['fact'], is: Condition['is'], value: string): Condition {
	if (fact === 'currency') return { fact, is: 'equal', value: value.toUpperCase() }
	if (fact === 'role') return { fact, is: 'equal', value: value.toLowerCase() }
	return { fact, is, value: fact === 'risk' ? value.toLowerCase() : value.replace(',', '.') }
}

/** The posted form as core takes it; a sentence's value where a condition's is none. */
export function workflowPosted(
	posted: Posted,
	speaker: Pick<Speaker, 'say' | 'language'>,
): { ok: true; value: Omit<SaveWorkflow, 'subjectKind'> } | { ok: false; value: string } {
	const conditions: Condition[] = []
	for (const { fact, is, value, currency } of posted.conditions) {
		if (!fact || !value) continue
		const isMoney = fact === 'amount' || fact === 'overdue_amount'
		if (!isMoney) {
			conditions.push(plainCondition(fact, is, value))
			continue
		}
		const minor = currency ? amountField(currency, speaker).safeParse(value) : undefined
		if (!currency || !minor?.success) return { ok: false, value }
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
	const { name, position, own, groupId, version } = posted
	const asking = steps.filter((step) => step.approvers.length > 0)
	return {
		ok: true,
		value: { name, position, own, groupId: groupId ?? null, version, conditions, steps: asking },
	}
}
