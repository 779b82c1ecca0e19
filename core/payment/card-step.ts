/*
 * Cards do not carry the last digits of some currencies: of three digits after the point the card processor wants the last
 * to be zero, and of ariary both (docs.stripe.com/currencies, read 2026-11). Minor units as ISO 4217 counts them.
 */
const steps: Record<string, bigint> = {
	...{ BHD: 10n, IQD: 10n, JOD: 10n, KWD: 10n, LYD: 10n, OMR: 10n, TND: 10n },
	...{ CLF: 100n, MGA: 100n, UYW: 100n },
}

/** The least amount that a card can pay; every amount by card is a multiple of it. */
export function cardStep(currency: string): bigint {
	return steps[currency] ?? 1n
}

/** The most of an amount that a card can pay. */
export function byCard(minor: bigint, currency: string): bigint {
	return minor - (minor % cardStep(currency))
}

/** Parts cut so that a card can pay them together; what cannot be paid is left off the last. */
export function partsByCard<Part extends { amountMinor: bigint }>(parts: readonly Part[], currency: string): Part[] {
	const total = parts.reduce((sum, part) => sum + part.amountMinor, 0n)
	let left = total - byCard(total, currency)
	const cut = parts.toReversed().map((part) => {
		const off = left < part.amountMinor ? left : part.amountMinor
		left -= off
		return { ...part, amountMinor: part.amountMinor - off }
	})
	return cut.toReversed().filter(({ amountMinor }) => amountMinor > 0n)
}
