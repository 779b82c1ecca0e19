import type { Scope } from '../act.ts'
import { type Component, type LevelSum, levels, type Reckoning, type SourceName } from './component.ts'
import type { Fragment } from './fact/fact.ts'
import { type Stretches, select, type Wanted } from './select.ts'
import { selectSums } from './select-sums.ts'

/** One key's sums in one currency, one for each stretch of time. */
export type Sum = { key: string; currency: string; sums: bigint[] }

/** Answers the components of measures for one question over the same stretches; each source is asked once. */
export function openSums(scope: Scope, wanted: Wanted, stretches: Stretches): (one: Component) => Promise<Sum[]> {
	const asked = new Map<string, Promise<Bucket[]>>()
	const once = (name: string, ask: () => Promise<Bucket[]>) => {
		const known = asked.get(name) ?? ask()
		asked.set(name, known)
		return known
	}
	return async (component) => {
		if (component.kind === 'level')
			return levelSums(await once('level', () => askLevels(scope, wanted, stretches)), component, stretches)
		const { kind, source, parts, whole, once: each = false } = component
		const ofWhich = whole ? withoutReason(wanted) : wanted
		const sinceEver = kind !== 'during'
		const rows = await once(`${source} ${sinceEver} ${ofWhich === wanted} ${each}`, () =>
			each ? askEach(scope, source, ofWhich, stretches) : askFacts(scope, source, ofWhich, stretches, sinceEver),
		)
		return reckoned(kind, parts ? rows.filter(({ part }) => parts.includes(part)) : rows, stretches)
	}
}

function withoutReason(wanted: Wanted): Wanted {
	const { reason, ...filters } = wanted.filters
	if (wanted.groupBy === 'reason') return { filters, groupBy: undefined }
	return reason ? { ...wanted, filters } : wanted
}

/** `bucket`: 0 before the first stretch, then the number of the stretch. */
type Bucket = { key: string; currency: string; part: string; bucket: number; amount: bigint }

async function askFacts(
	scope: Scope,
	source: SourceName,
	wanted: Wanted,
	stretches: Stretches,
	sinceEver: boolean,
): Promise<Bucket[]> {
	const { key, facts } = selectSums(scope, source, wanted, stretches, sinceEver)
	return await scope.sql<Bucket[]>`
		select ${key} as key, fact.currency, part, ${bucketOf(scope, stretches)} as bucket, sum(amount)::bigint as amount
		from ${facts} group by 1, 2, 3, 4`
}

/** What a contract or an invoice counts is taken once under each key, of however many lines and contracts it is there. */
async function askEach(scope: Scope, source: SourceName, wanted: Wanted, stretches: Stretches): Promise<Bucket[]> {
	const { key, facts } = select(scope, source, wanted, stretches, false)
	return await scope.sql<Bucket[]>`
		select key, currency, part, bucket, sum(amount)::bigint as amount
		from (
			select distinct ${key} as key, fact.currency, part, ${bucketOf(scope, stretches)} as bucket, fact.subject_id, amount
			from ${facts}
		) as each group by 1, 2, 3, 4`
}

function bucketOf({ sql }: Scope, stretches: Stretches): Fragment {
	return sql`width_bucket(on_day, ${[...stretches]}::date[])`
}

/** Whether customers have MRR, and what they keep of it, is seen where it moves: between movements nothing changes. */
async function askLevels(scope: Scope, wanted: Wanted, stretches: Stretches): Promise<Bucket[]> {
	const { key, facts } = select(scope, 'movements', wanted, stretches, true)
	return await scope.sql<Bucket[]>`
		with moved as (
			select ${key} as key, fact.customer_id, fact.currency, ${bucketOf(scope, stretches)} as bucket, sum(amount) as amount,
				bool_or(part = 'new') as is_new
			from ${facts} group by 1, 2, 3, 4
		), level as (
			select *, sum(amount) over (partition by key, customer_id, currency order by bucket) as after from moved
		), counted as (
			select key, currency, bucket, count(*) filter (where is_new) as gained,
				count(*) filter (where after > 0 and after <= amount) as entered,
				count(*) filter (where after <= 0 and after > amount) as lost,
				sum(amount)::bigint as mrr,
				coalesce(sum(amount) filter (where after > amount), 0)::bigint as change,
				coalesce(sum(least(amount, 0)) filter (where after > amount), 0)::bigint as decrease
			from level group by 1, 2, 3
		)
		select key, currency, bucket, part, amount from counted cross join lateral (values
			('standing', entered - lost), ('gained', gained), ('lost', lost), ('mrr', mrr), ('change', change),
			('decrease', decrease)
		) as found (part, amount)`
}

function levelSums(rows: readonly Bucket[], { of }: LevelSum, stretches: Stretches): Sum[] {
	const parts: readonly (readonly [Reckoning, string])[] = levels[of]
	const found = parts.flatMap(([kind, part]) =>
		reckoned(
			kind,
			rows.filter((row) => row.part === part),
			stretches,
		),
	)
	return added(found)
}

/** Sums for each stretch: of its own bucket, or of all buckets to its end or its beginning. */
function reckoned(kind: Reckoning, rows: readonly Bucket[], stretches: Stretches): Sum[] {
	const length = stretches.length - 1
	const found = rows.map(({ key, currency, bucket, amount }) => ({
		key,
		currency,
		sums: Array.from({ length }, (_, index) => {
			const own = index + 1
			const counts = kind === 'during' ? bucket === own : kind === 'at' ? bucket <= own : bucket < own
			return counts ? amount : 0n
		}),
	}))
	return added(found)
}

/** One for each key and currency. */
export function added(all: readonly Sum[]): Sum[] {
	const byKey = new Map<string, Sum>()
	for (const { key, currency, sums } of all) {
		const name = `${currency} ${key}`
		const known = byKey.get(name)
		if (!known) byKey.set(name, { key, currency, sums: [...sums] })
		else for (const [index, sum] of sums.entries()) known.sums[index] = (known.sums[index] ?? 0n) + sum
	}
	return [...byKey.values()]
}
