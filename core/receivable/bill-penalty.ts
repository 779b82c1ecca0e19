import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import type { Language } from '../company/read.ts'
import { lockContract } from '../contract/lock.ts'
import { applyCredits } from '../credit-note/apply.ts'
import { effectsOf } from '../invoice/effects-of.ts'
import { type IssuedInvoice, issueInvoices } from '../invoice/issue.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { formatMajor } from '../money.ts'
import { queueEffect } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import type { PenaltyWhy } from '../schedule/why.ts'
import { creditOverbilled } from './credit-penalty.ts'
import { tellPenalties } from './find-penalty.ts'
import { type InstalmentPlace, penaltyWords } from './penalty-words.ts'
import type { PenaltyClaim } from './reckon-penalty.ts'

/** Penalty interest is billed through the last day of a month, on the first day of the next or as soon after as the run works. */
export function billedThrough(today: Temporal.PlainDate): Temporal.PlainDate {
	return today.with({ day: 1 }).subtract({ days: 1 })
}

/** Days back to which money that was put to an invoice is looked for: those of runs that were missed. The month's run looks at all. */
const daysLookedBack = 3

/**
 * Contracts whose penalty interest is to be billed through the month that is over, or was and may have changed since. For the
 * run, which has permitted it.
 */
export async function findPenaltiesToBill({ sql, today, now, company }: Scope): Promise<string[]> {
	const through = billedThrough(today)
	const since = now.subtract({ hours: 24 * daysLookedBack })
	const rows = await sql<{ id: string }[]>`
		with late as (
			select id, contract_id from invoice
			where kind = 'invoice' and state in ('issued', 'uncollectible')
				and due_on < ${through} and due_on >= (select min(valid_from) from penalty_terms where billed)
				and (settled_minor < total_minor or exists (
					select from allocation where invoice_id = invoice.id and allocated_on > invoice.due_on))
		)
		select contract.id from contract
		where contract.direction = 'receivable' and contract.id in (
				select contract_id from late
				union all select line.contract_id from late join invoice_line as line on line.invoice_id = late.id
				where late.contract_id is null)
			and not exists (select from penalty_billing where contract_id = contract.id and through_on = ${through})
		union
		select distinct line.contract_id from invoice_line as line
		where line.penalty_invoice_id is not null and line.kind = 'penalty' and (
			exists (select from allocation where invoice_id = line.penalty_invoice_id and created_at >= ${since})
			or exists (select from penalty_terms where written_at >= ${since})
			or exists (select from event
				where subject_id = ${company.billingPartyId} and kind = 'penalty.agreement_removed' and happened_at >= ${since}))
		order by 1`
	return rows.map(({ id }) => id)
}

/**
 * Bills the penalty interest of a contract that accrued through the last day of the month before and stands on no invoice yet:
 * on an invoice of its own, one line for each invoice that was paid late. Gives back first what turned out not to have accrued. Once for
 * a month, whoever runs it how often; answers what was issued, or null.
 */
export async function billPenalty(scope: Scope, { contractId }: { contractId: string }): Promise<IssuedInvoice | null> {
	permit(scope, 'invoice.run')
	const { sql, today, now } = scope
	const { customerId } = await lockContract(scope, contractId)
	// Money that waits counts from the day on which it came, as does what is given back here.
	do await applyCredits(scope, [customerId])
	while ((await creditOverbilled(scope, contractId)) > 0n)
	const through = billedThrough(today)
	const [done] = await sql`select from penalty_billing where contract_id = ${contractId} and through_on = ${through}`
	if (done) return null
	const lines = await penaltyLines(scope, contractId, await partsThrough(scope, contractId, through))
	const invoice = lines.length > 0 ? await issuePenalty(scope, contractId, lines) : null
	await sql`
		insert into penalty_billing (contract_id, through_on, invoice_id, billed_at)
		values (${contractId}, ${through}, ${invoice?.id ?? null}, ${now})`
	if (invoice) await applyCredits(scope, [customerId])
	return invoice
}

/** What an invoice asks for of one claim; minor units. */
export type PenaltyPart = { claim: PenaltyClaim; amountMinor: bigint }

/**
 * What of each claim is owed today and had accrued through the day: what was waived, paid or invoiced since then counts against
 * it, so that it is never more than is owed.
 */
