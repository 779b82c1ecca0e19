import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { refuseLocked } from '../field-right/locked.ts'
import type { ContractChange } from './change.ts'

/** Refuses `field.locked` for a change of quantities, prices, discounts or the end of the term by who may not change them while the contract is in this state. */
export function refuseLockedChange(scope: Scope, change: ContractChange, state: ContractState): void {
	switch (change.kind) {
		case 'several':
			for (const one of change.changes) refuseLockedChange(scope, one, state)
			return
		case 'quantity':
		case 'option_off':
			refuseLocked(scope, 'line', state, ['quantity'])
			return
		case 'price':
		case 'option_on':
		case 'plan':
			if (change.kind === 'option_on') refuseLocked(scope, 'line', state, ['quantity'])
			if (change.unitPrice !== undefined) refuseLocked(scope, 'line', state, ['unitPrice'])
			if ('discountPercent' in change && change.discountPercent !== undefined)
				refuseLocked(scope, 'line', state, ['discount'])
			return
		case 'discount':
		case 'discount_end':
			refuseLocked(scope, 'contract', state, ['discount'])
			return
		case 'cancel':
		case 'undo_cancel':
		case 'renew':
		case 'co_terminate':
			refuseLocked(scope, 'contract', state, ['termEnd'])
			if (change.kind === 'renew' && change.termMonths !== undefined)
				refuseLocked(scope, 'contract', state, ['renewal'])
	}
}
