// Every figure once more, from the raw rows and with nothing but loops: slow, obvious, and written without the product's
// own code. A figure is a list of facts; what it comes to is their sum.

import type { Dimension, MeasureName, Period } from '#core/report/question.ts'
import type { Sql } from '#db/client.ts'

/** What a fact is of: the values of every dimension. */
export type Fact = {
	on: string
	amount: number
	currency: string
	customer: string
	contract: string
	group: string
	person: string
	invoice: string
	product: string
	plan: string
	reason: string
	country: string
	industry: string
	language: string
	part: string
}
type Row = Record<string, string | null> & { amount: string }

export type Books = Record<
	| 'moved'
	| 'gross'
	| 'net'
	| 'rebate'
	| 'cash'
	| 'owed'
	| 'late'
	| 'signed'
	| 'monthly'
	| 'begun'
	| 'running'
	| 'begunLines'
	| 'sent'
	| 'fell',
	Fact[]
>

export async function readBooks(sql: Sql, today: string): Promise<Books> {
	const contracts = new Map((await rows(sql, 'contract')).map((row) => [row.id, row]))
	const customers = new Map((await rows(sql, 'customer')).map((row) => [row.id, row]))
	const parties = new Map((await rows(sql, 'billing_party')).map((row) => [row.id, row]))
	const lines = new Map((await rows(sql, 'contract_line')).map((row) => [row.id, row]))
	const invoices = (await rows(sql, 'invoice')).filter((row) => row.state !== 'draft')
	const invoiceLines = Map.groupBy(await rows(sql, 'invoice_line'), (row) => row.invoice_id)
	const fact = (of: Record<string, string | null | undefined>, on: string, amount: number): Fact => {
		const contract = contracts.get(of.contract ?? '')
		const line = lines.get(of.line ?? '')
		const customer = customers.get(of.customer ?? '')
		return {
			...{ on, amount, currency: of.currency ?? '', customer: of.customer ?? '', contract: of.contract ?? '' },
			group: contract?.group_id ?? customer?.group_id ?? '',
			person: contract?.owner_id ?? customer?.owner_id ?? '',
			...{ invoice: of.invoice ?? '', product: line?.product_id ?? '', plan: line?.plan_id ?? '' },
			...{ reason: of.reason ?? '', part: of.part ?? '' },
			country: parties.get(customer?.billing_party_id)?.country ?? '',
			...{ industry: customer?.industry ?? '', language: customer?.language ?? '' },
		}
	}
	const moved = (await rows(sql, 'mrr_movement')).flatMap((row) => {
		const contract = contracts.get(row.contract_id ?? '')
		const isEnd = contract?.ends_on && (row.moved_on ?? '') > contract.ends_on
		const of = { currency: row.currency, customer: row.customer_id, contract: row.contract_id, part: row.kind }
		const amounts = (row.line_minors ?? '').split(',').map(Number)
		return (row.line_ids ?? '')
			.split(',')
			.map((line, index) =>
				fact({ ...of, line, reason: isEnd ? contract.cancel_reason : '' }, row.moved_on ?? '', amounts[index] ?? 0),
			)
	})
	/** An amount of an invoice, over its lines by what each has of the total. */
	const spread = (invoice: Row, on: string, amount: number) =>
		(invoiceLines.get(invoice.id ?? '') ?? []).map((line) => {
			const share = (Number(line.net_minor) + Number(line.tax_minor)) / Number(invoice.total_minor)
			return fact({ ...ofLine(invoice, line) }, on, amount * share)
		})
	const ofLine = (invoice: Row, line: Row) => ({
		...{ currency: invoice.currency, customer: invoice.customer_id, invoice: invoice.id, line: line.contract_line_id },
		contract: line.contract_id ?? invoice.contract_id,
		part: lines.get(line.contract_line_id ?? '')?.interval_unit ? 'recurring' : 'one_off',
	})
	const byLine = (amount: (line: Row, currency: string) => number) =>
		invoices.flatMap((invoice) =>
			(invoiceLines.get(invoice.id ?? '') ?? []).map((line) =>
				fact(ofLine(invoice, line), invoice.issued_on ?? '', amount(line, invoice.currency ?? '')),
			),
		)
	const allocations = await rows(sql, 'allocation')
	const byId = new Map(invoices.map((invoice) => [invoice.id, invoice]))
	const open = (since: (invoice: Row) => string) =>
		[
			...invoices
				.filter(({ kind, total_minor }) => kind === 'invoice' && Number(total_minor) > 0)
				.flatMap((invoice) => spread(invoice, since(invoice), Number(invoice.total_minor))),
			...allocations.flatMap((row) => {
				const invoice = byId.get(row.invoice_id) as Row
				return spread(invoice, later(row.allocated_on ?? '', since(invoice)), -Number(row.amount_minor))
			}),
		].filter(({ on }) => on <= today)
	return {
		moved,
		gross: byLine((line) => Number(line.net_minor) + Number(line.tax_minor)),
		net: byLine((line) => Number(line.net_minor)),
		rebate: byLine(rebateOf),
		cash: await cashOf(sql, allocations, byId, spread, fact),
		owed: open((invoice) => invoice.issued_on ?? ''),
		late: open((invoice) => later(invoice.issued_on ?? '', dayAfter(invoice.due_on ?? ''))),
		// One for each line and contract of an invoice; they are counted once each.
		sent: invoices
			.filter(({ kind }) => kind === 'invoice')
			.flatMap((invoice) =>
				(invoiceLines.get(invoice.id ?? '') ?? []).map((line) =>
					fact(ofLine(invoice, line), invoice.issued_on ?? '', 1),
				),
			),
		fell: invoices
			.filter(({ kind, state, total_minor }) => kind === 'invoice' && state !== 'void' && Number(total_minor) > 0)
			.filter(({ due_on }) => (due_on ?? '') < today)
			.flatMap((invoice) => {
				const days = daysLate(invoice, allocations, today)
				return (invoiceLines.get(invoice.id ?? '') ?? []).map((line) =>
					fact(ofLine(invoice, line), invoice.due_on ?? '', days),
				)
			}),
		...(await agreed(sql, contracts, lines, fact)),
	}
}

