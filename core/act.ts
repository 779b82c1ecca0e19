import { type Database, drizzleOn, type Sql, type TransactionSql } from '#db/client.ts'
import { type Company, type Language, readCompany } from './company/read.ts'
import { withRights } from './field-right/rights.ts'
import type { Action } from './permit.ts'
import { type Refusal, Refused } from './refusal.ts'

export type Role = 'administrator' | 'manager' | 'finance' | 'salesperson' | 'collector' | 'storekeeper' | 'surveyor'
export type LinkScope = 'view' | 'pay' | 'manage'
export type LinkSubject = { kind: 'customer' | 'contract' | 'invoice' | 'quote'; id: string }

/**
 * Who acts. Of staff, `within` narrows what they reach to one group: they speak where its people read along; `only` narrows what
 * they may do: a program acts for them; `withheld` is what their role cannot do where fields are hidden from it. A link is a
 * person holding a secure link; `system` is the product itself. Customers are told in the language of the page that they look
 * at (`reads`). A contact is `stale` who signed in
 * more than a day ago.
 */
export type Actor =
	| {
			kind: 'staff'
			userId: string
			role: Role
			within?: string
			only?: ReadonlySet<Action>
			withheld?: ReadonlySet<Action>
	  }
	| { kind: 'contact'; contactId: string; reads?: Language; stale?: boolean }
	| {
			kind: 'link'
			linkId: string
			customerId: string
			contactId: string | null
			subject: LinkSubject
			scope: LinkScope
			reads?: Language
	  }
	| { kind: 'system'; name: string }

export type Clock = { now(): Temporal.Instant }

/** One company's database and the clock it lives by. */
export type Books = {
	sql: Sql
	db: Database
	clock: Clock
	/** The product's secret key: what may not be read in a copy of the database is sealed with it. */
	readonly secretKey: string
	company?: { row: Company; readAt: number }
	/** What is queued wakes no worker, until `sweepOutbox` does: of a past in which it has long left. */
	readonly past?: boolean
	/** Hears of every expected no, for whoever keeps a log of them. */
	heard?: (actor: Actor, refusal: Refusal) => void
}

/** What a verb works in: one transaction, who asks, and the company's day and moment. */
export type Scope = {
	sql: TransactionSql
	db: Database
	actor: Actor
	company: Company
	today: Temporal.PlainDate
	now: Temporal.Instant
	readonly secretKey: string
	readonly past?: boolean | undefined
	/** What core has granted beyond the actor's own rights: an approved request is carried out by it. Never from a face. */
	granted?: ReadonlySet<Action>
}

export type Outcome<Value> = { ok: true; value: Value } | { ok: false; refusal: Refusal }
export type Verb<Input, Value> = (scope: Scope, input: Input) => Promise<Value>

/**
 * Runs one verb in one transaction. An expected no comes back as `ok: false`, with nothing written.
 * Deadlocks and serialization failures are tried again; anything else is thrown.
 */
export async function act<Input, Value>(
	books: Books,
	actor: Actor,
	verb: Verb<Input, Value>,
	input: Input,
): Promise<Outcome<Value>> {
	for (let attempt = 1; ; attempt++) {
		try {
			const value = await books.sql.begin(async (sql) => {
				const company = await readCompany(sql)
				books.company = { row: company, readAt: performance.now() }
				return await verb(openScope(books, sql, actor, company), input)
			})
			return { ok: true, value: value as Value }
		} catch (error) {
			if (error instanceof Refused) return refused(books, actor, error)
			if (attempt < 4 && isTransient(error)) continue
			throw error
		}
	}
}

/** Reads without a transaction of its own. The finder must only read. */
export async function look<Input, Value>(
	books: Books,
	actor: Actor,
	finder: Verb<Input, Value>,
	input: Input,
): Promise<Outcome<Value>> {
	try {
		const company = await companyForReading(books)
		// A pool answers the same tagged queries as a transaction; a finder uses nothing else of it.
		const sql = books.sql as unknown as TransactionSql
		return { ok: true, value: await finder(openScope(books, sql, actor, company), input) }
	} catch (error) {
		if (error instanceof Refused) return refused(books, actor, error)
		throw error
	}
}

function refused(books: Books, actor: Actor, { refusal }: Refused): Outcome<never> {
	books.heard?.(actor, refusal)
	return { ok: false, refusal }
}

/** The value of an outcome that must be good; a refusal becomes an error. For programs, not for pages. */
export function expectOk<Value>(outcome: Outcome<Value>): Value {
	if (!outcome.ok) throw new Refused(outcome.refusal)
	return outcome.value
}

function openScope(books: Books, sql: TransactionSql, actor: Actor, company: Company): Scope {
	const now = books.clock.now().add({ hours: 24 * company.daysAhead })
	const today = now.toZonedDateTimeISO(company.timeZone).toPlainDate()
	return {
		sql,
		get db() {
			return drizzleOn(sql)
		},
		actor: withRights(actor, company),
		company,
		today,
		now,
		get secretKey() {
			return books.secretKey
		},
		past: books.past,
	}
}

// Settings change rarely and every page needs them: two seconds of memory spare each read a query.
async function companyForReading(books: Books): Promise<Company> {
	if (books.company && performance.now() - books.company.readAt < 2000) return books.company.row
	const row = await readCompany(books.sql)
	books.company = { row, readAt: performance.now() }
	return row
}

const transient = new Set(['40001', '40P01'])

function isTransient(error: unknown): boolean {
	return error instanceof Error && 'code' in error && transient.has(String(error.code))
}
