/**
 * The billing engine: from the terms of a contract and its lines to what falls due on each day. Pure functions of values;
 * the preview, the contract page and the invoice run call the same ones, so what is shown is what is invoiced.
 *
 * - `terms.ts`     the values: Schedule (Terms, ScheduledLine with its LineChanges), all days as whole numbers (`Day`)
 * - `due.ts`       `due(schedule, billed, through)`: the lines due by a day and not billed yet, and the next day to look at;
 *                  `chargesNeededFrom(...)`: how far back the caller must load what was charged (null: not at all)
 * - `ledger.ts`    `ledgerOf(lines)`: what stands charged for each period, folded from the lines billed before
 * - `simulate.ts`  `simulate(schedule, { from, until, limit, billed })`: invoices to come; `withChanges(schedule, changes)`
 * - `why.ts`       `whyOf(line)`: the facts of a line's formula, as plain JSON for storing and for words
 * - `reductions.ts` `withReductions(schedule, { discounts, pauses })`: what the contract takes off, as changes of its lines
 * - `instalments.ts` lines that a collection plan covers: `byInvoice(lines)` makes each instalment an invoice of its own
 * - inside: `grid.ts` (period boundaries), `known.ts` (what is known on a day), `reconcile.ts` (one period), `price.ts`
 *
 * Two kinds of time: a change *takes effect* on a day (`on`), and is *known* to billing from the later of that day and the
 * day it was recorded. What falls due on a day is computed from what is known on it and from nothing later. Running late
 * therefore gives the same lines as running every day.
 */
import type { Day, Interval } from '../calendar.ts'
import type { Decimal } from '../decimal.ts'

/**
 * Where the boundaries of periods lie. anniversary: counted from the line's own start. contract: from the anchor of the
 * contract. calendar: first of month, quarter, half-year, year, ISO Monday. month_end: a period of n months ends with the
 * last day of the n-th month, counting the one it starts in.
 */
export type Alignment = 'anniversary' | 'contract' | 'calendar' | 'month_end'

/** In advance: due on the first day of the period. In arrears: on the day after its last covered day. */
export type Timing = 'advance' | 'arrears'

export type Terms = {
	readonly currency: string
	readonly start: Day
	/** The last day, inclusive; null: no end. */
	readonly end: Day | null
	readonly anchor: Day
	readonly alignment: Alignment
	readonly timing: Timing
	/** false: a started period is billed in full, and a change touches money only from the next period. */
	readonly prorate: boolean
	/** Ends set later (cancelled, renewed, undone), in the order they were recorded. The last one known counts. */
	readonly endChanges?: readonly EndChange[]
}

export type EndChange = { readonly knownOn: Day; readonly end: Day | null }

/** What the money of a line depends on. */
export type Price = {
	readonly unitPrice: Decimal
	readonly quantity: Decimal
	/** Per cent, 0 to 100. */
	readonly discountPercent: Decimal
	readonly taxPercent: Decimal
	/**
	 * Only of a price that includes its tax: the tax at home on the contract's first day, which what it brings a month is
	 * stated without. What is charged has the tax of its own day in it, so that the customer pays the price.
	 */
	readonly taxWithin?: Decimal
	/** What the contract takes off, where it does. */
	readonly reduction?: Reduction
}

/** What a contract takes off one of its lines on a day, after the line's own discount. */
export type Reduction = {
	/** Per cent, 0 to 100. */
	readonly percent: Decimal
	/** Off a whole period, in major units: the line's part of an amount a month. */
	readonly amountOff: Decimal
	/** Nothing is charged for the day. */
	readonly paused: boolean
}

export type ScheduledLine = {
	readonly key: string
	/** null: billed once, on its start day, whatever the timing. */
	readonly interval: Interval | null
	readonly start: Day
	/** The last day, inclusive; the earlier of this and the contract's end counts. */
	readonly end: Day | null
	readonly price: Price
	/** What charges that fall due from later days on are taxed at; before the first of them the price's own rate. */
	readonly taxTurns?: readonly { readonly from: Day; readonly percent: Decimal }[]
	/** The day the line was added, where that is a change of a running contract: nothing of it falls due before. */
	readonly knownOn?: Day
	/** Of a line that came from another contract: its boundaries are counted from this day, as they were there. */
	readonly anchor?: Day
	/** Of the same: what the rest of its first period, up to a day, was worth there; it is worth as much here. */
	readonly carried?: { readonly until: Day; readonly amount: bigint }
	/** Of a line that a collection plan covers: its parts of the instalments to come, which alone are billed of it. */
	readonly instalments?: readonly LineInstalment[]
	/** In the order they were recorded; those of one day are folded into one. */
	readonly changes: readonly LineChange[]
}

/** An instalment of a collection plan: the `number`-th `of` so many; 0 is a down payment, which is not counted. `serial` is its own among all that there ever were. */
export type InstalmentFacts = {
	readonly id: string
	readonly serial: number
	readonly number: number
	readonly of: number
	readonly label: string
	/** The day by which it is to be paid. */
	readonly dueOn: Day
}

/** A line's part of an instalment, billed on a day. Minor units, before tax and tax. */
export type LineInstalment = {
	readonly facts: InstalmentFacts
	readonly on: Day
	readonly amount: bigint
	readonly tax: bigint
	readonly price: Price
}

/** From `on` the line has these values; what is not named stays. The day of the change belongs to the new state. */
export type LineChange = {
	readonly on: Day
	/** The day it was recorded, where that is later than `on`. */
	readonly recordedOn?: Day
	readonly set: Partial<Price> & { readonly end?: Day | null }
}

export type Schedule = { readonly terms: Terms; readonly lines: readonly ScheduledLine[] }

/** period: first billing of a period or a part of one. charge, credit: a change of what was billed before. instalment: a part of what is billed once, by its collection plan. */
export type DueKind = 'period' | 'one_off' | 'charge' | 'credit' | 'instalment'

/**
 * One line of an invoice to be. Credits have negative amounts. lineKey, kind, boundaryFrom, from and revision identify it
 * for ever: a unique constraint on them keeps a period from being billed twice.
 */
export type DueLine = {
	readonly lineKey: string
	readonly kind: DueKind
	/** The day it falls due; what falls due on one day is one invoice, but an instalment is one by itself. */
	readonly on: Day
	/** What it covers, half-open. */
	readonly from: Day
	readonly to: Day
	/** The whole billing period that lies in, half-open. */
	readonly boundaryFrom: Day
	readonly boundaryTo: Day
	/** 0 for the first billing of a period, one more for each later correction of that period. */
	readonly revision: number
	/** Minor units, after discount, before tax, also where the price includes it. */
	readonly amount: bigint
	readonly tax: bigint
	/** The state charged, or taken back. */
	readonly price: Price
	readonly basis: Basis
	readonly instalment?: InstalmentFacts
}

/**
 * The rest of the formula. Amounts are as prices are: with the tax where the price includes it. Of a credit: `amount` was charged for [from, to), and this line takes back its share of that.
 * Of others: the price of [from, to), less the `amount` charged for a part of it before; `whole`: a started period in full.
 */
export type Basis = { readonly from: Day; readonly to: Day; readonly amount: bigint; readonly whole: boolean }
