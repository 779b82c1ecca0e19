import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { refuseLocked } from '../field-right/locked.ts'
import type { ContractChange } from './change.ts'

/** Refuses `field.locked` for a change of prices or discounts by who may not change them while the contract is in this state. */
export function refuseLockedChange(scope: Scope, change: ContractChange, state: ContractState): void {
	switch (change.kind) {
		case 'several':
			for (const one of change.changes) refuseLockedChange(scope, one, state)
			return
		case 'price':
		case 'option_on':
		case 'plan':
			if (change.unitPrice !== undefined) refuseLocked(scope, 'line', state, ['unitPrice'])
			if ('discountPercent' in change && change.discountPercent !== undefined)
				refuseLocked(scope, 'line', state, ['discount'])
			return
		case 'discount':
		case 'discount_end':
			refuseLocked(scope, 'contract', state, ['discount'])
	}
}
