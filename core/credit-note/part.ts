import { z } from 'zod'
import { add, type Decimal, formatDecimal, parseDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { formatMajor } from '../money.ts'
import type { PartWhy } from '../schedule/why.ts'
import type { ChargedLine } from './charged-lines.ts'

const lineId = z.uuid()

/** What of a line is credited: all that is left of it, some of its quantity, or an amount before tax in minor units. */
export const creditPart = z.discriminatedUnion('by', [
	z.object({ by: z.literal('rest'), lineId }),
	z.object({ by: z.literal('quantity'), lineId, quantity: z.string().regex(/^\d{1,12}(\.\d{1,6})?$/) }),
	z.object({ by: z.literal('amount'), lineId, amountMinor: z.string().regex(/^\d{1,15}$/) }),
])
export type CreditPart = z.infer<typeof creditPart>

/** What is left of a line to be credited, before tax: a charge's is above zero. */
export const leftOf = (line: ChargedLine): bigint => line.netMinor + line.takenNetMinor

/** How much of its quantity is left to be credited as such. */
export function quantityLeft({ quantity, creditedQuantity }: ChargedLine): Decimal {
	const { digits, scale } = parseDecimal(creditedQuantity)
	return add(parseDecimal(quantity), { digits: -digits, scale })
}

/**
 * The line of a credit note that takes a part of a line back: amounts have the opposite sign. A share by quantity and its
 * tax are rounded on all that was credited of the line so far, so that however it is cut the parts come to the whole, and
 * the last takes what roundings left.
 */
export function lineOfCredit(line: ChargedLine, part: CreditPart, currency: string): NewInvoiceLine {
	const { id, takenNetMinor, takenTaxMinor, creditedQuantity, creditedByQuantityMinor, corrected: _, ...kept } = line
	const netMinor = netOf(line, part)
	const taxMinor = part.by === 'rest' ? line.taxMinor + takenTaxMinor : taxOf(line, netMinor)
	const credit = { ...kept, kind: 'credit_note' as const, creditsLineId: id, netMinor: -netMinor, taxMinor: -taxMinor }
	if (part.by === 'rest' && takenNetMinor === 0n && takenTaxMinor === 0n) return credit
	const why = {
		...{ kind: 'part' as const, by: part.by, charged: formatMajor(line.netMinor, currency) },
		...{ amount: formatMajor(netMinor, currency), tax: formatMajor(taxMinor, currency), taxPercent: line.taxPercent },
		...reasonOf(line),
	}
	if (part.by === 'quantity') {
		const shares = { share: formatDecimal(upTo(line, part.quantity)), ofQuantity: line.quantity }
		const before = creditedByQuantityMinor === 0n ? null : formatMajor(creditedByQuantityMinor, currency)
		return { ...credit, quantity: part.quantity, why: { ...why, ...shares, before } satisfies PartWhy }
	}
	const before = part.by === 'amount' ? null : formatMajor(-takenNetMinor, currency)
	const amount = { quantity: '1', unit: '', unitPrice: why.amount, discountPercent: '0', amountOff: '0' }
	return { ...credit, ...amount, why: { ...why, before } satisfies PartWhy }
}

/** What had decided its tax, where that was kept. */
function reasonOf({ why }: ChargedLine): Pick<PartWhy, 'taxReason'> {
	const { taxReason } = (why ?? {}) as Pick<PartWhy, 'taxReason'>
	return taxReason ? { taxReason } : {}
}

function netOf(line: ChargedLine, part: CreditPart): bigint {
	if (part.by === 'rest') return leftOf(line)
	if (part.by === 'amount') return BigInt(part.amountMinor)
	return shareOf(line.netMinor, upTo(line, part.quantity), parseDecimal(line.quantity)) - line.creditedByQuantityMinor
}

function taxOf(line: ChargedLine, netMinor: bigint): bigint {
	if (line.netMinor === 0n) return 0n
	return roundHalfAwayFromZero(line.taxMinor * (netMinor - line.takenNetMinor), line.netMinor) + line.takenTaxMinor
}

const upTo = (line: ChargedLine, quantity: string) => add(parseDecimal(line.creditedQuantity), parseDecimal(quantity))

function shareOf(amount: bigint, part: Decimal, whole: Decimal): bigint {
	if (whole.digits === 0n) return 0n
	return roundHalfAwayFromZero(amount * part.digits * powerOfTen(whole.scale), whole.digits * powerOfTen(part.scale))
}
