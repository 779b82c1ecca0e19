import { shareOut } from '../allocation/order.ts'

/** An invoice that is open, in the order of due days; minor units. */
export type OpenInvoice = {
	id: string
	number: string
	contractId: string | null
	customerId: string
	currency: string
	openMinor: bigint
}

export type SuggestedPut = { invoiceId: string; number: string; amountMinor: bigint }

/** Why an amount goes where it goes. */
export type AmountReason =
	| { kind: 'amount_named' | 'amount_contract' | 'amount_balance' | 'amount_part' | 'amount_more' }
	| { kind: 'amount_invoice'; number: string }
	| { kind: 'amount_sum'; count: number }

export type Fitted = { by: 'hand' | 'order'; put: SuggestedPut[]; reason: AmountReason | null }

/** Sums of two are tried among so many; more agree by chance. */
const mostPaired = 40

/**
 * What an amount settles of what a customer has open: what the payer named, then what the amount itself tells, then the
 * oldest first.
 */
export function fitAmount(
	amountMinor: bigint,
	open: readonly OpenInvoice[],
	named: ReadonlySet<string>,
	contracts: ReadonlySet<string>,
): Fitted {
	const meant = open.filter(({ id }) => named.has(id))
	const whole = (some: readonly OpenInvoice[], reason: AmountReason): Fitted => ({
		by: 'hand',
		put: some.map(wholeOf),
		reason,
	})
	if (meant.length > 0) return fitNamed(amountMinor, meant, whole)
	const ofContracts = open.filter(({ contractId }) => contractId !== null && contracts.has(contractId))
	const one = [...ofContracts, ...open].find(({ openMinor }) => openMinor === amountMinor)
	if (one) return whole([one], { kind: 'amount_invoice', number: one.number })
	if (ofContracts.length > 0 && sumOf(ofContracts) === amountMinor)
		return whole(ofContracts, { kind: 'amount_contract' })
	if (open.length > 1 && sumOf(open) === amountMinor) return whole(open, { kind: 'amount_balance' })
	const several = severalOf(amountMinor, ofContracts) ?? severalOf(amountMinor, open)
	if (several) return whole(several, { kind: 'amount_sum', count: several.length })
	const order = [...ofContracts, ...open.filter((invoice) => !ofContracts.includes(invoice))]
	return { by: 'order', put: partsOf(amountMinor, order), reason: null }
}

function fitNamed(
	amountMinor: bigint,
	meant: readonly OpenInvoice[],
	whole: (some: readonly OpenInvoice[], reason: AmountReason) => Fitted,
): Fitted {
	const sum = sumOf(meant)
	if (sum === amountMinor) return whole(meant, { kind: 'amount_named' })
	if (sum < amountMinor) return whole(meant, { kind: 'amount_more' })
	return { by: 'hand', put: partsOf(amountMinor, meant), reason: { kind: 'amount_part' } }
}

/** The oldest together, or any two. */
function severalOf(amountMinor: bigint, open: readonly OpenInvoice[]): OpenInvoice[] | undefined {
	let sum = 0n
	for (const [place, { openMinor }] of open.entries()) {
		sum += openMinor
		if (sum === amountMinor && place > 0) return open.slice(0, place + 1)
		if (sum > amountMinor) break
	}
	const some = open.slice(0, mostPaired)
	for (const [place, first] of some.entries()) {
		const second = some.slice(place + 1).find(({ openMinor }) => first.openMinor + openMinor === amountMinor)
		if (second) return [first, second]
	}
	return undefined
}

const sumOf = (open: readonly OpenInvoice[]) => open.reduce((sum, { openMinor }) => sum + openMinor, 0n)
const wholeOf = ({ id: invoiceId, number, openMinor: amountMinor }: OpenInvoice) => ({ invoiceId, number, amountMinor })

function partsOf(amountMinor: bigint, open: readonly OpenInvoice[]): SuggestedPut[] {
	return shareOut(amountMinor, open).map(({ to, amountMinor: part }) => ({ ...wholeOf(to), amountMinor: part }))
}
