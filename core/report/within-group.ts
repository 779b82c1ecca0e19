import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import type { Question } from './question.ts'

/** Who speaks within a group gets its figures alone. Refuses `not_found` for another group. */
export function withinGroup<Asked extends { filters: Question['filters'] }>({ actor }: Scope, asked: Asked): Asked {
	const within = actor.kind === 'staff' ? actor.within : undefined
	if (!within) return asked
	if (asked.filters.group && !asked.filters.group.includes(within)) refuse('not_found', { noun: 'group' })
	return { ...asked, filters: { ...asked.filters, group: [within] } }
}
