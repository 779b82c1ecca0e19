import { z } from 'zod'
import { compare, parseDecimal } from '../decimal.ts'

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const

/** Whom a step asks. `ofGroup`: only those of the group that the request belongs to. */
const approver = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('role'), role: z.enum(roles), ofGroup: z.boolean() }),
	z.object({ kind: z.literal('group_lead') }),
	z.object({ kind: z.literal('superior') }),
	z.object({ kind: z.literal('user'), userId: z.uuid() }),
])
export type Approver = z.infer<typeof approver>

const hours = z.number().int().min(1).max(2400).nullable()
const approvers = z.array(approver).max(20)

export const stepRule = z.object({
	name: z.string().trim().max(80),
	/** Steps of one stage run together, stages one after the other. */
	stage: z.number().int().min(1).max(20),
	approvers: approvers.min(1),
	/** Asked where the first are nobody. Where these are nobody too, administrators are. */
	otherwise: approvers,
	needs: z.enum(['any', 'all', 'count']),
	/** How many different people must approve, for `count`. */
	count: z.number().int().min(1).max(20),
	/** Hours of working days until those of `escalateTo` are asked too, and until a reminder. */
	limitHours: hours,
	remindHours: hours,
	escalateTo: approvers,
})
export type StepRule = z.infer<typeof stepRule>

/** A fact of what is asked for. `value`: minor units with `currency`, an exact decimal, days, or a code: of a role or a currency, which `is` that or not. */
export const condition = z.object({
	fact: z.enum([
		'amount',
		'discount',
		'overdue_days',
		'overdue_amount',
		'risk',
		'role',
		'days_before_term',
		'currency',
		'missing_conditions',
	]),
	is: z.enum(['above', 'at_least', 'below', 'equal']),
	value: z.string().trim().min(1).max(40),
	currency: z.string().length(3).optional(),
})
export type Condition = z.infer<typeof condition>

export type Own = 'never' | 'alone' | 'always'

export type Workflow = {
	id: string | null
	subjectKind: string
	groupId: string | null
	name: string
	position: number
	conditions: Condition[]
	steps: StepRule[]
	own: Own
}

export type Risk = 'low' | 'medium' | 'high'

/** What conditions look at; null or missing where a subject has no such fact. */
export type ConditionFacts = {
	groupId: string | null
	amountMinor: bigint | null
	currency: string | null
	discount?: string
	overdueDays: number
	overdueMinor: bigint
	/** Of what is overdue. */
	overdueCurrency: string | null
	risk: Risk | null
	role?: string
	daysBeforeTerm?: number
	missing?: number
}

/** The workflow that counts: a group's own before the general ones, by their order; null where none fits. */
export function chooseWorkflow(workflows: readonly Workflow[], facts: ConditionFacts): Workflow | null {
	const inOrder = [...workflows].sort(
		(one, other) => Number(one.groupId === null) - Number(other.groupId === null) || one.position - other.position,
	)
	return (
		inOrder.find(
			({ groupId, conditions }) =>
				(groupId === null || groupId === facts.groupId) && conditions.every((one) => holds(one, facts)),
		) ?? null
	)
}

const risks: Risk[] = ['low', 'medium', 'high']

/** Amounts in two currencies cannot be compared: such a condition holds, so that somebody looks. */
export function holds(condition: Condition, facts: ConditionFacts): boolean {
	const { fact, value } = condition
	if (fact === 'role') return facts.role === value
	if (fact === 'currency') return facts.currency === value
	if (fact === 'risk') {
		if (facts.risk === null) return false
		return measure(condition.is, BigInt(risks.indexOf(facts.risk)), BigInt(risks.indexOf(value as Risk)))
	}
	if (fact === 'days_before_term') return measure(condition.is, BigInt(facts.daysBeforeTerm ?? 0), BigInt(value))
	if (fact === 'missing_conditions') return measure(condition.is, BigInt(facts.missing ?? 0), BigInt(value))
	if (fact === 'overdue_days') return measure(condition.is, BigInt(facts.overdueDays), BigInt(value))
	if (fact === 'discount')
		return (
			facts.discount !== undefined &&
			measure(condition.is, BigInt(compare(parseDecimal(facts.discount), parseDecimal(value))), 0n)
		)
	const minor = fact === 'amount' ? facts.amountMinor : facts.overdueMinor
	if (minor === null) return false
	const currency = fact === 'amount' ? facts.currency : facts.overdueCurrency
	if (minor !== 0n && currency !== condition.currency) return condition.is !== 'below'
	return measure(condition.is, minor, BigInt(value))
}

function measure(is: Condition['is'], one: bigint, other: bigint): boolean {
	if (is === 'above') return one > other
	if (is === 'at_least') return one >= other
	if (is === 'below') return one < other
	return one === other
}
