import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { type ComingInstalment, findComing } from './coming-instalments.ts'
import { type EntryToMatch, findPayers, type PayerReason } from './find-payers.ts'
import { type AmountReason, fitAmount, type OpenInvoice, type SuggestedPut } from './fit-amount.ts'
import { findByAmount, findNames, findOpen } from './open-invoices.ts'

export type MatchReason =
	| PayerReason
	| AmountReason
	| { kind: 'amount_only'; number: string }
	/** Of an instalment that is not invoiced yet, which it waits for, or which something that is open comes before; the day is ISO. */
	| { kind: 'amount_instalment' | 'amount_after_open'; contract: string; dueOn: string; instalmentId: string }

/** Who may have paid an entry, what that would settle, and why. Minor units. */
export type SuggestedMatch = {
	entryId: string
	customerId: string
	customerName: string
	contractId: string | null
	/** Exactly as in `put`, or in the company's order, which `put` shows. */
	by: 'hand' | 'order'
	put: SuggestedPut[]
	freeMinor: bigint
	reasons: MatchReason[]
	/** 0 to 100. */
	score: number
	/** The number and the amount agree, and nobody else is meant. */
	sure: boolean
}

/** What each reason is worth. */
const worth: Record<MatchReason['kind'], number> = {
	...{ invoice_number: 50, invoice_digits: 25, contract_number: 35, customer_number: 35, account_known: 35, name: 30 },
	...{ amount_named: 45, amount_invoice: 40, amount_balance: 35, amount_contract: 35, amount_sum: 25 },
	...{ amount_instalment: 40, amount_after_open: 15 },
	...{ amount_part: 10, amount_more: 10, amount_only: 20 },
}

/** How many are shown of an entry. */
const most = 3

/**
 * Who may have paid entries and what for, the likeliest first, by the entry's id; explained by reasons. An invoice is
 * surely meant by one of the entries only, the first. `byName` also looks for names that are alike. Set-based.
 */
export async function suggestMatches(
	scope: Scope,
	{ entries, byName }: { entries: readonly EntryToMatch[]; byName: boolean },
): Promise<Map<string, SuggestedMatch[]>> {
	permit(scope, 'payment.record')
	const payers = await findPayers(scope, entries, { byName })
	const unknown = entries.filter(({ id }) => payers.get(id)?.size === 0)
	const byAmount = await findByAmount(scope, unknown)
	const customers = [
		...new Set([
			...[...payers.values()].flatMap((of) => [...of.keys()]),
			...[...byAmount.values()].map((one) => one.customerId),
		]),
	]
	const open = Map.groupBy(await findOpen(scope, customers), ({ customerId, currency }) => `${customerId} ${currency}`)
	const coming = Map.groupBy(
		await findComing(scope, customers),
		({ customerId, currency }) => `${customerId} ${currency}`,
	)
	const names = await findNames(scope, customers)
	const taken = new Set<string>()
	const matches = new Map<string, SuggestedMatch[]>()
	for (const entry of entries) {
		const found = [...(payers.get(entry.id) ?? [])].map(([customerId, reasons]) =>
			weigh(
				entry,
				{ customerId, reasons },
				open.get(`${customerId} ${entry.currency}`) ?? [],
				coming.get(`${customerId} ${entry.currency}`) ?? [],
			),
		)
		const only = byAmount.get(entry.id)
		if (only) found.push(weighAmount(entry, only))
		const best = found
			.map((match) => ({ ...match, customerName: names.get(match.customerId) ?? '' }))
			.sort((one, two) => two.score - one.score || (one.customerName < two.customerName ? -1 : 1))
		matches.set(
			entry.id,
			best.slice(0, most).map((match) => ({ ...match, sure: !entry.reverses && isSure(match, best, taken) })),
		)
	}
	return matches
}

type Weighed = Omit<SuggestedMatch, 'customerName' | 'sure'>

