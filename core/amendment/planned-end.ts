import type { Scope } from '../act.ts'

/**
 * An end of the whole contract, set for a day to come by another term or by ending with others, and what stood before it.
 * `noticed`: another term took notice away, which was given for the end before; `endsOn` of it is the end before that.
 */
export type PlannedEnd = {
	kind: 'contract_end'
	renewal: boolean
	endsOn: string | null
	before: string | null
	termMonths: [before: number | null, after: number] | null
	noticed: { endsOn: string | null; reason: string } | null
}

type Row = {
	sequence: number
	kind: string
	reason: string
	before: string | null
	after: string | null
	ending: boolean | null
	/** Of notice given again: the last day before it was given first. */
	again: (string | null)[] | null
	termMonths: [number | null, number] | null
	/** Another term by itself, which would be agreed again the night after. */
	renews: boolean
}

/** All that ever set the contract's end, in the order of recording. */
export async function readEnds({ sql, today }: Scope, contractId: string): Promise<Row[]> {
	return await sql<Row[]>`
		select sequence, kind, reason, terms->'endsOn'->>0 as before, terms->'endsOn'->>1 as after,
			(terms->'ending'->>1)::boolean as ending, terms->'endBefore' as again, terms->'termMonths' as "termMonths",
			renewal = 'tacit' and state <> 'ending' and (terms->'endsOn'->>0)::date - notice_days < ${today} as renews
		from amendment join contract on contract.id = contract_id
		where contract_id = ${contractId} and terms ? 'endsOn' order by sequence`
}

type Stood = { row: Row; noticed: PlannedEnd['noticed'] }

/** The end that stands, where another term or an end with others has set it. Notice has its own way back. */
export function plannedOfEnds(
	rows: readonly Row[],
	today: string,
): (PlannedEnd & { sequence: number; on: string }) | null {
	const now = standingOf(rows).at(-1)
	if (!now || now.row.kind === 'end') return null
	const { sequence, kind, before, after: endsOn, termMonths, renews } = now.row
	const last = earlierEnd(before, endsOn)
	const renewal = kind === 'renewal'
	if (last === null || last < today || (renewal && renews && !now.noticed)) return null
	const on = Temporal.PlainDate.from(last).add({ days: 1 }).toString()
	const taken = renewal ? now.noticed : null
	return { kind: 'contract_end', sequence, on, renewal, endsOn, before, termMonths, noticed: taken }
}

/** Amendments that set an end and were taken back, and those that took them back. */
export function undoneEnds(rows: readonly Pick<Row, 'sequence' | 'before' | 'after'>[]): Set<number> {
	const stood: (typeof rows)[number][] = []
	const undone = new Set<number>()
	for (const row of rows) {
		const last = stood.at(-1)
		if (last && last.before === row.after) {
			stood.pop()
			undone.add(last.sequence).add(row.sequence)
		} else stood.push(row)
	}
	return undone
}

function standingOf(rows: readonly Row[]): Stood[] {
	const undone = undoneEnds(rows)
	const stood: Stood[] = []
	let noticed: PlannedEnd['noticed'] = null
	for (const row of rows) {
		if (undone.has(row.sequence)) continue
		stood.push({ row, noticed })
		if (row.kind === 'renewal') noticed = null
		if (row.kind !== 'end') continue
		const endsOn = row.again ? (row.again[1] ?? null) : row.before
		noticed = row.ending === false ? null : (noticed ?? { endsOn, reason: row.reason })
	}
	return stood
}

/** The earlier of two last days; null: there is none in either. */
export function earlierEnd(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return one ?? other
	return one < other ? one : other
}
