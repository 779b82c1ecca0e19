import type { Scope } from '../act.ts'
import { may } from '../permit.ts'
import { findTemplate } from '../template/find.ts'
import { addPayable } from './add.ts'

type Begun = { contractId: string; templateId: string; currency: string; startsOn: string }

/**
 * The plan of what is to be paid that a contract's template begins it with. Amounts hold in the company's currency alone; who
 * may not keep plans begins the contract without one.
 */
export async function beginPlan(scope: Scope, { contractId, templateId, currency, startsOn }: Begun): Promise<void> {
	const { payables } = await findTemplate(scope, { id: templateId })
	if (!may(scope.actor, 'payable.write') || currency !== scope.company.currency) return
	for (const { afterDays, ...part } of payables) {
		const { arrears, interval } = part
		const first = Temporal.PlainDate.from(startsOn)
		const begins = arrears && interval ? first.add({ [`${interval.unit}s`]: interval.count }) : first
		const firstDueOn = begins.add({ days: afterDays }).toString()
		await addPayable(scope, { ...part, contractId, firstDueOn, lastDueOn: null })
	}
}