function weigh(
	{ id: entryId, amountMinor }: EntryToMatch,
	{ customerId, reasons }: { customerId: string; reasons: readonly PayerReason[] },
	open: readonly OpenInvoice[],
	coming: readonly ComingInstalment[],
): Weighed {
	const ids = (kinds: readonly PayerReason['kind'][]) =>
		reasons.flatMap((reason) => ('invoiceId' in reason && kinds.includes(reason.kind) ? reason.invoiceId : []))
	const contracts = new Set(reasons.flatMap((reason) => ('contractId' in reason ? reason.contractId : [])))
	const inFull = new Set(ids(['invoice_number']))
	// Digits alone count where nothing is named in full.
	const named = inFull.size > 0 ? inFull : new Set(ids(['invoice_digits']))
	const said = reasons.filter((reason) => reason.kind !== 'invoice_digits' || inFull.size === 0)
	const fitted = fitAmount(amountMinor, open, named, contracts)
	const next = fitted.reason === null ? comingOf(amountMinor, coming, contracts) : undefined
	const waits = next && open.length === 0 && !next.isWaitedFor
	const because: MatchReason[] = [
		...said,
		...(fitted.reason ? [fitted.reason] : []),
		...(next ? [reasonOf(next, waits ? 'amount_instalment' : 'amount_after_open')] : []),
	]
	const [contractId = null] = contracts.size === 1 ? contracts : waits ? [next.contractId] : []
	return {
		entryId,
		customerId,
		contractId,
		by: fitted.by,
		...putOf(amountMinor, fitted.put),
		reasons: because,
		score: scoreOf(because),
	}
}

/** The one instalment of exactly the amount that is invoiced next, of the contracts that are named, or of any. */
function comingOf(
	amountMinor: bigint,
	coming: readonly ComingInstalment[],
	contracts: ReadonlySet<string>,
): ComingInstalment | undefined {
	const meant = coming.filter(
		(one) => one.amountMinor === amountMinor && (contracts.size === 0 || contracts.has(one.contractId)),
	)
	return meant.length === 1 ? meant[0] : undefined
}

const reasonOf = (
	{ contract, dueOn, id: instalmentId }: ComingInstalment,
	kind: 'amount_instalment' | 'amount_after_open',
): MatchReason => ({ kind, contract, dueOn, instalmentId })

function weighAmount({ id: entryId, amountMinor }: EntryToMatch, invoice: OpenInvoice): Weighed {
	const { id: invoiceId, number, customerId, contractId } = invoice
	const reasons: MatchReason[] = [{ kind: 'amount_only', number }]
	const put = putOf(amountMinor, [{ invoiceId, number, amountMinor }])
	return { entryId, customerId, contractId, by: 'hand', ...put, reasons, score: scoreOf(reasons) }
}

function putOf(amountMinor: bigint, put: SuggestedPut[]): Pick<SuggestedMatch, 'put' | 'freeMinor'> {
	return { put, freeMinor: put.reduce((left, part) => left - part.amountMinor, amountMinor) }
}

/** Each kind counts once: naming three invoices is no better than naming one. */
function scoreOf(reasons: readonly MatchReason[]): number {
	const kinds = new Map(
		reasons.map((reason) => [reason.kind, reason.kind === 'name' ? worth.name * reason.likeness : worth[reason.kind]]),
	)
	return Math.min(100, Math.round([...kinds.values()].reduce((sum, one) => sum + one, 0)))
}

/** From so many digits on, digits that agree with an amount are no chance. */
const tellingDigits = 4

function isSure(match: Weighed, all: readonly Weighed[], taken: Set<string>): boolean {
	if (all[0]?.customerId !== match.customerId) return false
	if (match.reasons.some(({ kind }) => kind === 'amount_instalment')) return isSureOfComing(match, all, taken)
	if (!match.reasons.some(({ kind }) => kind === 'amount_named')) return false
	const named = (one: Weighed) => one.reasons.filter((reason) => 'invoiceId' in reason)
	const inFull = named(match).every(
		({ kind, number }) => kind === 'invoice_number' || number.replace(/\D/g, '').length >= tellingDigits,
	)
	const others = all.slice(1).some((one) => named(one).some(({ kind }) => kind === 'invoice_number'))
	if (!inFull || others || match.put.some(({ invoiceId }) => taken.has(invoiceId))) return false
	for (const { invoiceId } of match.put) taken.add(invoiceId)
	return true
}

/** The contract is named, the amount is what is invoiced of it next, and nothing of the customer's is open that would come before. */
function isSureOfComing(match: Weighed, all: readonly Weighed[], taken: Set<string>): boolean {
	const isNamed = ({ reasons }: Weighed) =>
		reasons.some(({ kind }) => kind === 'contract_number' || kind === 'invoice_number')
	const [next] = match.reasons.flatMap((reason) => ('instalmentId' in reason ? reason.instalmentId : []))
	const contracts = match.reasons.filter(({ kind }) => kind === 'contract_number')
	if (!next || contracts.length !== 1 || all.slice(1).some(isNamed) || taken.has(next)) return false
	taken.add(next)
	return true
}
