import { compare, parseDecimal } from '../decimal.ts'
import { refuse } from '../refusal.ts'

/** Refuses `quantity.bounds` where nothing lies between the smallest and the largest quantity, exact decimals or no bound. */
export function refuseBounds(smallest: string | null | undefined, largest: string | null | undefined): void {
	if (smallest && largest && compare(parseDecimal(smallest), parseDecimal(largest)) > 0)
		refuse('quantity.bounds', { smallest, largest })
}
