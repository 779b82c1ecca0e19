import type { Scope } from '../act.ts'
import type { Card } from '../field-right/card-field.ts'
import { hiddenSomewhere } from '../field-right/rights.ts'
import { refuse } from '../refusal.ts'
import { type Dimension, dimensions, type Question } from './question.ts'

const ofFields: Partial<Record<Dimension, [Card, string][]>> = {
	group: [
		['contract', 'owner'],
		['customer', 'owner'],
	],
	person: [
		['contract', 'owner'],
		['customer', 'owner'],
	],
	industry: [['customer', 'industry']],
	reason: [['contract', 'reason']],
}

/** Whether figures by a dimension would tell what is hidden from the actor. */
export function isHiddenDimension(scope: Scope, dimension: Dimension | undefined): boolean {
	const fields = dimension && ofFields[dimension]
	return fields?.some(([card, field]) => hiddenSomewhere(scope, card, field)) ?? false
}

/**
 * Who speaks within a group gets its figures alone. Refuses `not_found` for another group, and `field.hidden` for a filter by
 * what the actor may not see.
 */
export function withinGroup<Asked extends { filters: Question['filters'] }>(scope: Scope, asked: Asked): Asked {
	const { actor } = scope
	const hidden = dimensions.find((one) => one in asked.filters && isHiddenDimension(scope, one))
	if (hidden) refuse('field.hidden', { field: hidden })
	const within = actor.kind === 'staff' ? actor.within : undefined
	if (!within) return asked
	if (asked.filters.group && !asked.filters.group.includes(within)) refuse('not_found', { noun: 'group' })
	return { ...asked, filters: { ...asked.filters, group: [within] } }
}
