import type { Scope } from '../act.ts'
import { recordAmendment } from '../amendment/record.ts'
import { dayOf } from '../calendar.ts'
import { activateContract } from '../contract/activate.ts'
import { beginContract } from '../contract/create.ts'
import { type LockedContract, lockContract } from '../contract/lock.ts'
import { comingInvoices } from '../contract/preview.ts'
import { stateAfter } from '../contract/state.ts'
import { writeLineStates, writeLines } from '../contract/write-lines.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { recordMovements } from '../movement/record.ts'
import { refuse } from '../refusal.ts'
import { readTemplate } from '../template/find.ts'
import { changesFor } from './billable.ts'
import { type AgreedDiscount, agreedDiscounts, discountInputOf } from './discount.ts'
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
	const agreement = await agree(forCustomer, quote, chosen)
	await expectAsSeen(forCustomer, agreement.contractId, preview)
	return agreement
}

async function agree(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Agreement> {
	const { purpose, forContractId } = quote
	if (!forContractId) return await begin(scope, quote, chosen)
	if (purpose === 'signature') return await sign(scope, forContractId)
	return await amend(scope, quote, forContractId, chosen)
}

/** The contract as it stands comes into force. */
async function sign(scope: Scope, contractId: string): Promise<Agreement> {
	const contract = await lockContract(scope, contractId)
	const state = stateAfter('sign', contract)
	await scope.sql`
		update contract set state = ${state}, version = version + 1, updated_at = ${scope.now} where id = ${contractId}`
	await activateContract(scope, { id: contractId })
	return { contractId, sequence: null }
}

async function begin(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Agreement> {
	const { startsOn, endsOn } = termOf(quote, scope.today)
	const { customerId, ownerId, title, currency, alignment, timing, prorate, paymentTermDays, noticeDays } = quote
	const { renewal, termMonths, purchaseOrder, access } = quote
	const template = quote.templateId ? await readTemplate(scope, { id: quote.templateId }) : null
	const discounts = quote.discounts.filter(({ until }) => !until || until >= startsOn.toString())
	const { id } = await beginContract(scope, {
		...{ customerId, ownerId, title, currency, alignment, timing, prorate, paymentTermDays, noticeDays },
		...{ renewal, termMonths, purchaseOrder, access },
		...(template && { templateId: template.id, type: template.type, own: template.own }),
		startsOn: startsOn.toString(),
		endsOn: endsOn?.toString() ?? null,
		discounts: discounts.map((discount) => discountInputOf(discount, currency)),
		lines: chosen.map((line) => lineOf(line, startsOn)),
	})
	await activateContract(scope, { id })
	return { contractId: id, sequence: null }
}

/** A new line; a discount that is over before the line begins is none. */
function lineOf(given: QuoteLine, startsOn: Temporal.PlainDate) {
	const over = given.discountUntil !== null && given.discountUntil < startsOn.toString()
	const line = over ? { ...given, discountPercent: '0', discountUntil: null } : given
	const { description, productId, planId, model, serialNumber, factoryNumber } = line
	const { taxClass, unit, intervalUnit, intervalCount } = line
	const { quantity, unitPrice, discountPercent, discountPeriods, discountUntil, freeDays } = line
	return {
		...{ description, productId, planId, model, serialNumber, factoryNumber, taxClass, unit },
		...{ quantity, unitPrice, discountPercent, discountPeriods, discountUntil, freeDays },
		interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
	}
}

async function amend(scope: Scope, quote: Quote, contractId: string, chosen: readonly QuoteLine[]): Promise<Agreement> {
	const contract = await lockContract(scope, contractId)
	stateAfter('amend', contract)
	const changes = await changesFor(scope, quote, contractId, chosen)
	const discounts = agreedDiscounts(quote, termOf(quote, scope.today).startsOn)
	if (changes.states.length + changes.added.length + discounts.length === 0 && !changes.endsOn)
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
	await writeDiscounts(scope, contractId, sequence, discounts)
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
			...lineOf(line, Temporal.PlainDate.from(effectiveOn)),
			...{ contractId, sequence, effectiveOn, startsOn: effectiveOn, endsOn: null },
			position: (last?.position ?? 0) + 1 + index,
		})),
	)
}

async function writeDiscounts(
	scope: Scope,
	contractId: string,
	sequence: number,
	discounts: readonly AgreedDiscount[],
): Promise<void> {
	for (const { percent, monthMinor, startsOn, endsOn } of discounts)
		await scope.sql`
			insert into contract_discount (id, contract_id, sequence, starts_on, ends_on, percent, month_minor)
			values (uuidv7(), ${contractId}, ${sequence}, ${startsOn}, ${endsOn}, ${percent}, ${monthMinor})`
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
