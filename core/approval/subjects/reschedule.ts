import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { formatDay } from '../../calendar.ts'
import { readContractMoney } from '../../machine-request/standing.ts'
import type { Action } from '../../permit.ts'
import {
	previewReschedule,
	previewTakeBack,
	reschedulePlan,
	takeBackPlan,
	type WeighedReschedule,
} from '../../receivable/change-plan.ts'
import { tellPenalties } from '../../receivable/find-penalty.ts'
import { keptTerms } from '../../receivable/kept-terms.ts'
import { refuse } from '../../refusal.ts'
import { type CardBody, type CardFact, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({
	contractId: z.uuid(),
	planId: z.uuid(),
	/** Null: the plan is taken back, and nothing is in its place. */
	terms: keptTerms.nullable(),
	reason: z.string().trim().min(1).max(300),
	/** Ids of unpaid invoices that are taken back for it. */
	rollIn: z.array(z.uuid()).max(500),
})

type AskReschedule = z.infer<typeof input>

const weigh = async (scope: Scope, { terms, planId, ...asked }: AskReschedule): Promise<WeighedReschedule> =>
	terms === null
		? await previewTakeBack(scope, { planId })
		: await previewReschedule(scope, { ...asked, planId, terms })

/**
 * Other instalments in the place of those of a plan that are not invoiced, or none. How the contract stands is told as of the day it was asked
 * for, so that a day more past due makes nothing else of it, and money that comes does.
 */
export const reschedule: Subject<AskReschedule, CardBody, Awaited<ReturnType<typeof reschedulePlan>>> = {
	permission: 'contract.amend',
	input,
	async look(scope, asked, on) {
		const about = await lockAbout(scope, asked.contractId)
		const weighed = await weigh(scope, asked)
		if (weighed.contractId !== asked.contractId) refuse('not_found', { noun: 'collection_plan' })
		const askedOn = Temporal.PlainDate.from(on)
		const { overdueMinor, overdueDays } = await readContractMoney({ ...scope, today: askedOn }, asked.contractId)
		const penalty = (await tellPenalties(scope, [asked.contractId], askedOn)).get(asked.contractId)
		const rolledIn = new Set(weighed.rolledIn.map(({ id }) => id))
		const without = await tellPenalties(scope, [asked.contractId], askedOn, undefined, rolledIn)
		const dueMinor = penalty?.dueMinor ?? 0n
		const endedMinor = dueMinor - (without.get(asked.contractId)?.dueMinor ?? 0n)
		const owed = { dueMinor, endedMinor }
		const { currency, totalMinor } = weighed
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(asked.reason) },
				{ name: 'plan', value: text(weighed.plan.label || String(weighed.plan.number)) },
				{ name: 'open', value: money(totalMinor, currency) },
				...weighed.rolledIn.map(({ number }) => ({ name: 'taken_back' as const, value: text(number) })),
				{ name: 'overdue', value: money(overdueMinor, currency) },
				...(overdueDays > 0 ? [{ name: 'overdue_days' as const, value: text(String(overdueDays)) }] : []),
				...(endedMinor === 0n ? [{ name: 'penalty_stays' as const, value: money(owed.dueMinor, currency) }] : []),
			] satisfies CardFact[],
			changes: changesOf(weighed, owed),
			effect: null,
			told: [],
		}
		const fingerprint = fingerprintOf([asked.planId, weighed.seen, shown])
		return {
			...about,
			...{ amountMinor: totalMinor, currency, shown, fingerprint },
			preview: { seen: fingerprint, effectMinor: 0n },
		}
	},
	async run(scope, asked) {
		const { contractId: _, terms, ...rest } = asked
		const { seen } = await weigh(scope, asked)
		if (terms === null) return await takeBackPlan(scope, { ...rest, seen })
		// Who was allowed to ask for it could take the invoices back alone.
		const agreed = scope.granted?.has('contract.amend')
		const granted = new Set<Action>([...(scope.granted ?? []), ...(agreed ? (['invoice.void'] as const) : [])])
		return await reschedulePlan({ ...scope, granted }, { ...rest, terms, seen })
	},
	card: (shown) => shown,
	renews: true,
}

/** How many there are, and the first and the last day: of what is replaced with the invoices that are taken back, and then. */
function changesOf(weighed: WeighedReschedule, { dueMinor, endedMinor }: { dueMinor: bigint; endedMinor: bigint }) {
	const before = [...weighed.before, ...weighed.rolledIn].map(({ dueOn }) => dueOn).sort()
	const after = weighed.after.map(({ dueOn }) => formatDay(dueOn))
	const changes: CardBody['changes'] = [
		{ name: 'instalments', before: text(String(before.length)), after: text(String(after.length)) },
		{ name: 'first_due_on', before: day(before.at(0) ?? null), after: day(after.at(0) ?? null) },
		{ name: 'last_due_on', before: day(before.at(-1) ?? null), after: day(after.at(-1) ?? null) },
	]
	if (endedMinor !== 0n) {
		const { currency } = weighed
		changes.push({
			name: 'penalty_due',
			before: money(dueMinor, currency),
			after: money(dueMinor - endedMinor, currency),
		})
	}
	return changes
}