/** From the due day to the allocation that settled the last of it, or to today. */
function daysLate(invoice: Row, allocations: Row[], today: string): number {
	const taken = new Set(allocations.map(({ reverses_id }) => reverses_id))
	const paid = allocations.filter(
		(row) => row.invoice_id === invoice.id && !row.reverses_id && !taken.has(row.id ?? ''),
	)
	const isOpen = paid.reduce((all, { amount_minor }) => all + Number(amount_minor), 0) < Number(invoice.total_minor)
	const until = isOpen ? today : paid.map(({ allocated_on }) => allocated_on ?? '').reduce(later)
	return Math.max(0, daysBetween(invoice.due_on ?? '', until))
}

type Make = (of: Record<string, string | null | undefined>, on: string, amount: number) => Fact

async function cashOf(
	sql: Sql,
	allocations: Row[],
	invoices: Map<string | null | undefined, Row>,
	spread: (invoice: Row, on: string, amount: number) => Fact[],
	fact: Make,
): Promise<Fact[]> {
	const payments = new Map((await rows(sql, 'payment')).map((row) => [row.id, row]))
	const given = [
		...(await rows(sql, 'refund'))
			.filter(({ state }) => state === 'succeeded')
			.map((row) => ({ ...row, on: row.settled_on })),
		...(await rows(sql, 'dispute'))
			.filter(({ state }) => state !== 'won')
			.map((row) => ({ ...row, on: row.opened_on })),
	] as (Row & { on: string })[]
	const cash = [
		...[...payments.values()]
			.filter(({ state }) => state === 'succeeded')
			.map((row) => ({ payment: row, on: row.received_on ?? '', amount: Number(row.amount_minor) })),
		...given.map((row) => ({
			payment: payments.get(row.payment_id) as Row,
			on: row.on,
			amount: -Number(row.amount_minor),
		})),
	]
	return cash.flatMap(({ payment, on, amount }) => {
		const own = allocations.filter((row) => row.payment_id === payment.id && !row.reverses_id)
		const put = [...Map.groupBy(own, (row) => row.invoice_id)].map(([invoice_id, all]) => ({
			invoice_id,
			amount_minor: String(Math.max(...all.map((row) => Number(row.amount_minor)))),
		}))
		const rest = Math.max(0, Number(payment.amount_minor) - put.reduce((sum, row) => sum + Number(row.amount_minor), 0))
		const whole = rest + put.reduce((sum, row) => sum + Number(row.amount_minor), 0)
		const of = { currency: payment.currency, customer: payment.customer_id }
		return [
			...put.flatMap((row) =>
				spread(invoices.get(row.invoice_id) as Row, on, (amount * Number(row.amount_minor)) / whole),
			),
			fact(of, on, (amount * rest) / whole),
		]
	})
}

