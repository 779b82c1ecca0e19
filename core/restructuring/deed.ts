import { z } from 'zod'
import { dayInput } from '../day-input.ts'
import { roundings } from '../price-update/roundings.ts'

const amount = z.string().regex(/^\d{1,15}(\.\d{1,10})?$/)

/**
 * What is done with lines. Days are ISO dates; `endsOn` is a last day, `on` the first day on which it counts. Prices and
 * quantities are exact decimals, prices in major units of each contract's own currency.
 */
export const restructuringDeed = z.discriminatedUnion('kind', [
	/** The lines end, and with the last of a contract's lines the contract. */
	z.object({ kind: z.literal('end'), endsOn: dayInput }),
	/** Earlier ends are prolonged, later ones cut. A contract of which all lines are meant ends with them. */
	z.object({ kind: z.literal('co_terminate'), endsOn: dayInput }),
	z.object({ kind: z.literal('quantity'), on: dayInput, quantity: amount }),
	/** A share on top of each price, below zero for less. */
	z.object({
		kind: z.literal('price_percent'),
		on: dayInput,
		percent: z
			.string()
			.regex(/^-?\d{1,3}(\.\d{1,4})?$/)
			.refine((text) => Number(text) > -100 && Number(text) !== 0),
		rounding: z.enum(roundings).default('minor'),
	}),
	/** So much on top of each price, below zero for less. */
	z.object({
		kind: z.literal('price_amount'),
		on: dayInput,
		amount: z
			.string()
			.regex(/^-?\d{1,15}(\.\d{1,10})?$/)
			.refine((text) => Number(text) !== 0),
	}),
	/** The plan of another product, or another of the same, at its price for each customer, or at one that is named. */
	z.object({ kind: z.literal('product'), on: dayInput, planId: z.uuid(), unitPrice: amount.optional() }),
	/** To another contract of the same customer; one that is left without lines ends the day before. */
	z.object({ kind: z.literal('move'), on: dayInput, contractId: z.uuid() }),
	/** From each contract to a new one with the same terms. */
	z.object({ kind: z.literal('split'), on: dayInput }),
	/** All lines of these contracts into one of them. */
	z.object({ kind: z.literal('merge'), on: dayInput, contractId: z.uuid() }),
])
export type RestructuringDeed = z.output<typeof restructuringDeed>
export type DeedKind = RestructuringDeed['kind']

/** Why a line is left out. */
export type LeftOut =
	| 'state'
	| 'in_notice'
	| 'ended'
	| 'one_off'
	| 'same'
	| 'planned'
	| 'not_whole'
	| 'no_price'
	| 'below_zero'
	| 'fixed_price'
	| 'approval'
	| 'beyond_contract'
	| 'other_customer'
	| 'other_currency'
	| 'terms_differ'
	| 'reduced'
	| 'refused'
	| 'changed'

/** The first day on which it makes something different (ISO). */
export function firstDayOf(deed: RestructuringDeed): string {
	if ('on' in deed) return deed.on
	return Temporal.PlainDate.from(deed.endsOn).add({ days: 1 }).toString()
}

/** Moves take lines to another contract: nothing of them is done before today. */
export function isMove(
	deed: RestructuringDeed,
): deed is Extract<RestructuringDeed, { kind: 'move' | 'split' | 'merge' }> {
	return deed.kind === 'move' || deed.kind === 'split' || deed.kind === 'merge'
}
