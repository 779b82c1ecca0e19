import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { keepLocked } from '../field-right/keep.ts'
import { edits, refuseLocked } from '../field-right/locked.ts'
import { isNarrowed } from '../field-right/rights.ts'
import { reach } from '../permit.ts'
import { type BegunLine, linesBegun } from '../template/begun.ts'
import { readTemplate } from '../template/find.ts'
import { figures, isSameFigure, refuseFewer, refuseLockedLine } from '../template/keep-lines.ts'
import { readDatedLines } from './billable.ts'
import { changesOf, type DatedLine } from './changes.ts'
import { discountInputOf } from './discount.ts'
import type { CheckedQuote, CheckedQuoteLine } from './input.ts'
import type { Quote, QuoteLine } from './read.ts'
import { sameDecimal, sameDiscounts } from './same.ts'

type Before = Pick<Quote, 'discounts' | 'currency' | 'endsOn' | 'termMonths'> & { lines: readonly BegunLine[] }
type Amended = { state: ContractState; endsOn: Temporal.PlainDate | null; termMonths: number | null }

/**
 * A quote as it is given, with what the actor may not change as it was `before`: a customer's yes does to the contract what
 * the quote says. What is begun with a template was as that says. Of a new contract the rights are those of a draft, of a
 * change or renewal those in the contract's state. Refuses `field.locked`, and `not_found` for a template.
 */
export async function keepLockedOfQuote(
	scope: Scope,
	quote: CheckedQuote,
	before: Before | null = null,
): Promise<CheckedQuote> {
	// What is signed is the draft, which is written with its own rights.
	if (!isNarrowed(scope) || quote.purpose === 'signature') return quote
	const contractId = quote.forContractId
	if (!contractId) {
		const stood = before ?? (await readBegun(scope, quote))
		const kept = keepLocked(scope, 'contract', 'draft', quote, stood ? termsBefore(quote, stood) : {})
		for (const line of kept.lines) refuseLockedLine(scope, 'draft', line, stood?.lines)
		if (stood) refuseFewer(scope, 'draft', quote.lines, stood.lines)
		return stood && !before ? keepBegunTerm(scope, kept, stood) : kept
	}
	const [contract] = await scope.sql<Amended[]>`
		select state, ends_on as "endsOn", term_months as "termMonths" from contract
		where id = ${contractId} and ${reach(scope).contract()}`
	// What the terms are settled by refuses it.
	if (!contract) return quote
	const renewed = quote.purpose === 'renewal' ? keepTerm(scope, contract, quote, before) : quote
	const discounts = keepDiscounts(scope, contract.state, renewed, before)
	const lines = await readDatedLines(scope, contractId)
	for (const line of quote.lines) {
		if (line.contractLineId) refuseLockedRestating(scope, contract, { quote, line, lines, before })
		else refuseLockedLine(scope, contract.state, line, before?.lines)
	}
	if (quote.purpose === 'renewal') refuseEnded(scope, contract, { quote, lines, before })
	if (before) refuseFewer(scope, contract.state, quote.lines, before.lines)
	return { ...renewed, discounts }
}

/** What the template says that a new quote is begun with, as if it stood there already. */
async function readBegun(scope: Scope, { templateId, customerId, currency }: CheckedQuote): Promise<Before | null> {
	if (!templateId) return null
	const template = await readTemplate(scope, { id: templateId, direction: 'receivable' })
	const lines = await linesBegun(scope, template, { customerId, currency })
	return { ...template.terms, endsOn: null, currency, discounts: [], lines }
}

/** Who may not say when it ends does not say after how long; a day of who may stands instead of the template's length. */
function keepBegunTerm(scope: Scope, quote: CheckedQuote, { termMonths }: Before): CheckedQuote {
	if (quote.endsOn) return { ...quote, termMonths: null }
	if (edits(scope, 'contract', 'termEnd', 'draft')) return quote
	if (quote.termMonths && quote.termMonths !== termMonths) refuseLocked(scope, 'contract', 'draft', ['termEnd'])
	return { ...quote, termMonths }
}

function termsBefore(quote: CheckedQuote, { discounts, ...terms }: Before): Record<string, unknown> {
	const given = discounts.map((one) => discountInputOf(one, terms.currency))
	return {
		...terms,
		endsOn: terms.endsOn?.toString() ?? null,
		discounts: sameDiscounts(quote.discounts, given) ? quote.discounts : given,
	}
}

