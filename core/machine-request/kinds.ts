import type { EquipmentAction } from '../equipment/state.ts'

export const requestKinds = ['lock', 'unlock', 'repossession', 'settlement'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestStates = [
	'asked',
	'approved',
	'sent',
	'confirmed',
	'done',
	'failed',
	'rejected',
	'withdrawn',
] as const
export type MachineRequestState = (typeof requestStates)[number]

/** What one machine of a request has come to. */
export type MachineState = 'waiting' | 'sent' | 'confirmed' | 'failed' | 'done' | 'withdrawn'

export const repossessionOutcomes = ['taken', 'handed_back', 'not_found'] as const
export type RepossessionOutcome = (typeof repossessionOutcomes)[number]

/** What is looked at before something is asked for. Each has its words in the pages and the bot. */
export const requestConditionKinds = [
	'in_arrears',
	'no_open_promise',
	'nothing_overdue',
	'locked_or_reminded',
	'paid_off',
	'all_invoiced',
	'none_locked',
] as const
export type RequestConditionKind = (typeof requestConditionKinds)[number]

/** A condition as it was found on a day, as it is kept: amounts are minor units of the contract's currency, as text. */
export type FoundCondition = {
	kind: RequestConditionKind
	met: boolean
	/** Days past due, and how many there should be. */
	days: number | null
	wantedDays: number | null
	minor: string | null
}

/** The move in the ledger that a request leads to; a settlement says itself what becomes of its machines. */
export const moveOf = { lock: 'lock', unlock: 'unlock', repossession: 'repossess' } as const satisfies Record<
	Exclude<RequestKind, 'settlement'>,
	EquipmentAction
>

/** What is asked of approvers, by kind. */
export const subjectOfKind = {
	lock: 'machine_lock',
	unlock: 'machine_unlock',
	repossession: 'repossession',
	settlement: 'settlement',
} as const satisfies Record<RequestKind, string>
