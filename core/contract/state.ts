import { refuse } from '../refusal.ts'

export type ContractState =
	| 'draft'
	| 'in_approval'
	| 'rejected'
	| 'approved'
	| 'sent'
	| 'signed'
	| 'active'
	| 'paused'
	| 'ending'
	| 'closed'
	| 'filed'
	| 'expired'
	| 'void'

export type ContractAction =
	| 'edit'
	| 'request_approval'
	| 'approve'
	| 'reject'
	| 'send'
	| 'take_back'
	| 'sign'
	| 'activate'
	| 'amend'
	| 'pause'
	| 'resume'
	| 'end'
	| 'undo_end'
	| 'close'
	| 'file'
	| 'expire'
	| 'void'

/** Every allowed step: from which states, and to which (none: it stays). Whatever is not here is refused. */
const steps: Record<ContractAction, { from: readonly ContractState[]; to?: ContractState }> = {
	edit: { from: ['draft', 'rejected'] },
	request_approval: { from: ['draft', 'rejected'], to: 'in_approval' },
	approve: { from: ['in_approval'], to: 'approved' },
	reject: { from: ['in_approval'], to: 'rejected' },
	send: { from: ['draft', 'approved'], to: 'sent' },
	take_back: { from: ['sent', 'expired'], to: 'draft' },
	sign: { from: ['sent'], to: 'signed' },
	activate: { from: ['draft', 'approved', 'sent', 'signed'], to: 'active' },
	amend: { from: ['active', 'paused', 'ending'] },
	pause: { from: ['active'], to: 'paused' },
	resume: { from: ['paused'], to: 'active' },
	end: { from: ['active', 'paused', 'ending'], to: 'ending' },
	undo_end: { from: ['ending'], to: 'active' },
	close: { from: ['active', 'paused', 'ending'], to: 'closed' },
	file: { from: ['closed'], to: 'filed' },
	expire: { from: ['sent'], to: 'expired' },
	void: { from: ['draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'expired'], to: 'void' },
}

/** A contract whose last day has passed is as good as closed, whether the run has closed it yet or not. */
export function refuseOver(
	scope: { today: Temporal.PlainDate },
	contract: { number: string; endsOn: Temporal.PlainDate | null },
	action: ContractAction,
): void {
	if (contract.endsOn && Temporal.PlainDate.compare(contract.endsOn, scope.today) < 0)
		refuse('contract.not_allowed_in_state', { number: contract.number, state: 'closed', action, possible: '' })
}

/** What may be done from a state: for pages that show only what is possible, and for the words of a refusal. */
export function possibleActions(state: ContractState): ContractAction[] {
	return (Object.keys(steps) as ContractAction[]).filter((action) => steps[action].from.includes(state))
}

/** The state an action leads to. Refuses `contract.not_allowed_in_state` with what is possible instead. */
export function stateAfter(action: ContractAction, contract: { number: string; state: ContractState }): ContractState {
	const step = steps[action]
	if (!step.from.includes(contract.state))
		refuse('contract.not_allowed_in_state', {
			number: contract.number,
			state: contract.state,
			action,
			possible: possibleActions(contract.state).join(', '),
		})
	return step.to ?? contract.state
}
