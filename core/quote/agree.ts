import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { dayOf } from '../calendar.ts'
import { activateContract } from '../contract/activate.ts'
import { createContract } from '../contract/create.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { comingInvoices } from '../contract/preview.ts'
import { stateAfter } from '../contract/state.ts'
import { writeLineStates, writeLines } from '../contract/write-lines.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { recordMovements } from '../movement/record.ts'
import { refuse } from '../refusal.ts'
import { changesFor } from './billable.ts'
import type { QuotePreview } from './preview.ts'
import type { Quote, QuoteLine } from './read.ts'
import { termOf } from './terms.ts'

/** What was agreed on: the contract, and of a change or renewal its amendment. */
export type Agreement = { contractId: string; sequence: number | null }

/**
 * Makes of an accepted quote what it says. The customer may not write contracts; their signature lets the product do it
 * for them. What the contract will bill is compared with what was seen, and a difference is our mistake: nothing is kept.
 */
export async function agreeOnQuote(
	scope: Scope,
	quote: Quote,
	chosen: readonly QuoteLine[],
	preview: QuotePreview,
): Promise<Agreement> {
	const forCustomer: Scope = { ...scope, db: scope.db, actor: { kind: 'system', name: `quote ${quote.number}` } }
	const agreement = quote.forContractId
		? await amend(forCustomer, quote, quote.forContractId, chosen)
		: await begin(forCustomer, quote, chosen)
	await expectAsSeen(forCustomer, agreement.contractId, preview)
	return agreement
}

async function begin(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Agreement> {
	const { startsOn, endsOn } = termOf(quote, scope.today)
	const { customerId, ownerId, title, currency, alignment, timing, prorate, paymentTermDays, noticeDays } = quote
	const { renewal, termMonths, purchaseOrder, access } = quote
	const { id } = await createContract(scope, {
		...{ customerId, ownerId, title, currency, alignment, timing, prorate, paymentTermDays, noticeDays },
		...{ renewal, termMonths, purchaseOrder, access },
		startsOn: startsOn.toString(),
		endsOn: endsOn?.toString() ?? null,
		lines: chosen.map(lineOf),
	})
	await activateContract(scope, { id })
	return { contractId: id, sequence: null }
}

function lineOf(line: QuoteLine) {
	const { description, productId, planId, model, serialNumber, factoryNumber, taxClass, intervalUnit, intervalCount } =
		line
	const { quantity, unitPrice, discountPercent, freeDays } = line
	return {
		...{ description, productId, planId, model, serialNumber, factoryNumber, taxClass },
		...{ quantity, unitPrice, discountPercent, freeDays },
		interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
	}
}

async function amend(scope: Scope, quote: Quote, contractId: string, chosen: readonly QuoteLine[]): Promise<Agreement> {
	const contract = await lockContract(scope, contractId)
	stateAfter('amend', contract)
	const changes = await changesFor(scope, quote, contractId, chosen)
	if (changes.states.length + changes.added.length === 0 && !changes.endsOn)
		refuse('contract.nothing_changes', { number: contract.number })
	const before = contract.endsOn?.toString() ?? null
	const sequence = await recordAmendment(scope, contract, {
		kind: quote.purpose === 'renewal' ? 'renewal' : 'change',
		effectiveOn: changes.effectiveOn,
		reason: quote.number,
		...(changes.endsOn ? { terms: { endsOn: [before, changes.endsOn] as [unknown, unknown] } } : {}),
	})
	await writeLineStates(
		scope,
		changes.states.map((state) => ({ ...state, contractLineId: state.lineId, contractId, sequence })),
	)
	await addLines(scope, contractId, sequence, changes)
	if (changes.endsOn) await moveEnd(scope, contract, changes.endsOn)
	await recordMovements(scope, [contract.customerId])
	return { contractId, sequence }
}

async function addLines(
	scope: Scope,
	contractId: string,
	sequence: number,
	{ added, effectiveOn }: Awaited<ReturnType<typeof changesFor>>,
): Promise<void> {
	const [last] = await scope.sql<{ position: number }[]>`
		select coalesce(max(position), 0) as position from contract_line where contract_id = ${contractId}`
	await writeLines(
		scope,
		added.map((line, index) => ({
			...lineOf(line),
			...{ contractId, sequence, effectiveOn, startsOn: effectiveOn, endsOn: null },
			position: (last?.position ?? 0) + 1 + index,
		})),
	)
}

/** Another term: a contract whose end was already given goes on. */
async function moveEnd(scope: Scope, contract: LockedContract, endsOn: string): Promise<void> {
	const state = contract.state === 'ending' ? stateAfter('undo_end', contract) : contract.state
	await scope.sql`
		update contract set ends_on = ${endsOn}, state = ${state}, cancel_reason = '' where id = ${contract.id}`
}

/** Throws when the contract as it now stands would bill anything else than was seen. */
async function expectAsSeen(scope: Scope, contractId: string, { invoices, seen }: QuotePreview): Promise<void> {
	const [billable] = await readSchedules(scope, [contractId], dayOf(scope.today))
	const coming = billable ? await comingInvoices(scope, billable, invoices.length) : []
	const money = (list: QuotePreview['invoices']) =>
		list.map(({ on, taxMinor, totalMinor }) => `${on} ${taxMinor} ${totalMinor}`).join()
	if (money(coming) !== money(invoices)) throw new Error(`Quote ${seen} came to something else than was seen`)
}
