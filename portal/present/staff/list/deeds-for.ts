import type { Actor } from '#core/act.ts'
import { type Deed, type DeedName, deeds } from '#core/list/deed.ts'
import type { ListName } from '#core/list/list.ts'
import { may } from '#core/permit.ts'
import { sayList as say } from '../../../words/staff-lists.ts'
import { sayRestructuring } from '../../../words/staff-restructuring.ts'

/** What a member may do with many rows of a list. */
export function deedsFor(actor: Actor, list: ListName): { value: DeedName | 'restructure'; label: string }[] {
	if (list === 'lines')
		return may(actor, 'contract.amend') ? [{ value: 'restructure', label: sayRestructuring('restructuring.open') }] : []
	const named = Object.entries(deeds[list]) as [DeedName, Deed][]
	return named
		.filter(([, { permission }]) => may(actor, permission))
		.map(([value]) => ({ value, label: say(`list.deeds.${value}`) }))
}
