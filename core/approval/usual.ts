import { powerOfTen } from '../decimal.ts'
import { exponent } from '../money.ts'
import type { SubjectKind } from './register.ts'
import type { Approver, Condition, StepRule, Workflow } from './workflow.ts'

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

type Wanted = Pick<Workflow, 'steps'> & Partial<Workflow>
const one = (subjectKind: SubjectKind, name: string, wanted: Wanted): Workflow => ({
	...{ id: null, groupId: null, position: 100, conditions: [], own: 'never', subjectKind, name },
	...wanted,
})

const byFinance = step([role('finance')], [role('administrator')])

/** Per cent off from which somebody else looks. */
const muchOff: Condition = { fact: 'discount', is: 'above', value: '20' }

const notMet: Condition = { fact: 'missing_conditions', is: 'above', value: '0' }

/**
 * What a new company begins with, and changes in the console. Money that leaves or is given up is looked at by a second
 * person where there is one: `alone` lets the only one there is go on, on the record.
 */
export function usualWorkflows(currency: string): Workflow[] {
	const much: Condition = {
		fact: 'amount',
		is: 'above',
		value: String(1000n * powerOfTen(exponent(currency))),
		currency,
	}
	return [
		one('contract_change', 'A customer’s change above the limit', { steps: [ofTheGroup] }),
		one('contract_activation', 'A new contract with more than 20 % off', {
			...{ steps: [ofTheGroup], conditions: [muchOff], own: 'alone' },
		}),
		one('discount', 'More than 20 % off a running contract', {
			...{ steps: [ofTheGroup], conditions: [muchOff], own: 'alone' },
		}),
		one('cancellation', 'An end before the term', {
			steps: [ofTheGroup],
			conditions: [{ fact: 'days_before_term', is: 'above', value: '0' }],
			own: 'alone',
		}),
		one('credit_note', 'A credit note above 1,000', { steps: [byFinance], conditions: [much], own: 'alone' }),
		one('refund', 'A refund above 1,000', { steps: [byFinance], conditions: [much], own: 'alone' }),
		one('user_access', 'Another administrator', {
			steps: [step([role('administrator')])],
			conditions: [{ fact: 'role', is: 'equal', value: 'administrator' }],
			own: 'alone',
		}),
		one('penalty_waiver', 'Every waiver of penalty interest', { steps: [ofTheGroup], own: 'alone' }),
		one('partner_application', 'Every partner application', {
			steps: [step([role('manager')], [role('administrator')])],
		}),
		one('delivery', 'A delivery with conditions that are not met', {
			...{ steps: [byFinance], conditions: [notMet], own: 'alone' },
		}),
		one('machine_lock', 'Every lock of a machine', { steps: [ofTheGroup], own: 'alone' }),
		one('machine_unlock', 'An unlock with something overdue', {
			...{ steps: [ofTheGroup], conditions: [notMet], own: 'alone' },
		}),
		one('repossession', 'Every repossession', { steps: [ofTheGroup], own: 'alone' }),
		one('settlement', 'Every settlement', { steps: [byFinance], own: 'alone' }),
		one('write_off', 'Every write-off', { steps: [byFinance], own: 'alone' }),
	]
}

/** For what always needs somebody's word, though the company has taken its workflow away. */
export function usualFor(kind: SubjectKind): Workflow {
	const usual = usualWorkflows('EUR').find(({ subjectKind }) => subjectKind === kind)
	if (!usual) throw new Error(`Nothing is usual for ${kind}`)
	return usual
}