async function agreed(
	sql: Sql,
	contracts: Map<string | null | undefined, Row>,
	lines: Map<string | null | undefined, Row>,
	fact: Make,
) {
	const inForce = [...contracts.values()].filter(({ activated_at, state }) => activated_at && state !== 'void')
	const of = (row: Row) => ({ currency: row.currency, customer: row.customer_id, contract: row.id })
	const signedOn = (row: Row) => earlier((row.activated_at ?? '').slice(0, 10), row.starts_on ?? '')
	const first = (await rows(sql, 'contract_line_state')).filter(({ sequence }) => sequence === '1')
	const lineFacts = (amount: (state: Row, line: Row, contract: Row) => number) =>
		first.flatMap((state) => {
			const [line, contract] = [lines.get(state.contract_line_id) as Row, contracts.get(state.contract_id) as Row]
			return inForce.includes(contract)
				? [fact({ ...of(contract), line: line.id }, signedOn(contract), amount(state, line, contract))]
				: []
		})
	return {
		signed: lineFacts((state, line, contract) => {
			if (!line.interval_unit) return round(priceOf(state, contract.currency ?? ''))
			const ends = [state.ends_on, contract.ends_on].filter((day) => day !== null).sort()[0]
			const days = ends ? Math.min(365, daysBetween(state.starts_on ?? '', ends ?? '') + 1) : 365
			return round((monthOf(state, line, contract) * 12 * days) / 365)
		}),
		monthly: lineFacts((state, line, contract) => (line.interval_unit ? monthOf(state, line, contract) : 0)),
		begun: inForce.map((row) => fact(of(row), signedOn(row), 1)),
		begunLines: lineFacts(() => 1),
		running: inForce.flatMap((row) => [
			fact(of(row), row.starts_on ?? '', 1),
			...(row.ends_on ? [fact(of(row), dayAfter(row.ends_on), -1)] : []),
		]),
	}
}

const priceOf = (state: Row, currency: string) =>
	Number(state.unit_price) *
	Number(state.quantity) *
	(1 - Number(state.discount_percent) / 100) *
	(currency === 'JPY' ? 1 : 100)
const monthOf = (state: Row, line: Row, { currency }: Row) =>
	round(priceOf(state, currency ?? '') / (Number(line.interval_count) * (line.interval_unit === 'year' ? 12 : 1)))

function rebateOf(line: Row, currency: string): number {
	const full = Number(line.unit_price) * Number(line.quantity)
	const net = full * (1 - Number(line.discount_percent) / 100) - Number(line.amount_off)
	if (full === net) return 0
	if (net > 0) return round((Number(line.net_minor) * (full - net)) / net)
	const part = line.period_to
		? daysBetween(line.period_from ?? '', line.period_to) /
			daysBetween(line.boundary_from ?? '', line.boundary_to ?? '')
		: 1
	return (
		round(full * (currency === 'JPY' ? 1 : 100) * part) * (['credit', 'credit_note'].includes(line.kind ?? '') ? -1 : 1)
	)
}

/** Half away from zero; what lies within a millionth of a half is one, whatever floats make of it. */
const round = (value: number) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5 + 1e-6)
const later = (one: string, other: string) => (one > other ? one : other)
const earlier = (one: string, other: string) => (one < other ? one : other)
const dayAfter = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString()
const daysBetween = (from: string, to: string) => Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days

async function rows(sql: Sql, table: string): Promise<Row[]> {
	const found = await sql<
		{ row: Record<string, unknown> }[]
	>`select to_jsonb(${sql(table)}.*) as row from ${sql(table)} order by 1`
	const text = (value: unknown) => (value === null || value === undefined ? null : String(value))
	return found.map(
		({ row }) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)])) as Row,
	)
}

type Where = (fact: Fact) => boolean

