import { compare, parseDecimal } from '../../decimal.ts'
import type { OffAll, OfferedLine, WeighedOffer } from '../off-list.ts'
import { type CardFact, money, text } from '../subject.ts'

type Named = Pick<OfferedLine, 'quantity' | 'unitPrice' | 'discountPercent'> & { description: string }

const linesShown = 12

/** What is offered as a card shows it: its money after all discounts, what is taken off everything, and its lines. */
export function offerFacts(
	offer: WeighedOffer,
	lines: readonly Named[],
	offAll: readonly OffAll[],
	currency: string,
): CardFact[] {
	return [
		{ name: 'month', value: money(offer.monthMinor, currency) },
		{ name: 'year', value: money(yearOf(offer), currency) },
		...(offer.discount === '0'
			? []
			: [{ name: 'off_list' as const, value: { kind: 'percent' as const, percent: offer.discount } }]),
		...offAll.map(({ percent, monthMinor }) => ({
			name: 'discount' as const,
			value: percent === null ? money(monthMinor ?? 0n, currency) : { kind: 'percent' as const, percent },
		})),
		...lines.slice(0, linesShown).map((line) => ({ name: 'line' as const, value: text(lineText(line)) })),
		...(lines.length > linesShown ? [{ name: 'lines' as const, value: text(String(lines.length)) }] : []),
	]
}

/** What it brings in a year, one-off lines included. */
export const yearOf = ({ yearMinor, onceMinor }: WeighedOffer): bigint => yearMinor + onceMinor

function lineText({ description, quantity, unitPrice, discountPercent }: Named): string {
	const off = compare(parseDecimal(discountPercent), parseDecimal('0')) > 0 ? ` − ${discountPercent} %` : ''
	return `${description}: ${quantity} × ${unitPrice}${off}`
}
