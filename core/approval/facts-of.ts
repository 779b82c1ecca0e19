import type { SubjectKind } from './subject-kinds.ts'
import type { Condition } from './workflow.ts'

type Fact = Condition['fact']

const ofMoney: Fact[] = ['amount', 'currency']
/** How the customer stands. */
const ofCustomer: Fact[] = ['overdue_days', 'overdue_amount', 'risk']
const usual: Fact[] = [...ofMoney, ...ofCustomer]

/** What a condition can look at, by what is asked for: any other fact would never hold. */
const facts: Record<SubjectKind, readonly Fact[]> = {
	contract_change: usual,
	contract_activation: [...usual, 'discount'],
	quote_send: [...usual, 'discount'],
	discount: [...usual, 'discount'],
	cancellation: [...usual, 'days_before_term'],
	credit_note: usual,
	refund: usual,
	write_off: usual,
	plan_rest: usual,
	penalty_waiver: usual,
	reschedule: usual,
	delivery: ['currency', ...ofCustomer, 'missing_conditions'],
	machine_lock: [...usual, 'missing_conditions'],
	machine_unlock: [...usual, 'missing_conditions'],
	repossession: [...usual, 'missing_conditions'],
	settlement: [...usual, 'missing_conditions'],
	user_access: ['role'],
	supplier_contract: usual,
	partner_application: [],
}

export const hasFact = (kind: SubjectKind, fact: Fact): boolean => facts[kind].includes(fact)