/** What is told from the level of each customer. */
const ofLevels: readonly MeasureName[] = [
	...(['arpu', 'ltv', 'customers', 'new_customers', 'lost_customers', 'logo_churn'] as const),
	...(['net_retention', 'gross_retention'] as const),
]

/** What a measure comes to for the facts that `where` lets through. `whole` lets through what a share is of. */
export function figureOf(
	books: Books,
	measure: MeasureName,
	{ from, to }: Period,
	where: Where,
	whole: Where = where,
): number | null {
	const during = (facts: Fact[], part?: (part: string) => boolean) =>
		sum(facts.filter((fact) => where(fact) && fact.on >= from && fact.on < to && (!part || part(fact.part))))
	const at = (facts: Fact[]) => sum(facts.filter((fact) => where(fact) && fact.on < to))
	const each = (facts: Fact[], of: (fact: Fact) => string) => {
		const own = facts.filter((fact) => where(fact) && fact.on >= from && fact.on < to)
		return [...new Map(own.map((fact) => [of(fact), fact])).values()]
	}
	const before = () => sum(books.moved.filter((fact) => whole(fact) && fact.on < from))
	const mine = ofLevels.includes(measure)
		? Map.groupBy(books.moved.filter(where), ({ customer }) => customer)
		: new Map()
	const levels = [...(mine as Map<string, Fact[]>).values()].map((facts) => ({
		start: sum(facts.filter(({ on }) => on < from)),
		end: sum(facts.filter(({ on }) => on < to)),
		isNew: facts.some(({ on, part }) => part === 'new' && on >= from && on < to),
	}))
	const had = levels.filter(({ start }) => start > 0)
	const [customers, lost] = [levels.filter(({ end }) => end > 0).length, had.filter(({ end }) => end === 0).length]
	const days = daysBetween(from, to)
	switch (measure) {
		case 'mrr':
			return at(books.moved)
		case 'arr':
			return at(books.moved) * 12
		case 'net_new':
			return during(books.moved)
		case 'arpu':
			return over(at(books.moved), customers)
		case 'ltv':
			return lost === 0 || customers === 0
				? null
				: over(at(books.moved) * had.length * days * 12, customers * lost * 365)
		case 'customers':
			return customers
		case 'new_customers':
			return levels.filter(({ isNew }) => isNew).length
		case 'lost_customers':
			return lost
		case 'contracts':
			return at(books.running)
		case 'logo_churn':
			return over(lost * 10000, had.length)
		case 'revenue_churn':
			return over(-during(books.moved, (part) => part === 'churn' || part === 'contraction') * 10000, before())
		case 'net_retention':
			return over(had.reduce((all, { end }) => all + end, 0) * 10000, before())
		case 'gross_retention':
			return over(had.reduce((all, { start, end }) => all + Math.min(start, end), 0) * 10000, before())
		case 'signed':
			return during(books.signed)
		case 'signed_mrr':
			return during(books.monthly)
		case 'signed_contracts':
			return during(books.begun)
		case 'invoiced':
			return during(books.gross)
		case 'collected':
			return during(books.cash)
		case 'outstanding':
			return at(books.owed)
		case 'overdue':
			return at(books.late)
		case 'rebates':
			return during(books.rebate)
		case 'revenue':
			return during(books.net)
		case 'recurring_revenue':
		case 'one_off_revenue':
			return during(books.net, (part) => `${part}_revenue` === measure)
		case 'run_rate':
			return over(during(books.net) * 365, days)
		case 'average_contract':
			return over(during(books.signed), each(books.begunLines, ({ contract }) => contract).length)
		case 'average_invoice':
			return over(during(books.gross), each(books.sent, ({ invoice }) => invoice).length)
		case 'days_late': {
			const fell = each(books.fell, ({ invoice }) => invoice)
			return over(sum(fell) * 10, fell.length)
		}
		default:
			return during(books.moved, (part) => part === measure)
	}
}

const sum = (facts: Fact[]) => facts.reduce((all, { amount }) => all + amount, 0)
const over = (amount: number, by: number) => (by > 0 ? round(amount / by) : null)

/** The value of a dimension that is not time. */
export const keyOf = (fact: Fact, dimension: Exclude<Dimension, 'day' | 'week' | 'month' | 'quarter' | 'year'>) =>
	fact[dimension]
