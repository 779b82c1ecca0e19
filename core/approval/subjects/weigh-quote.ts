import type { Scope } from '../../act.ts'
import { type ContractStanding, readStanding, stateInUse } from '../../amendment/standing.ts'
import { discountEnd } from '../../contract/discount-end.ts'
import { chosenOf } from '../../quote/choose.ts'
import type { Quote, QuoteLine } from '../../quote/read.ts'
import { type OffAll, type OfferedLine, type WeighedOffer, weighOffer } from '../off-list.ts'

type Offered = OfferedLine & { id: string; description: string }
type Term = { customerId: string; currency: string; on: string; endsOn: string | null }

/** What a quote offers, with the most that anything the customer could choose of it is below its price. */
export async function weighQuote(
	scope: Scope,
	quote: Pick<Quote, 'forContractId' | 'lines'>,
	offAll: readonly OffAll[],
	term: Term,
): Promise<{ lines: Offered[]; offer: WeighedOffer; discount: string }> {
	const standing = quote.forContractId ? await readStanding(scope, quote.forContractId) : null
	const lines = quote.lines.map((line) => offeredLine(line, standing, term.on))
	const offer = await weighOffer(scope, chosenLines(quote.lines, lines, null), offAll, term)
	const others: WeighedOffer[] = []
	// Whichever way the customer chooses.
	for (const asked of [[], quote.lines.map((line) => line.id)])
		others.push(await weighOffer(scope, chosenLines(quote.lines, lines, asked), offAll, term))
	// A line that excludes others is weighed too.
	const shares = offAll.filter(({ percent }) => percent !== null)
	others.push(await weighOffer(scope, lines, shares, term))
	const discount = [offer, ...others]
		.map((one) => one.discount)
		.reduce((most, one) => (Number(one) > Number(most) ? one : most))
	return { lines, offer, discount }
}

function chosenLines(all: readonly QuoteLine[], lines: readonly Offered[], asked: readonly string[] | null): Offered[] {
	const chosen = new Set(chosenOf(all, asked).map(({ id }) => id))
	return lines.filter(({ id }) => chosen.has(id))
}

function offeredLine(line: QuoteLine, standing: ContractStanding | null, on: string): Offered {
	const { id, description, productId, planId, unit, quantity, unitPrice, discountPercent } = line
	const { intervalUnit, intervalCount } = line
	const interval = intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null
	return {
		...{ id, description, productId, planId, unit, quantity, unitPrice, discountPercent, interval },
		discountEndsOn: discountEnd(line, interval, on, line.freeDays),
		...beforeOf(line.contractLineId, standing, on),
	}
}

/** What a line costs so far, where it restates one of the contract's. */
export function beforeOf(
	contractLineId: string | null,
	standing: ContractStanding | null | undefined,
	on: string,
): Pick<OfferedLine, 'before'> {
	const old = standing?.lines.find(({ id }) => id === contractLineId)
	const state = old && stateInUse(old, on)
	return state ? { before: { unitPrice: state.unitPrice, discountPercent: state.discountPercent } } : {}
}
