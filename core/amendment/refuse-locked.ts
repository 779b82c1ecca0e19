import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { edits, refuseLocked, refuseLockedOwn } from '../field-right/locked.ts'
import { readOwnFields } from '../own-field/find.ts'
import type { OwnValues } from '../own-field/own-field.ts'
import { checkOwnValues, refuseIncomplete } from '../own-field/values.ts'
import type { ContractChange, LineItemChange } from './change.ts'

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
			if (change.kind === 'option_on') refuseLocked(scope, 'line', state, ['quantity', ...told(change)])
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

type Added = Extract<LineItemChange, { kind: 'option_on' }>

/** The fields that a new line has rights for and that are filled in. */
function told(line: Added): ('model' | 'serialNumber' | 'factoryNumber')[] {
	return (['model', 'serialNumber', 'factoryNumber'] as const).filter((field) => line[field] !== undefined)
}

/**
 * Asks of lines that staff add what is asked of the lines of a draft. Refuses `own_field.unknown`, `own_field.value_wrong`,
 * `own_field.required` and `field.locked`.
 */
export async function refuseUnfilledLines(scope: Scope, change: ContractChange, state: ContractState): Promise<void> {
	const steps = change.kind === 'several' ? change.changes : [change]
	const added = steps.filter((step): step is Added => step.kind === 'option_on')
	if (added.length === 0) return
	const fields = await readOwnFields(scope, { subject: 'line' })
	const asked = fields.filter(({ key }) => edits(scope, 'line', key, state))
	for (const { own = {} } of added) {
		const filled = filledIn(own)
		checkOwnValues(fields, filled)
		refuseLockedOwn(
			scope,
			state,
			fields.filter(({ key }) => key in filled),
		)
		refuseIncomplete(asked, filled)
	}
}

function filledIn(own: OwnValues): OwnValues {
	return Object.fromEntries(Object.entries(own).filter(([, value]) => value.trim() !== ''))
}
