import type { Fragment } from 'postgres'
import { arrayOf, insertMany } from '#db/insert-many.ts'
import { type Actor, act, type Books, expectOk, type Scope } from '../act.ts'
import { emit, nameActor } from '../event.ts'
import { recordMovements } from '../movement/record.ts'
import { permit } from '../permit.ts'
import { readRenewalPolicy } from './renewal-policy.ts'
import { termEnd, termMonthsOf } from './term.ts'
import { wentUntold } from './untold.ts'

const contractsPerChunk = 1000

/**
 * Renews what goes on tacitly: once the last day to object has passed, the next term is agreed and the contract's end
 * moves to its last day, by an amendment. A term that its customer should have been told of and was not is marked, so that
 * it does not bind them. In chunks, each a transaction of its own on contracts that nobody else has
 * locked; what is renewed is not due any more, so that a repetition does nothing. Answers how many terms.
 */
export async function renewTerms(books: Books, actor: Actor, limit = contractsPerChunk): Promise<number> {
	let renewed = 0
	for (;;) {
		const part = expectOk(await act(books, actor, renewChunk, { limit }))
		renewed += part
		if (part === 0) return renewed
	}
}

type Due = {
	id: string
	customerId: string
	sequence: number
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate
	termMonths: number | null
	untold: boolean
}

/** One chunk of it, one term each: of a clock that stood still for years, a term after the other. */
export async function renewChunk(scope: Scope, { limit }: { limit: number }): Promise<number> {
	permit(scope, 'invoice.run')
	return await renewDue(scope, limit, scope.sql`true`)
}

/** What is due of one contract that has come back to going on by itself; part of the act that brought it there. */
export async function renewKept(scope: Scope, contractId: string): Promise<void> {
	while ((await renewDue(scope, 1, scope.sql`id = ${contractId}`)) > 0);
}

async function renewDue(scope: Scope, limit: number, which: Fragment): Promise<number> {
	const { sql, today } = scope
	const { shortestMonths } = await readRenewalPolicy(scope)
	// The longest notice is ten years; without that bound no index would help to find those that are due.
	const due = await sql<Due[]>`
		select id, customer_id as "customerId", starts_on as "startsOn", ends_on as "endsOn", term_months as "termMonths",
			(select max(sequence) from amendment where contract_id = contract.id) as sequence,
			${wentUntold(scope, sql`contract.ends_on`)} as untold
		from contract
		where ${which} and renewal = 'tacit' and ends_on is not null and state in ('active', 'paused')
			and ends_on < ${today.add({ days: 3660 })} and ends_on - notice_days < ${today}
			and (term_months is not null or ends_on + 1 >= starts_on + interval '1 month')
		order by ends_on, id limit ${limit} for update skip locked`
	const terms = due.flatMap((contract) => {
		const months = termMonthsOf(contract)
		if (months === null) return []
		const untold = contract.untold && months >= shortestMonths
		const next = { from: contract.endsOn.add({ days: 1 }), until: termEnd({ ...contract, months }, 1) }
		return [{ ...contract, months, untold, ...next }]
	})
	await write(scope, terms)
	await recordMovements(scope, [...new Set(terms.map(({ customerId }) => customerId))])
	await emit(
		scope,
		...terms.map(({ id, customerId, sequence, from, until, untold }) => ({
			kind: 'contract.renewed' as const,
			subject: { kind: 'contract', id },
			customerId,
			contractId: id,
			facts: {
				sequence: sequence + 1,
				effectiveOn: from.toString(),
				endsOn: until.toString(),
				...(untold && { untold }),
			},
		})),
	)
	return terms.length
}

type NextTerm = Due & { months: number; from: Temporal.PlainDate; until: Temporal.PlainDate }

/** A term that was only the time to the end is kept with the first renewal: the next one is as long, not twice that. */
async function write({ sql, now, today, actor }: Scope, terms: readonly NextTerm[]): Promise<void> {
	if (terms.length === 0) return
	const ids = terms.map(({ id }) => id)
	await insertMany(
		sql,
		'amendment',
		{
			contract_id: 'uuid',
			sequence: 'integer',
			kind: 'text',
			effective_on: 'date',
			recorded_on: 'date',
			recorded_at: 'timestamptz',
			recorded_by: 'text',
			terms: 'jsonb',
		},
		terms.map(({ id, sequence, from, until, endsOn, termMonths, months }) => ({
			contract_id: id,
			sequence: sequence + 1,
			kind: 'renewal',
			effective_on: from,
			recorded_on: today,
			recorded_at: now,
			recorded_by: nameActor(actor),
			terms: {
				endsOn: [endsOn.toString(), until.toString()],
				...(termMonths === null && { termMonths: [null, months] }),
			},
		})),
	)
	await sql`
		update contract set ends_on = renewed.until, term_months = renewed.months,
			untold_until = renewed.untold_until, version = version + 1, updated_at = ${now}
		from unnest(${ids}::uuid[], ${terms.map(({ until }) => until.toString())}::date[], ${terms.map(({ months }) => months)}::int[],
			${arrayOf('date', terms, ({ untold, until }) => (untold ? until.toString() : null))}::date[])
			as renewed (id, until, months, untold_until)
		where contract.id = renewed.id`
	// The run looks at them again: an end that it knew of has moved.
	await sql`
		update contract_billing set next_due_on = least(next_due_on, ${today}),
			billed_through = least(billed_through, ${today.subtract({ days: 1 })}) where contract_id = any(${ids}::uuid[])`
}
