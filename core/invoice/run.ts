import { type Actor, act, type Books, expectOk, type Scope } from '../act.ts'
import { type Day, dateOf, dayOf } from '../calendar.ts'
import { closeEndedContracts } from '../contract/close.ts'
import { renewTerms } from '../contract/renew-terms.ts'
import { turnAllPauses } from '../contract/turn-pauses.ts'
import { applyCredits } from '../credit-note/apply.ts'
import { giveBackByCard } from '../credit-note/give-back.ts'
import { applyAddressChanges } from '../customer/change-address.ts'
import { openEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { billPenalty, findPenaltiesToBill } from '../receivable/bill-penalty.ts'
import { Refused } from '../refusal.ts'
import { due } from '../schedule/due.ts'
import { byInvoice } from '../schedule/instalments.ts'
import type { DueLine } from '../schedule/terms.ts'
import { spreadTaxes } from '../tax/spread.ts'
import { effectsOf } from './effects-of.ts'
import { type IssuedInvoice, openIssue } from './issue.ts'
import { dueTogether, type JoinInvoices, joinEnds } from './joint-end.ts'
import { invoiceLineOf, noteOf } from './line.ts'
import { moveOn, type Position } from './move-on.ts'
import { billedAhead, readCharged } from './read-charged.ts'
import { type Billable, readSchedules } from './read-schedules.ts'
import type { NewInvoice } from './write-lines.ts'

/** Totals in minor units by currency, tax included; credit notes count with their negative totals. */
export type RunResult = {
	contracts: number
	invoices: number
	creditNotes: number
	lines: number
	totals: Record<string, bigint>
	/** Contracts that could not be billed, and why; they stay due and the next run tries them again. */
	failed?: { id: string; problem: string }[]
}

const contractsPerChunk = 1000

/**
 * The invoice run: bills every period that fell due through a day and is not billed, each once. It works in chunks, each
 * a transaction of its own on contracts that nobody else has locked, so any number of workers share it and one killed
 * anywhere loses nothing: what it had not committed is found again.
 */
export async function bill(
	books: Books,
	actor: Actor,
	through: Temporal.PlainDate,
	workers = 2,
	limit = contractsPerChunk,
): Promise<RunResult> {
	expectOk(await act(books, actor, applyAddressChanges, undefined as never))
	await renewTerms(books, actor)
	const whole: RunResult = { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {} }
	const except: string[] = []
	const work = async () => {
		for (;;) {
			const part = await billPart(books, actor, { through, limit, except })
			addTo(whole, part)
			// Two workers may meet the same one.
			for (const failure of part.failed ?? []) {
				if (except.includes(failure.id)) continue
				except.push(failure.id)
				whole.failed = [...(whole.failed ?? []), failure]
			}
			if (part.contracts === 0 && !part.failed) return
		}
	}
	// What one worker met is told once all have ended: of a run that has failed nothing is under way.
	const ended = await Promise.allSettled(Array.from({ length: workers }, work))
	for (const one of ended) if (one.status === 'rejected') throw one.reason
	await billPenalties(books, actor, whole)
	expectOk(await act(books, actor, turnAllPauses, undefined as never))
	expectOk(await act(books, actor, closeEndedContracts, undefined as never))
	return whole
}

/** Penalty interest that is billed, contract by contract, so that one that cannot be leaves the others alone. */
async function billPenalties(books: Books, actor: Actor, whole: RunResult): Promise<void> {
	for (const contractId of expectOk(await act(books, actor, findPenaltiesToBill, undefined as never))) {
		try {
			const issued = expectOk(await act(books, actor, billPenalty, { contractId }))
			if (issued) count(whole, issued)
		} catch (error) {
			if (error instanceof Refused || isBroken(error)) throw error
			const problem = error instanceof Error ? error.message : String(error)
			whole.failed = [...(whole.failed ?? []), { id: contractId, problem }]
		}
	}
}

type Part = { through: Temporal.PlainDate; limit: number; except: readonly string[] }

/** A chunk; where one of its contracts cannot be billed, each by itself, so that the others are. */
async function billPart(books: Books, actor: Actor, part: Part): Promise<RunResult> {
	try {
		return expectOk(await act(books, actor, billChunk, part))
	} catch (error) {
		if (error instanceof Refused || isBroken(error)) throw error
		const whole: RunResult = { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {}, failed: [] }
		for (const id of expectOk(await act(books, actor, dueIds, part))) {
			try {
				addTo(whole, expectOk(await act(books, actor, billOne, { id, through: part.through })))
			} catch (problem) {
				if (isBroken(problem)) throw problem
				whole.failed?.push({ id, problem: problem instanceof Error ? problem.message : String(problem) })
			}
		}
		if (whole.failed?.length === 0) delete whole.failed
		return whole
	}
}

/** The connection or the server is gone: nothing about one contract. */
function isBroken(error: unknown): boolean {
	const code = error instanceof Error && 'code' in error ? String(error.code) : ''
	return /^(08|53|57|58|XX)/.test(code) || /^(CONNECTION|CONNECT|ECONN)/.test(code)
}

async function dueIds({ sql }: Scope, { through, limit, except }: Part): Promise<string[]> {
	const rows = await sql<{ id: string }[]>`
		select contract_id as id from contract_billing
		where next_due_on <= ${through} and contract_id <> all(${except as string[]}::uuid[])
		order by next_due_on, contract_id limit ${limit}`
	return rows.map((row) => row.id)
}

async function billOne(scope: Scope, { id, through }: { id: string; through: Temporal.PlainDate }): Promise<RunResult> {
	permit(scope, 'invoice.run')
	const [free] = await scope.sql<{ id: string }[]>`
		select id from contract join contract_billing as billing on billing.contract_id = id
		where id = ${id} and next_due_on <= ${through} for update skip locked`
	return await billContracts(scope, free ? [free.id] : [], through)
}

/** One chunk of the run; answers `contracts: 0` when nothing unlocked is left. */
export async function billChunk(
	scope: Scope,
	input: { through: Temporal.PlainDate; limit: number; except?: readonly string[] },
): Promise<RunResult> {
	permit(scope, 'invoice.run')
	// A chunk is a small part of its tables however few rows they have today: reading them whole would grow with them.
	await scope.sql`select set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`
	const ids = await scope.sql<{ id: string }[]>`
		select id from contract_billing as billing join contract on id = billing.contract_id
		where next_due_on <= ${input.through} and id <> all(${(input.except ?? []) as string[]}::uuid[])
		order by next_due_on, billing.contract_id limit ${input.limit} for update skip locked`
	const { through, except = [] } = input
	const { alone, joint } = await dueTogether(scope, { ids: ids.map((row) => row.id), through, except })
	const whole = await billContracts(scope, alone, through)
	if (joint.length > 0)
		addTo(whole, await billContracts(scope, joint, through, undefined, await joinEnds(scope, joint)))
	return whole
}

/** So many contracts are read and billed together: what they are made of is let go before the next are read. */
const contractsAtOnce = 250

/** Bills locked contracts through a day. `join` may make one invoice of several, in place, with the owner of each. */
export async function billContracts(
	scope: Scope,
	ids: readonly string[],
	throughDate: Temporal.PlainDate,
	onIssued: (issued: readonly IssuedInvoice[]) => void = () => {},
	join?: JoinInvoices,
): Promise<RunResult> {
	const result: RunResult = { contracts: 0, invoices: 0, creditNotes: 0, lines: 0, totals: {} }
	if (ids.length === 0) return result
	const through = dayOf(throughDate)
	const issue = await openIssue(scope)
	const effects = openEffects(scope)
	const positions: Position[] = []
	const customerIds = new Set<string>()
	const atOnce = join ? ids.length : contractsAtOnce
	for (let from = 0; from < ids.length; from += atOnce) {
		const billables = await readSchedules(scope, ids.slice(from, from + atOnce), dayOf(scope.today))
		const { invoices, owners } = await wantedOf(scope, billables, through, positions)
		join?.(invoices, owners)
		for (const [index, invoice] of invoices.entries()) {
			const issued = issue.add(invoice)
			customerIds.add(issued.customerId)
			count(result, issued)
			for (const effect of effectsOf(issued, owners[index])) effects.add(effect)
		}
		result.contracts += billables.length
	}
	await issue.writeFacts()
	await moveOn(scope, positions)
	await effects.write()
	const issued = await issue.number()
	onIssued(issued)
	await applyCredits(scope, [...customerIds])
	const { creditForLess } = scope.company
	const notes = creditForLess === 'refund' ? issued.filter(({ kind }) => kind === 'credit_note') : []
	await giveBackByCard(
		scope,
		notes.map(({ id }) => id),
	)
	return result
}

/** What contracts are to be billed through a day, with the owner of each invoice; adds how far each will then be billed. */
export async function wantedOf(scope: Scope, billables: readonly Billable[], through: Day, positions: Position[]) {
	const charged = await readCharged(scope, billables, through)
	const invoices: NewInvoice[] = []
	const owners: Billable[] = []
	for (const billable of billables) {
		const { contract, schedule } = billable
		const ledger = charged.get(contract.id)
		const billed = { through: contract.billedThrough, charged: ledger ?? new Map() }
		// What was billed ahead of its time is brought in line at once, or its day would bill it again.
		const upTo = Math.max(through, billedAhead(ledger))
		const { lines, nextOn } = due(schedule, billed, upTo)
		for (const invoice of invoicesOf(scope, billable, lines)) {
			invoices.push(invoice)
			owners.push(billable)
		}
		positions.push({
			id: contract.id,
			nextDueOn: nextOn,
			billedThrough: Math.max(upTo, contract.billedThrough ?? upTo),
		})
	}
	return { invoices, owners }
}

/** What falls due on one day is one invoice and each instalment another, or a credit note where more is given back than charged. */
function invoicesOf(scope: Scope, billable: Billable, lines: readonly DueLine[]): NewInvoice[] {
	const { contract } = billable
	const byDay = new Map<Day, DueLine[]>()
	for (const line of lines) {
		const sameDay = byDay.get(line.on)
		if (sameDay) sameDay.push(line)
		else byDay.set(line.on, [line])
	}
	const invoices = [...byDay].flatMap(([on, sameDay]) => byInvoice(sameDay).map((own) => ({ on, own })))
	return invoices.map(({ on, own }) => {
		const instalment = own[0]?.instalment
		const taxed = scope.company.taxRounding === 'rate' && !instalment ? spreadTaxes(own) : own
		let total = 0n
		for (const line of taxed) total += line.amount + line.tax
		return {
			kind: total < 0n ? ('credit_note' as const) : ('invoice' as const),
			customerId: contract.customerId,
			contractId: contract.id,
			currency: contract.currency,
			billedFor: dateOf(on),
			paymentTermDays: contract.paymentTermDays,
			...(instalment && { dueOn: dateOf(instalment.dueOn) }),
			language: contract.language,
			buyerId: contract.billingPartyId,
			purchaseOrder: contract.purchaseOrder,
			note: noteOf(billable, taxed),
			lines: taxed.map((line) => invoiceLineOf(billable, line)),
		}
	})
}

function count(result: RunResult, invoice: IssuedInvoice): void {
	if (invoice.kind === 'invoice') result.invoices++
	else result.creditNotes++
	result.lines += invoice.lineCount
	result.totals[invoice.currency] = (result.totals[invoice.currency] ?? 0n) + invoice.totalMinor
}

function addTo(whole: RunResult, part: RunResult): void {
	whole.contracts += part.contracts
	whole.invoices += part.invoices
	whole.creditNotes += part.creditNotes
	whole.lines += part.lines
	for (const [currency, total] of Object.entries(part.totals))
		whole.totals[currency] = (whole.totals[currency] ?? 0n) + total
}
