import { type ContractAction, stateAfter } from '../contract/state.ts'
import { refuse } from '../refusal.ts'
import type { ContractChange } from './change.ts'
import { type Ground, isBound } from './ground.ts'
import {
	planCancel,
	planDiscount,
	planDiscountEnd,
	planEndTogether,
	planPause,
	planRenew,
	planResume,
	planUndoCancel,
} from './plan-contract.ts'
import { planLines } from './plan-lines.ts'
import { planTakeBack } from './plan-take-back.ts'
import { isEmpty, type PlannedAmendment } from './planned.ts'
import { refuseAccess } from './refuse-access.ts'

/** These set or free a day to come, also of a contract that has not begun. */
const ofTheTerm: ContractChange['kind'][] = ['cancel', 'undo_cancel', 'renew', 'co_terminate', 'take_back']

/**
 * Works a change of one contract out as the amendment it would be: a pure function of what stands. Refuses what the
 * state, the access, the rules or the lines do not allow, and `contract.nothing_changes`.
 */
export function planChange(ground: Ground, change: ContractChange, reason: string): PlannedAmendment {
	const { standing, on, today } = ground
	stateAfter(actionOf(change), standing)
	if (standing.endsOn && standing.endsOn < today)
		refuse('contract.not_allowed_in_state', {
			number: standing.number,
			state: 'closed',
			action: actionOf(change),
			possible: '',
		})
	if (on < standing.startsOn && !ofTheTerm.includes(change.kind))
		refuse('contract.effective_before_start', { effectiveOn: on, startsOn: standing.startsOn })
	const planned = planKind(ground, change, reason)
	if (isEmpty(planned)) {
		// Of several that are to end together one may end on that day already: it is left as it is.
		if (change.kind === 'co_terminate' && change.parts.length > 1) return planned
		refuse('contract.nothing_changes', { number: standing.number })
	}
	if (isBound(ground)) refuseAccess(standing.access, change, planned.direction)
	return planned
}

function planKind(ground: Ground, change: ContractChange, reason: string): PlannedAmendment {
	switch (change.kind) {
		case 'several':
			return planLines(ground, change.changes)
		case 'take_back':
			return planTakeBack(ground, change.sequence)
		case 'discount':
			return planDiscount(ground, change)
		case 'discount_end':
			return planDiscountEnd(ground, change)
		case 'pause':
			return planPause(ground, change)
		case 'resume':
			return planResume(ground)
		case 'cancel':
			return planCancel(ground, change, reason)
		case 'undo_cancel':
			return planUndoCancel(ground)
		case 'renew':
			return planRenew(ground, change)
		case 'co_terminate': {
			const part = change.parts.find(({ contractId }) => contractId === ground.standing.id)
			return planEndTogether(ground, change.endsOn, part?.lineIds)
		}
		default:
			return planLines(ground, [change])
	}
}

function actionOf(change: ContractChange): ContractAction {
	switch (change.kind) {
		case 'pause':
			return 'pause'
		case 'cancel':
			return 'end'
		case 'undo_cancel':
			return 'undo_end'
		default:
			return 'amend'
	}
}
