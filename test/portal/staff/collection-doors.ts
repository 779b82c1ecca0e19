import type { Action } from '#core/permit.ts'

/** The rooms of collection, and what opening them takes; who only collects sees no case that is not theirs. */
export const collectionPages = (caseId: string): [path: string, needs: Action][] => [
	['/staff/collection', 'collection.read'],
	['/staff/collection-cases', 'collection.read'],
	['/staff/collection/dispatch', 'collection.dispatch'],
	[`/staff/collection/${caseId}`, 'collection.dispatch'],
	['/staff/settings/collection', 'collection.dispatch'],
]

/** What is posted there, of a case that nobody has. */
export function collectionDeeds(customerId: string, caseId: string) {
	const deeds: { path: string; fields: Record<string, string>; needs: Action }[] = [
		{
			path: '/staff/collection/dispatch',
			fields: { debt: `${customerId} EUR -`, collectorId: '019d0000-0000-7000-8000-000000000000' },
			needs: 'collection.dispatch',
		},
		{
			path: `/staff/collection/${caseId}`,
			fields: { intent: 'log', kind: 'no_answer', currency: 'EUR', key: '019d0000-0000-7000-8000-000000000000' },
			needs: 'collection.dispatch',
		},
		{
			path: `/staff/collection/${caseId}`,
			fields: { intent: 'give', collectorId: '019d0000-0000-7000-8000-000000000000' },
			needs: 'collection.dispatch',
		},
		{
			path: `/staff/collection/${caseId}/entries`,
			fields: { intent: 'log', kind: 'no_answer', currency: 'EUR', key: '019d0000-0000-7000-8000-000000000000' },
			needs: 'collection.dispatch',
		},
		{ path: `/staff/collection/${caseId}`, fields: { intent: 'back', reason: 'No' }, needs: 'collection.dispatch' },
		{ path: '/staff/settings/collection', fields: { intent: 'apply' }, needs: 'collection.dispatch' },
		{ path: '/staff/settings/collection', fields: { intent: 'add', fromDays: '1' }, needs: 'company.write' },
	]
	return deeds
}
