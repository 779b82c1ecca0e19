import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { seenByActor } from '../contract/seen.ts'
import { permit, reach } from '../permit.ts'
import { readPayDay } from '../receivable/foresee-claims.ts'
import { refuse } from '../refusal.ts'
import type { EntryKind } from './entries.ts'
import { type Beside, readBeside } from './pay-off.ts'
import { readStatement, type StatementRows } from './statement-rows.ts'

export type FindStatement = {
	customerId?: string | undefined
	/** Of one contract only. */
	contractId?: string | undefined
	/** The first day shown, ISO; from the beginning when not given. What came before is the opening balance. */
	from?: string | undefined
	/** The day as of which it is told, that day included; today when not given. Of a day to come the account is told as of today, and what settles everything on that day. */
	on?: string | undefined
}

/** `allocation`: money put to another contract's invoice, or taken from one. */
export type StatementKind = Exclude<EntryKind, 'revenue'>

/** One posting. Days are ISO dates; amounts minor units of the currency it stands under; one of the two is zero. */
export type StatementLine = {
	on: string
	kind: StatementKind
	/** Of the invoice, credit note or receipt. */
	number: string
	subject: { kind: 'invoice' | 'payment'; id: string } | null
	contract: StatementContract | null
	/** In the statement of one contract: its share of an invoice or credit note over several. */
	joint: boolean
	debitMinor: bigint
	creditMinor: bigint
	/** What is owed after it; less than zero: the customer's own. */
	balanceMinor: bigint
}

/** An invoice that is not settled on the day. */
export type StatementItem = {
	id: string
	number: string
	issuedOn: string
	dueOn: string
	/** Zero while it is not due. */
	daysPastDue: number
	currency: string
	totalMinor: bigint
	openMinor: bigint
	contract: StatementContract | null
	/** In the statement of one contract: its share of an invoice over several. */
	joint: boolean
	/** Whether the actor reaches the invoice's own page. */
	opens: boolean
}

export type StatementContract = { id: string; number: string; title: string }

/** A payment or credit note of which something settles no invoice yet. */
export type StatementMoney = {
	kind: 'payment' | 'credit_note'
	id: string
	number: string
	on: string
	minor: bigint
	/** Whether the actor reaches its own page. */
	opens: boolean
}

/** What is open by the days it is past due: none, up to 30, 60, 90, and more. */
export type Ageing = Record<'notDue' | 'to30' | 'to60' | 'to90' | 'over90', bigint>

/** `closing` = `opening` + debits - credits = what is open - what is free; `payOff` = what is open, is coming and is owed of penalty interest. */
export type StatementAccount = Beside & {
	currency: string
	openingMinor: bigint
	lines: StatementLine[]
	debitMinor: bigint
	creditMinor: bigint
	closingMinor: bigint
	items: StatementItem[]
	openMinor: bigint
	ageing: Ageing
	free: StatementMoney[]
	freeMinor: bigint
	/** What settles everything on the day of the pay-off. */
	payOffMinor: bigint
}

export type Statement = {
	customer: { id: string; number: string; name: string; language: Language }
	contract: StatementContract | null
	/** Null: from the beginning. */
	from: string | null
	on: string
	/** The day that was asked for, the same or one to come. */
	payOffOn: string
	/** By currency, the customer's own first; that one also when nothing has been posted in it. */
	accounts: StatementAccount[]
}

/**
 * The statement of account, read from the journal. A contract's own statement counts of each payment only what was put
 * to that contract, and of an invoice over several contracts its lines. Refuses `not_found` for what the actor does not reach whole, `input.invalid` for a day that is none or too far ahead.
 */
export async function findStatement(scope: Scope, input: FindStatement): Promise<Statement> {
	permit(scope, 'invoice.read')
	const subject = await findSubject(scope, input)
	const today = scope.today
	const asked = input.on ? readPayDay(scope, input.on) : today
	const on = Temporal.PlainDate.compare(asked, today) > 0 ? today : asked
	const first = input.from ? readDay('from', input.from) : null
	const from = first && Temporal.PlainDate.compare(first, on) > 0 ? on : first
	const { customer, contract, currency } = subject
	const question = { customerId: customer.id, contractId: contract?.id ?? null, from, on }
	const [rows] = await readStatement(scope, question)
	if (!rows) throw new Error('The journal did not answer')
	const beside = await readBeside(scope, { ...question, payOffOn: asked })
	const currencies = new Set([currency, ...currenciesOf(rows)])
	return {
		customer,
		contract,
		from: from?.toString() ?? null,
		on: on.toString(),
		payOffOn: asked.toString(),
		accounts: [...currencies].map((one) => withPayOff(accountOf(one, rows), beside(one))),
	}
}

