import type { Approver, Condition } from '#core/approval/workflow.ts'
import { staffWords } from '../../../words/staff.ts'
import { sayApproval } from '../../../words/staff-approval.ts'
import { sayWorkflow as say } from '../../../words/staff-workflows.ts'
import { formatMoney } from '../../format.ts'
import { approverChoices, keyOf } from './approver.ts'

/** A condition as a phrase. */
export function tellCondition({ fact, is, value, currency }: Condition): string {
	const told = currency
		? formatMoney('en', { minor: BigInt(value), currency })
		: fact === 'risk'
			? sayApproval(`approval.risks.${value as 'low'}`)
			: fact === 'role'
				? staffWords(`staff.role.${value as 'finance'}`)
				: value
	return `${say(`workflow.fact.${fact}`)} ${say(`workflow.is.${is}`)} ${told}`
}

/** Whom a step asks, by name. */
export function tellApprovers(approvers: readonly Approver[], people: readonly { id: string; name: string }[]): string {
	const choices = approverChoices(people)
	return approvers
		.map((one) => choices.find(({ key }) => key === keyOf(one))?.label ?? '')
		.filter(Boolean)
		.join(', ')
}