async function partsThrough(scope: Scope, contractId: string, through: Temporal.PlainDate): Promise<PenaltyPart[]> {
	const owed = (await tellPenalties(scope, [contractId], scope.today)).get(contractId)?.claims ?? []
	if (!owed.some(({ billed, dueMinor }) => billed && dueMinor > 0n)) return []
	const then = (await tellPenalties(scope, [contractId], through)).get(contractId)?.claims ?? []
	const accrued = new Map(then.map((claim) => [claim.invoiceId, claim]))
	return owed.flatMap(({ invoiceId, billed, accruedMinor, dueMinor }) => {
		const claim = accrued.get(invoiceId)
		if (!billed || !claim) return []
		const amountMinor = dueMinor - (accruedMinor - claim.accruedMinor)
		return amountMinor > 0n ? [{ claim, amountMinor }] : []
	})
}

/** The lines of an invoice of penalty interest. */
export async function penaltyLines(
	scope: Scope,
	contractId: string,
	parts: readonly PenaltyPart[],
): Promise<NewInvoiceLine[]> {
	if (parts.length === 0) return []
	const { language, currency } = await languageOf(scope, contractId)
	const late = parts.map(({ claim }) => claim.invoiceId)
	const places = await placesOf(scope, contractId, late)
	return parts.map(({ claim, amountMinor }) => ({
		...{ kind: 'penalty' as const, contractId, penaltyInvoiceId: claim.invoiceId, netMinor: amountMinor },
		description: penaltyWords[language].line(claim.number, places.get(claim.invoiceId) ?? null),
		...{ periodFrom: null, periodTo: null, quantity: '1', unit: '', unitPrice: formatMajor(amountMinor, currency) },
		// It makes good a loss and pays for nothing: no tax is added.
		...{ discountPercent: '0', taxPercent: '0', taxLabel: '', taxMinor: 0n },
		why: whyOf(claim, amountMinor, currency),
	}))
}

function whyOf(claim: PenaltyClaim, amountMinor: bigint, currency: string): PenaltyWhy {
	const { number, dueOn, dailyRatePercent, accruedMinor } = claim
	return {
		...{ kind: 'penalty', number, dueOn, dailyRatePercent },
		spans: claim.spans.map(({ principalMinor, interestMinor: _, ...days }) => ({
			...days,
			principal: formatMajor(principalMinor, currency),
		})),
		before: accruedMinor === amountMinor ? null : formatMajor(accruedMinor - amountMinor, currency),
		amount: formatMajor(amountMinor, currency),
	}
}

async function languageOf({ sql }: Scope, contractId: string): Promise<{ language: Language; currency: string }> {
	const [row] = await sql<{ language: Language; currency: string }[]>`
		select customer.language, contract.currency from contract join customer on customer.id = customer_id where contract.id = ${contractId}`
	if (!row) throw new Error('The contract has gone')
	return row
}

/** Which instalments of a contract's plan invoices ask for. */
async function placesOf(
	{ sql }: Scope,
	contractId: string,
	invoiceIds: readonly string[],
): Promise<Map<string, InstalmentPlace>> {
	const rows = await sql<{ invoiceId: string; why: { number: number; of: number } }[]>`
		select distinct on (invoice_id) invoice_id as "invoiceId", why from invoice_line
		where invoice_id = any(${[...invoiceIds]}::uuid[]) and contract_id = ${contractId} and instalment_id is not null and why ->> 'kind' = 'instalment'
		order by invoice_id, position`
	return new Map(rows.map(({ invoiceId, why: { number, of } }) => [invoiceId, { number, of }]))
}

export async function issuePenalty(scope: Scope, contractId: string, lines: NewInvoiceLine[]): Promise<IssuedInvoice> {
	const [billable] = await readSchedules(scope, [contractId], dayOf(scope.today))
	if (!billable) throw new Error('The contract has gone')
	const { contract } = billable
	const { customerId, currency, paymentTermDays, language, billingPartyId: buyerId, purchaseOrder } = contract
	const [invoice] = await issueInvoices(scope, [
		{
			...{ kind: 'invoice', contractId, customerId, currency, paymentTermDays, language, buyerId, purchaseOrder },
			...{ billedFor: null, lines },
		},
	])
	if (!invoice) throw new Error('The invoice was not issued')
	for (const effect of effectsOf(invoice, billable)) await queueEffect(scope, effect)
	return invoice
}
