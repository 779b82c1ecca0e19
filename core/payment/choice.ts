import type { Company } from '../company/read.ts'
import { refuse } from '../refusal.ts'
import type { Payable } from './payable.ts'

export type Chosen = { id: string; amountMinor: bigint }

/**
 * Holds what a payer chose and saw against what is open now.
 * `shownMinor` is what the page said is open; where parts are allowed, it may also be the sum of the parts chosen.
 */
export function checkChoice(company: Company, payable: Payable[], chosen: readonly Chosen[], shownMinor: bigint): void {
	const [first] = payable
	if (!first) refuse('payment.nothing_open', {})
	const { currency } = first
	if (payable.some((one) => one.currency !== currency || one.customerId !== first.customerId))
		refuse('payment.mixed_currencies', {})
	const openMinor = payable.reduce((sum, one) => sum + one.openMinor, 0n)
	if (openMinor === 0n) refuse('payment.nothing_open', {})
	const openOf = new Map(payable.map((one) => [one.id, one.openMinor]))
	const chosenMinor = chosen.reduce((sum, one) => sum + one.amountMinor, 0n)
	const within = chosen.every((one) => one.amountMinor <= (openOf.get(one.id) ?? 0n))
	const sawThePart = company.partPayment && within && shownMinor === chosenMinor
	if (shownMinor !== openMinor && !sawThePart)
		refuse('payment.amount_changed', { shownMinor, nowMinor: openMinor, currency })
	if (!within) refuse('payment.part_too_large', { openMinor, currency })
	if (chosen.some((one) => one.amountMinor <= 0n)) refuse('payment.not_positive', {})
	if (chosenMinor < openMinor) checkPart(company, chosenMinor, currency)
}

function checkPart(company: Company, chosenMinor: bigint, currency: string): void {
	if (!company.partPayment) refuse('payment.part_not_allowed', {})
	const smallestMinor = company.smallestPartPaymentMinor
	if (currency === company.currency && chosenMinor < smallestMinor)
		refuse('payment.part_too_small', { smallestMinor, currency })
}