function readDay(field: string, text: string): Temporal.PlainDate {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) refuse('input.invalid', { field, problem: 'must be a day like 2026-03-31' })
	try {
		return Temporal.PlainDate.from(text)
	} catch {
		return refuse('input.invalid', { field, problem: 'must be a day of the calendar' })
	}
}

type Subject = Pick<Statement, 'customer' | 'contract'> & { currency: string }

async function findSubject(scope: Scope, { customerId, contractId }: FindStatement): Promise<Subject> {
	const { sql, actor } = scope
	const may = reach(scope)
	const of = sql`jsonb_build_object('id', customer.id, 'number', customer.number, 'name', customer.name, 'language', customer.language)`
	// A contract's or an invoice's link reaches the name of its customer, and nothing else of them.
	const narrow = actor.kind === 'link' && actor.subject.kind !== 'customer'
	if (!contractId && (!customerId || narrow)) return refuse('not_found', { noun: 'customer' })
	const [subject] = contractId
		? await sql<Subject[]>`
			select ${of} as customer,
				jsonb_build_object('id', contract.id, 'number', contract.number, 'title', contract.title) as contract, contract.currency
			from contract join customer on customer.id = contract.customer_id
			where contract.id = ${contractId} and ${may.contract()} and ${seenByActor(scope)} ${customerId ? sql`and customer.id = ${customerId}` : sql``}`
		: await sql<Subject[]>`
			select ${of} as customer, null as contract, currency
			from customer where id = ${customerId ?? ''} and ${may.customer()}`
	return subject ?? refuse('not_found', { noun: contractId ? 'contract' : 'customer' })
}

function currenciesOf({ opening, moves, items, free }: StatementRows): string[] {
	return [...opening, ...moves, ...items, ...free].map((row) => row.currency).sort()
}

type Posted = Omit<StatementAccount, keyof Beside | 'payOffMinor'>

function withPayOff(posted: Posted, beside: Beside): StatementAccount {
	const payOffMinor = posted.openMinor + beside.comingMinor + (beside.penalty?.dueMinor ?? 0n)
	return { ...posted, ...beside, payOffMinor }
}

function accountOf(currency: string, rows: StatementRows): Posted {
	const of = <Row extends { currency: string }>(list: Row[]) => list.filter((row) => row.currency === currency)
	const openingMinor = of(rows.opening).reduce((sum, row) => sum + BigInt(row.minor), 0n)
	let balanceMinor = openingMinor
	const lines = of(rows.moves).map(({ effectMinor, currency: _, ...move }): StatementLine => {
		const minor = BigInt(effectMinor)
		balanceMinor += minor
		return { ...move, debitMinor: minor > 0n ? minor : 0n, creditMinor: minor < 0n ? -minor : 0n, balanceMinor }
	})
	const items = of(rows.items).map((item) => ({
		...item,
		totalMinor: BigInt(item.totalMinor),
		openMinor: BigInt(item.openMinor),
	}))
	const free = of(rows.free).map(({ currency: _, ...money }) => ({ ...money, minor: BigInt(money.minor) }))
	const sum = (amounts: bigint[]) => amounts.reduce((total, minor) => total + minor, 0n)
	return {
		currency,
		openingMinor,
		lines,
		debitMinor: sum(lines.map((line) => line.debitMinor)),
		creditMinor: sum(lines.map((line) => line.creditMinor)),
		closingMinor: balanceMinor,
		items,
		openMinor: sum(items.map((item) => item.openMinor)),
		ageing: ageOf(items),
		free,
		freeMinor: sum(free.map((money) => money.minor)),
	}
}

/** What is open by how long it has been due. */
function ageOf(items: StatementItem[]): Ageing {
	const ageing: Ageing = { notDue: 0n, to30: 0n, to60: 0n, to90: 0n, over90: 0n }
	for (const { daysPastDue, openMinor } of items) {
		ageing[bucketOf(daysPastDue)] += openMinor
	}
	return ageing
}

function bucketOf(daysPastDue: number): keyof Ageing {
	if (daysPastDue <= 0) return 'notDue'
	if (daysPastDue <= 30) return 'to30'
	if (daysPastDue <= 60) return 'to60'
	return daysPastDue <= 90 ? 'to90' : 'over90'
}