/** Another term moves the end. */
function keepTerm(scope: Scope, contract: Amended, quote: CheckedQuote, before: Before | null): CheckedQuote {
	const { endsOn, termMonths } = quote
	const isAsBefore = before !== null && isSameTerm(quote, before)
	if (isAsBefore) return { ...quote, endsOn: before.endsOn?.toString() ?? null, termMonths: before.termMonths }
	refuseLocked(scope, 'contract', contract.state, ['termEnd'])
	if (termMonths && termMonths !== contract.termMonths) refuseLocked(scope, 'contract', contract.state, ['renewal'])
	return { ...quote, endsOn, termMonths }
}

/** Of a form that carries neither, both stay. */
function isSameTerm({ endsOn, termMonths }: CheckedQuote, before: Before): boolean {
	if (!endsOn && !termMonths) return true
	return (endsOn ?? null) === (before.endsOn?.toString() ?? null) && (termMonths ?? null) === before.termMonths
}

function keepDiscounts(
	scope: Scope,
	state: ContractState,
	{ discounts }: CheckedQuote,
	before: Before | null,
): CheckedQuote['discounts'] {
	const was = (before?.discounts ?? []).map((one) => discountInputOf(one, before?.currency ?? ''))
	if (edits(scope, 'contract', 'discount', state) || sameDiscounts(discounts, was)) return discounts
	if (discounts.length > 0) refuseLocked(scope, 'contract', state, ['discount'])
	return was
}

type Amending = { quote: CheckedQuote; lines: ReadonlyMap<string, DatedLine>; before: Before | null }

/** What a yes would make of a line of the contract, beside what it is without it. */
function refuseLockedRestating(
	scope: Scope,
	contract: Amended,
	{ quote, line, lines, before }: Amending & { line: CheckedQuoteLine },
): void {
	const id = line.contractLineId ?? ''
	const own = lines.get(id)
	if (!own) return
	const startsOn = firstDay(scope, contract, quote)
	const { states } = changesOf({ purpose: 'change' }, [asRead(line)], { startsOn, endsOn: null }, new Map([[id, own]]))
	const changed = figures.filter((field) =>
		states.some((state) => {
			const was = own.states.findLast(({ effectiveOn }) => effectiveOn <= state.effectiveOn) ?? own.states[0]
			const key = field === 'discount' ? 'discountPercent' : field
			return was !== undefined && !sameDecimal(was[key], state[key])
		}),
	)
	const stood = before?.lines.filter((was) => was.contractLineId === id) ?? []
	const given = changed.filter((field) => !stood.some((was) => isSameFigure(was, line, field)))
	refuseLocked(scope, 'line', contract.state, given)
}

function asRead({ interval, ...line }: CheckedQuoteLine): QuoteLine {
	return {
		...line,
		...{ id: '', position: 0, unit: line.unit ?? '', freeDays: line.freeDays ?? 0 },
		...{ intervalUnit: interval?.unit ?? null, intervalCount: interval?.count ?? null },
		...{ contractLineId: line.contractLineId ?? null, productId: line.productId ?? null, planId: line.planId ?? null },
		...{ discountPeriods: line.discountPeriods ?? null, discountUntil: line.discountUntil ?? null },
	}
}

/** A renewal ends what it does not name, or lets the customer leave out. */
function refuseEnded(scope: Scope, contract: Amended, { quote, lines, before }: Amending): void {
	const stays = (named: readonly Pick<CheckedQuoteLine, 'contractLineId' | 'optional'>[], id: string) =>
		named.some(({ contractLineId, optional }) => contractLineId === id && !optional)
	const lastDay = contract.endsOn?.toString() ?? ''
	const ended = [...lines].some(([id, { interval, states }]) => {
		const end = states.at(-1)?.endsOn ?? null
		const goesOn = interval !== null && (end === null || end >= lastDay)
		return goesOn && !stays(quote.lines, id) && (before === null || stays(before.lines, id))
	})
	if (ended) refuseLocked(scope, 'line', contract.state, ['quantity'])
}

function firstDay(scope: Scope, { endsOn }: Amended, { purpose, startsOn }: CheckedQuote): Temporal.PlainDate {
	if (purpose === 'renewal' && endsOn) return endsOn.add({ days: 1 })
	return startsOn ? Temporal.PlainDate.from(startsOn) : scope.today
}
