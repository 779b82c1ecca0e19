import type { Scope } from '../act.ts'
import type { DunningPolicy } from './policy.ts'

/** How a contract's service stands while money is late. The company decides what each step means for its service. */
export type ServiceState = 'normal' | 'warned' | 'restricted' | 'blocked'

export const serviceStates: readonly ServiceState[] = ['normal', 'warned', 'restricted', 'blocked']

type Ladder = Pick<DunningPolicy, 'warnedAfterDays' | 'restrictedAfterDays' | 'blockedAfterDays'>

/** The step for so many days past the due day of the oldest open invoice; 0 or less: nothing is late. */
export function stepFor(daysPastDue: number, ladder: Ladder): ServiceState {
	const reached = (after: number | null) => after !== null && daysPastDue >= after
	if (reached(ladder.blockedAfterDays)) return 'blocked'
	if (reached(ladder.restrictedAfterDays)) return 'restricted'
	return reached(ladder.warnedAfterDays) ? 'warned' : 'normal'
}

/** The step below, and the day on which it is reached when no money comes; null where the ladder ends. */
export function nextStep(
	dueOn: Temporal.PlainDate,
	today: Temporal.PlainDate,
	ladder: Ladder,
): { state: ServiceState; on: Temporal.PlainDate } | null {
	const days = dueOn.until(today, { largestUnit: 'day' }).days
	const steps = [
		{ state: 'warned' as const, after: ladder.warnedAfterDays },
		{ state: 'restricted' as const, after: ladder.restrictedAfterDays },
		{ state: 'blocked' as const, after: ladder.blockedAfterDays },
	]
	for (const { state, after } of steps)
		if (after !== null && after > days) return { state, on: dueOn.add({ days: after }) }
	return null
}

/** `stepFor` in SQL. `dueOn` is the due day of the oldest open invoice, null where nothing is late. */
export function stepOf({ sql, today }: Pick<Scope, 'sql' | 'today'>, dueOn: ReturnType<Scope['sql']>) {
	return sql`(select case
		when ${today}::date - ${dueOn} >= blocked_after_days then 'blocked'
		when ${today}::date - ${dueOn} >= restricted_after_days then 'restricted'
		when ${today}::date - ${dueOn} >= warned_after_days then 'warned'
		else 'normal' end from dunning_policy)`
}
