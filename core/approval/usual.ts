import type { SubjectKind } from './register.ts'
import type { Approver, StepRule, Workflow } from './workflow.ts'

const role = (name: 'manager' | 'finance' | 'administrator', ofGroup = false): Approver => ({
	kind: 'role',
	role: name,
	ofGroup,
})

/** One step that any one person decides, in two working days; a reminder after one. */
function step(approvers: Approver[], otherwise: Approver[] = []): StepRule {
	return {
		...{ name: '', stage: 1, approvers, otherwise, needs: 'any', count: 1 },
		...{ limitHours: 48, remindHours: 24, escalateTo: [role('administrator')] },
	}
}

/** Managers of the contract's group, else finance. */
const ofTheGroup = step([role('manager', true)], [role('finance')])

const one = (subjectKind: SubjectKind, name: string, more: Partial<Workflow> & Pick<Workflow, 'steps'>): Workflow => ({
	...{ id: null, groupId: null, position: 100, conditions: [], own: 'never', subjectKind, name },
	...more,
})

/** What a new company begins with; it changes them in the console. Amounts are major units of its own currency. */
export const usualWorkflows: readonly Workflow[] = [
	one('contract_change', 'A customer’s change above the limit', { steps: [ofTheGroup] }),
]

/** For what always needs somebody's word, though the company has taken its workflow away. */
export function usualFor(kind: 'contract_change'): Workflow {
	const usual = usualWorkflows.find(({ subjectKind }) => subjectKind === kind)
	if (!usual) throw new Error(`Nothing is usual for ${kind}`)
	return usual
}
