import { formatDay } from '../calendar.ts'
import { formatDecimal } from '../decimal.ts'
import { formatMajor } from '../money.ts'
import type { TaxReason } from '../tax/rate.ts'
import { asPriced } from './price.ts'
import type { DueLine, Price } from './terms.ts'

/**
 * Why an amount is what it is: the facts of its formula, plain JSON for storing with the line and for words in any
 * language. Amounts are decimal strings in major units, days ISO dates, `to` exclusive.
 */
export type Why = DueWhy | PartWhy | PenaltyWhy

/** Of what falls due by itself. */
export type DueWhy = PriceWhy | CreditWhy | InstalmentWhy

/**
 * unit price * quantity, less discounts, * days / period days. `stub`: a part of a period; `charge`: because of a change.
 * `whole`: billed in full though the period is only started. `chargedBefore` is taken off where a part was charged.
 */
export type PriceWhy = Common & {
	readonly kind: 'period' | 'stub' | 'one_off' | 'charge'
	readonly unitPrice: string
	readonly quantity: string
	/** The line's own. */
	readonly discountPercent: string
	/** What the contract takes off after it: per cent, then an amount of a whole period. Left out where it does not. */
	readonly contractDiscountPercent?: string
	readonly amountOff?: string
	readonly periodDays: number
	readonly whole: boolean
	readonly chargedBefore: string | null
}

/** The share that `days` have of the `charged` amount of [chargedFrom, chargedTo), which has `chargedDays`. */
export type CreditWhy = Common & {
	readonly kind: 'credit'
	readonly charged: string
	readonly chargedFrom: string
	readonly chargedTo: string
	readonly chargedDays: number
}

/** The line's part of an instalment, the `number`-th `of` so many (0: a down payment); to be paid by `dueOn`. */
export type InstalmentWhy = Common & {
	readonly kind: 'instalment'
	readonly number: number
	readonly of: number
	readonly label: string
	readonly dueOn: string
}

/**
 * A part of a line that staff credit: a `share` of its quantity, an amount, or the rest of it, of what was `charged` before
 * tax. `before` is what was credited of it earlier and is taken off; of a share, that by quantity alone.
 */
export type PartWhy = {
	readonly kind: 'part'
	readonly by: 'rest' | 'quantity' | 'amount'
	readonly charged: string
	readonly before: string | null
	/** All that has been credited by quantity, this included. */
	readonly share?: string
	readonly ofQuantity?: string
	readonly amount: string
	readonly taxPercent: string
	readonly tax: string
	/** As the line had it. */
	readonly taxReason?: TaxReason
}

/**
 * Penalty interest on what was paid late: the sum of principal * rate a day * days, `from` and `through` included, rounded once,
 * less what of it was invoiced, waived or paid `before`.
 */
export type PenaltyWhy = {
	readonly kind: 'penalty'
	/** Of the invoice that was paid late, and the day by which it was to be paid. */
	readonly number: string
	readonly dueOn: string
	readonly dailyRatePercent: string
	readonly spans: readonly {
		readonly from: string
		readonly through: string
		readonly days: number
		readonly principal: string
	}[]
	readonly before: string | null
	readonly amount: string
}

type Common = {
	/** The days the formula counts, half-open. */
	readonly from: string
	readonly to: string
	readonly days: number
	readonly amount: string
	/** The price includes the tax, and so does `amount`: what is paid. */
	readonly taxIncluded?: true
	readonly taxPercent: string
	readonly tax: string
	/** What decided the tax; not there on lines from before it was kept, and where only terms are previewed. */
	readonly taxReason?: TaxReason
}

/**
 * What a line is in a change: what is given back of the state `before` it, what is charged for the state `after` it, or a
 * credit that is itself taken back; null outside of one. `takenBack`: the line takes an earlier one back whole.
 */
export function partInChange(why: Why | null, takenBack = false): 'before' | 'after' | 'credit_back' | null {
	if (why?.kind === 'credit') return takenBack || /^[^-]*[1-9]/.test(why.amount) ? 'credit_back' : 'before'
	return why?.kind === 'charge' && !takenBack ? 'after' : null
}

/** The facts behind a due line. `currency` is the contract's. */
export function whyOf(line: DueLine, currency: string): DueWhy {
	const { basis, price } = line
	const counted = line.kind === 'credit' ? line : basis
	const common = {
		from: formatDay(counted.from),
		to: formatDay(counted.to),
		days: counted.to - counted.from,
		amount: formatMajor(asPriced(line), currency),
		...(price.taxWithin && { taxIncluded: true as const }),
		taxPercent: formatDecimal(price.taxPercent),
		tax: formatMajor(line.tax, currency),
	}
	if (line.kind === 'credit') {
		const charged = { chargedFrom: formatDay(basis.from), chargedTo: formatDay(basis.to) }
		const amount = formatMajor(basis.amount, currency)
		return { kind: 'credit', ...common, charged: amount, ...charged, chargedDays: basis.to - basis.from }
	}
	if (line.kind === 'instalment') {
		const { number = 1, of = 1, label = '', dueOn = line.on } = line.instalment ?? {}
		return { kind: 'instalment', ...common, number, of, label, dueOn: formatDay(dueOn) }
	}
	const periodDays = line.boundaryTo - line.boundaryFrom
	return {
		kind: line.kind === 'period' && common.days < periodDays ? 'stub' : line.kind,
		...common,
		unitPrice: formatDecimal(price.unitPrice),
		quantity: formatDecimal(price.quantity),
		discountPercent: formatDecimal(price.discountPercent),
		...reductionOf(price),
		periodDays,
		whole: basis.whole && common.days < periodDays,
		chargedBefore: basis.amount === 0n ? null : formatMajor(basis.amount, currency),
	}
}

function reductionOf({ reduction }: Price): Pick<PriceWhy, 'contractDiscountPercent' | 'amountOff'> {
	if (!reduction) return {}
	const { percent, amountOff } = reduction
	return {
		...(percent.digits !== 0n && { contractDiscountPercent: formatDecimal(percent) }),
		...(amountOff.digits !== 0n && { amountOff: formatDecimal(amountOff) }),
	}
}
