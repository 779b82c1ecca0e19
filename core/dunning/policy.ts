import type { Scope } from '../act.ts'

/** How the company follows up money that does not come. Days are counted from the first failure or the due day. */
export type DunningPolicy = {
	/** Days after the first failure on which the card is tried again, rising. */
	retryDays: number[]
	/** Hour of the company's day at which it is tried, 0 to 23. */
	retryHour: number
	remindBeforeDays: number[]
	remindAfterDays: number[]
	/** Days past due after which the contract's service goes a step down the ladder; null: never. */
	warnedAfterDays: number | null
	restrictedAfterDays: number | null
	blockedAfterDays: number | null
}

export async function readPolicy({ sql }: Pick<Scope, 'sql'>): Promise<DunningPolicy> {
	const [policy] = await sql<DunningPolicy[]>`
		select retry_days as "retryDays", retry_hour as "retryHour", remind_before_days as "remindBeforeDays",
			remind_after_days as "remindAfterDays", warned_after_days as "warnedAfterDays",
			restricted_after_days as "restrictedAfterDays", blocked_after_days as "blockedAfterDays"
		from dunning_policy`
	if (!policy) throw new Error('The policy of dunning has gone')
	return policy
}
