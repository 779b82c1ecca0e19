import type { Role, Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { sees, withRights } from '../field-right/rights.ts'
import { type Action, may } from '../permit.ts'
import type { Alert } from './find.ts'
import type { AlertTrigger } from './trigger.ts'

/** What cannot be told without something that may be hidden from a role: whoever cannot do this is not told. */
const needed: Partial<Record<AlertTrigger, Action>> = {
	payment_received: 'invoice.read',
	payment_failed: 'invoice.read',
	payment_refunded: 'invoice.read',
	payment_disputed: 'invoice.read',
	invoice_overdue: 'invoice.read',
	promise_kept: 'invoice.read',
	promise_broken: 'invoice.read',
	collection_dispatched: 'invoice.read',
	instalment_reminded: 'invoice.read',
	message_received: 'message.read',
	equipment_delivered: 'equipment.read',
	machine_request_failed: 'equipment.read',
	machine_request_done: 'equipment.read',
}

/**
 * An alert as every one of these roles may see it: of what tells a hidden field nothing, and without the reason that is one.
 * A role that cannot do something anyway, whatever is hidden, is told as the rule says.
 */
export function seenAlert(
	{ company }: Pick<Scope, 'company'>,
	roles: readonly Role[],
	alert: Alert,
	state: ContractState | null,
): Alert[] {
	let seen = alert
	for (const role of roles) {
		const actor = withRights({ kind: 'staff', userId: '', role }, company)
		const action = needed[alert.trigger]
		// What the company pays is nothing for whoever keeps no plans, whatever a rule says.
		if (alert.trigger === 'payable_due' && !may(actor, 'payable.read')) return []
		if (action && actor.kind === 'staff' && actor.withheld?.has(action)) return []
		if (alert.trigger === 'contract_cancelled' && !sees({ actor, company }, 'contract', 'reason', state))
			seen = { ...seen, reason: '', reasonHidden: true }
	}
	return [seen]
}
