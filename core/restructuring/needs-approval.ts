import type { Scope } from '../act.ts'
import { noticeTerms } from '../amendment/leaving.ts'
import type { ContractStanding } from '../amendment/standing.ts'
import { findWorkflows } from '../approval/find-workflows.ts'
import { percentOff } from '../approval/percent-off.ts'
import { type ConditionFacts, holds, type Workflow } from '../approval/workflow.ts'
import { noticeOn } from '../contract/notice.ts'
import { parseDecimal } from '../decimal.ts'

/** Whether somebody would have to agree to it on a contract alone: then it is left out, and asked for there. */
export type NeedsApproval = {
	/** A unit price that becomes another. */
	price(before: string, after: string): boolean
	/** A contract that ends on a day (ISO). */
	end(standing: ContractStanding, endsOn: string): boolean
}

export async function readNeeds(scope: Scope): Promise<NeedsApproval> {
	const [discounts, ends] = [await findWorkflows(scope, 'discount'), await findWorkflows(scope, 'cancellation')]
	return {
		price: (before, after) => {
			const discount = percentOff(parseDecimal(before), parseDecimal(after))
			return discount !== '0' && discounts.some((workflow) => mayHold(workflow, { discount }))
		},
		end: (standing, endsOn) => {
			const terms = noticeTerms(standing)
			const notice = noticeOn(terms, scope.today)
			const term = terms.endsOn ?? (notice.kind === 'open' ? null : notice.endsOn)
			const days = term ? Temporal.PlainDate.from(endsOn).until(term, { largestUnit: 'day' }).days : 0
			return ends.some((workflow) => mayHold(workflow, { daysBeforeTerm: Math.max(0, days) }))
		},
	}
}

/** What a workflow wants to know besides is taken to hold, so that somebody looks. */
function mayHold({ conditions }: Workflow, known: { discount: string } | { daysBeforeTerm: number }): boolean {
	const fact = 'discount' in known ? 'discount' : 'days_before_term'
	const facts: ConditionFacts = { ...unknown, ...known }
	return conditions.every((condition) => condition.fact !== fact || holds(condition, facts))
}

const unknown = {
	...{ groupId: null, amountMinor: null, currency: null, risk: null },
	...{ overdueDays: 0, overdueMinor: 0n, overdueCurrency: null },
}
