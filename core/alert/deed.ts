import type { Scope } from '../act.ts'
import { assignContracts } from '../contract/assign.ts'
import { recordFollowUp } from '../follow-up/record.ts'
import { permit } from '../permit.ts'
import type { AlertAction } from './audience.ts'

/** What a rule does itself of what happened. */
export type AlertDeed = {
	eventId: string
	ruleId: string
	/** Whom it reaches. */
	userId: string
	action: Exclude<AlertAction, 'tell'>
	nextStep: string | null
	withinDays: number | null
	customerId: string
	contractId: string | null
}

/** Each is written once with what it does, in the transaction that found it. A contract that is over stays with whom it was. */
export async function doDeeds(scope: Scope, deeds: readonly AlertDeed[]): Promise<void> {
	permit(scope, 'company.write')
	for (const { eventId, ruleId, userId, action, nextStep, withinDays, customerId, contractId } of deeds) {
		if (action === 'assign') {
			if (contractId) await assignContracts(scope, { ids: [contractId], ownerId: userId })
			continue
		}
		const step = nextStep ?? ''
		await recordFollowUp(scope, {
			...{ customerId, contractId, kind: 'other', text: step, nextStep: step, assigneeId: userId },
			nextOn: scope.today.add({ days: withinDays ?? 0 }).toString(),
			key: `rule:${ruleId}:${eventId}`,
		})
	}
}
