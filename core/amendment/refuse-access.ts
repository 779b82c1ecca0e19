import { refuse } from '../refusal.ts'
import type { ContractChange, Direction } from './change.ts'
import type { ContractStanding } from './standing.ts'

/**
 * What a contract lets its customer do. Leaving by notice, taking that or what they planned back, and ending a pause are
 * always theirs: leaving must be no harder than joining. Prices and discounts never are.
 */
export function refuseAccess(access: ContractStanding['access'], change: ContractChange, direction: Direction): void {
	const free: ContractChange['kind'][] = ['cancel', 'undo_cancel', 'resume', 'take_back']
	if (free.includes(change.kind)) return
	const steps = change.kind === 'several' ? change.changes : [change]
	const ours: ContractChange['kind'][] = ['price', 'discount', 'discount_end']
	const needs = direction === 'less' ? ['upsell_and_downsell'] : ['upsell', 'upsell_and_downsell']
	if (steps.some(({ kind }) => ours.includes(kind)) || !needs.includes(access)) refuse('change.not_allowed', { access })
}
