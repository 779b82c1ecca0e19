import { z } from 'zod'
import type { Language } from '../company/read.ts'
import { dayInput } from '../day-input.ts'
import {
	add,
	type Decimal,
	formatDecimal,
	multiply,
	parseDecimal,
	powerOfTen,
	roundHalfAwayFromZero,
} from '../decimal.ts'
import { exponent, isCurrency } from '../money.ts'
import { roundings } from './roundings.ts'

const noticeDays = z.number().int().min(0).max(730)
const text = z.string().trim().max(2000).default('')
/** What the letter says beside the figures; `said` to readers of a language that has words of its own. */
const words = {
	message: text,
	said: z.object({ en: text, ru: text, zh: text, vi: text }).partial().default({}),
}

/** A price out of a supplier's file or a list: of one unit, in major units, before the per cent of the rule. */
export const filePrice = z.object({
	productId: z.uuid(),
	planId: z.uuid().nullable(),
	currency: z.string().refine(isCurrency),
	unitPrice: z.string().regex(/^\d{1,15}(\.\d{1,10})?$/),
	/** Counts for lines of so many, or of more. */
	fromQuantity: z
		.string()
		.regex(/^\d{1,15}(\.\d{1,10})?$/)
		.default('0'),
	/** Its first day; null: always. */
	validFrom: dayInput.nullable().default(null),
})
export type FilePrice = z.output<typeof filePrice>

export const priceRule = z.object({
	/** Of the price in force, or of the file's price where there is a file; below zero for less. */
	percent: z
		.string()
		.regex(/^-?\d{1,3}(\.\d{1,4})?$/)
		.refine((text) => Number(text) > -100)
		.default('0'),
	/** Null: the prices in force are the ground. */
	prices: z.array(filePrice).max(100_000).nullable().default(null),
	/** Its name, how many of its rows were taken and how many left. */
	file: z
		.object({ name: z.string().max(200), taken: z.number().int(), left: z.number().int() })
		.nullable()
		.default(null),
	rounding: z.enum(roundings).default('minor'),
	/** Lines that would become cheaper stay as they are. */
	onlyUp: z.boolean().default(true),
	/** Of these products only; none named: of all. */
	productIds: z.array(z.uuid()).max(1000).default([]),
	/** With the contract's next term, or on a day. */
	starts: z.discriminatedUnion('at', [
		z.object({ at: z.literal('renewal') }),
		z.object({ at: z.literal('day'), on: dayInput }),
	]),
	/** Days between the letter and the new price, at least. */
	noticeDays,
	...words,
	/** Where another notice or other words are due. */
	countries: z
		.array(z.object({ country: z.string().length(2), noticeDays, ...words }))
		.max(250)
		.default([]),
})
export type PriceRule = z.output<typeof priceRule>

/** The per cent put on a price, and the price rounded as the rule says; never below zero. */
export function newPrice(
	price: string,
	{ percent, rounding }: Pick<PriceRule, 'percent' | 'rounding'>,
	currency: string,
): string {
	const factor = add({ digits: 100n, scale: 0 }, parseDecimal(percent))
	const raised = multiply(parseDecimal(price), factor)
	const exact: Decimal = { digits: raised.digits, scale: raised.scale + 2 }
	const places = exponent(currency)
	// A price of less than a minor unit, as that of a page, keeps its digits.
	if (rounding === 'minor') return formatDecimal(roundTo(exact, Math.max(places, parseDecimal(price).scale)))
	// Where there are no decimals, hundreds end as whole units do elsewhere.
	const unit = places === 0 && rounding !== 'whole' ? 100n : powerOfTen(places)
	const below = rounding === 'whole' ? 0n : rounding === 'ninety' ? unit / 10n : unit / 100n
	const minor = roundTo(exact, places).digits
	const nearest = roundHalfAwayFromZero(minor + below, unit) * unit - below
	return formatDecimal({ digits: nearest > 0n ? nearest : unit - below, scale: places })
}

function roundTo({ digits, scale }: Decimal, places: number): Decimal {
	if (scale <= places) return { digits: digits * powerOfTen(places - scale), scale: places }
	return { digits: roundHalfAwayFromZero(digits, powerOfTen(scale - places)), scale: places }
}

/** What of the rule holds in a country: its own words, whatever their language, before those for everybody. */
export function termsIn(
	rule: PriceRule,
	country: string,
	language?: Language,
): { noticeDays: number; message: string } {
	const own = rule.countries.find((one) => one.country === country)
	const wordsOf = (one: Pick<PriceRule, 'message' | 'said'> | undefined) =>
		(language && one?.said[language]) || one?.message
	return { noticeDays: own?.noticeDays ?? rule.noticeDays, message: wordsOf(own) || wordsOf(rule) || '' }
}
