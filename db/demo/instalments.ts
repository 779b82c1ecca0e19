import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { dayOf } from '#core/calendar.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** A fifth is paid down within ten days, the rest by monthly instalments. */
export async function payByInstalments(
	books: Books,
	contractId: string,
	startsOn: Temporal.PlainDate,
	count: number,
): Promise<void> {
	const coverable = expectOk(await look(books, actor, findCoverable, { contractId }))
	const totalMinor = coverable.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
	const plan = {
		...{ contractId, lineIds: coverable.map(({ lineId }) => lineId), label: 'Machine', issueDaysBefore: 10 },
		terms: {
			kind: 'equal',
			...{ count, everyMonths: 1, firstDueOn: dayOf(startsOn.add({ months: 1 })) },
			downPayment: { dueOn: dayOf(startsOn.add({ days: 10 })), amountMinor: totalMinor / 5n },
		},
	} as const
	const { seen } = expectOk(await look(books, actor, previewPlan, plan))
	expectOk(await act(books, actor, makePlan, { ...plan, seen }))
}
