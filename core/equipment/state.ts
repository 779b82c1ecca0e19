import { refuse } from '../refusal.ts'

export const equipmentStates = [
	'in_stock',
	'reserved',
	'delivered',
	'locked',
	'repossessed',
	'returned',
	'sold',
] as const
export type EquipmentState = (typeof equipmentStates)[number]

export type EquipmentAction =
	| 'reserve'
	| 'release'
	| 'deliver'
	| 'lock'
	| 'unlock'
	| 'repossess'
	| 'take_back'
	| 'restock'
	| 'sell'
	| 'note'

/** Every allowed move: from which states, and to which (none: it stays). The database keeps the same table. */
const steps: Record<EquipmentAction, { from: readonly EquipmentState[]; to?: EquipmentState }> = {
	reserve: { from: ['in_stock', 'returned'], to: 'reserved' },
	release: { from: ['reserved'], to: 'in_stock' },
	deliver: { from: ['reserved', 'repossessed'], to: 'delivered' },
	lock: { from: ['delivered'], to: 'locked' },
	unlock: { from: ['locked'], to: 'delivered' },
	repossess: { from: ['delivered', 'locked'], to: 'repossessed' },
	take_back: { from: ['delivered', 'locked', 'repossessed'], to: 'returned' },
	restock: { from: ['returned'], to: 'in_stock' },
	sell: { from: ['in_stock', 'returned', 'delivered', 'repossessed'], to: 'sold' },
	/** Another place, another reading, or a remark. */
	note: { from: equipmentStates },
}

/** What may be done with a machine in a state. */
export function possibleMoves(state: EquipmentState): EquipmentAction[] {
	return (Object.keys(steps) as EquipmentAction[]).filter((action) => steps[action].from.includes(state))
}

/** The state that a move leads to. Refuses `equipment.not_allowed_in_state` with what is possible instead. */
export function stateAfterMove(
	action: EquipmentAction,
	{ serialNumber, state }: { serialNumber: string; state: EquipmentState },
): EquipmentState {
	const step = steps[action]
	if (!step.from.includes(state))
		refuse('equipment.not_allowed_in_state', {
			...{ serialNumber, state, action },
			possible: possibleMoves(state).join(', '),
		})
	return step.to ?? state
}
