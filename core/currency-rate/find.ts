import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import type { CurrencyRate } from './convert.ts'

/** The latest rate of each pair, how many there are in all, and the currency that reports sum up in. */
export async function findCurrencyRates(
	scope: Scope,
): Promise<{ latest: CurrencyRate[]; count: number; reporting: string }> {
	permit(scope, 'company.write')
	const { sql } = scope
	const [latest, [all]] = await Promise.all([
		sql<CurrencyRate[]>`
			select distinct on (base, currency) base, currency, valid_from::text as "validFrom", trim_scale(rate)::text as rate
			from currency_rate order by base, currency, valid_from desc limit 400`,
		sql<{ count: number; reporting: string }[]>`
			select (select count(*)::int from currency_rate) as count, coalesce(reporting_currency, currency) as reporting from company`,
	])
	return { latest: [...latest], count: all?.count ?? 0, reporting: all?.reporting ?? scope.company.currency }
}

/** All that is needed to turn currencies into another on days of a period: from the last rate before it on. */
export async function readRates(
	{ sql }: Pick<Scope, 'sql'>,
	{ currencies, from, to }: { currencies: readonly string[]; from: string; to: string },
): Promise<CurrencyRate[]> {
	const among = [...currencies]
	return await sql<CurrencyRate[]>`
		with pairs as (
			select base, currency, max(valid_from) filter (where valid_from <= ${from}) as before from currency_rate
			where base = any(${among}::text[]) or currency = any(${among}::text[]) group by base, currency
		)
		select rate.base, rate.currency, rate.valid_from::text as "validFrom", rate.rate::text as rate
		from pairs join currency_rate as rate on rate.base = pairs.base and rate.currency = pairs.currency
			and rate.valid_from <= ${to} and rate.valid_from >= coalesce(pairs.before, '-infinity')
		order by rate.valid_from`
}
