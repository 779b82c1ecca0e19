import type { Scope } from '../act.ts'
import { type CurrencyRate, sayTurn, turnAt, turned } from '../currency-rate/convert.ts'
import { readRates } from '../currency-rate/find.ts'
import type { Value } from './answer.ts'
import type { Measure } from './measure.ts'
import type { Period, Question } from './question.ts'
import type { Stretches } from './select.ts'
import { openSums } from './sum.ts'

/** A rate that was used: what one of the currency was of the other, by the rate of a day. Of several the first and the last. */
export type UsedRate = { currency: string; first: { on: string; rate: string }; last: { on: string; rate: string } }

/**
 * A figure of several currencies in one, beside and never instead of them. `value` null where a rate is missing: which,
 * and for which day, is said, and nothing is guessed.
 */
export type InOne = {
	currency: string
	value: bigint | null
	rates: UsedRate[]
	missing: { currency: string; on: string }[]
}

/**
 * Amounts that add up, in the company's reporting currency. What was on a day (MRR, what is open) by the rates of the last
 * day of the period, today at the latest; what happened (invoiced, collected, signed, movements) by those of the day it
 * happened on. Null where nothing is in another currency, for what does not add up, such as a mean, and in a company that
 * has no rates at all.
 */
export async function totalInOne(
	scope: Scope,
	{ filters }: Pick<Question, 'filters'>,
	measure: Measure,
	period: Period,
	totals: readonly Value[],
): Promise<InOne | null> {
	const [component] = measure.of
	const to = scope.company.reportingCurrency
	if (measure.unit !== 'money' || component.kind === 'level' || component.once || isMixed(measure)) return null
	const foreign = totals.flatMap(({ currency, value }) => (currency && currency !== to && value ? [currency] : []))
	const flows = component.kind === 'during'
	// A flow of nothing may still be made of two that differ.
	const others = flows ? totals.flatMap(({ currency }) => (currency && currency !== to ? [currency] : [])) : foreign
	if (others.length === 0 || !(await hasRates(scope))) return null
	const end = Temporal.PlainDate.from(period.to).subtract({ days: 1 })
	const last = Temporal.PlainDate.compare(end, scope.today) > 0 ? scope.today.toString() : end.toString()
	const rates = await readRates(scope, { currencies: [...others, to], from: period.from, to: last })
	const sum = new Turning(to, rates)
	for (const { currency, value } of totals)
		if (currency && value && (!flows || currency === to)) sum.add(currency, value, last)
	if (flows) {
		const days = cutDays(rates, period)
		const ask = openSums(scope, { filters: { ...filters, currency: others }, groupBy: undefined }, days)
		for (const { currency, sums } of await ask(component))
			for (const [index, minor] of sums.entries()) if (minor) sum.add(currency, minor, days[index] ?? last)
	}
	return sum.answer()
}

/** A company without any does not sum up its currencies, and is not told on every figure that it could. */
async function hasRates({ sql }: Scope): Promise<boolean> {
	const [row] = await sql<{ some: boolean }[]>`select exists (select from currency_rate) as some`
	return row?.some ?? false
}

/** Amounts that stand as they are, at the rates of one day. */
export async function sumInOne(
	scope: Scope,
	amounts: readonly { currency: string; minor: bigint }[],
	on: string,
): Promise<InOne | null> {
	const to = scope.company.reportingCurrency
	const others = amounts.filter(({ currency, minor }) => currency !== to && minor !== 0n)
	if (others.length === 0 || !(await hasRates(scope))) return null
	const currencies = [to, ...others.map(({ currency }) => currency)]
	const sum = new Turning(to, await readRates(scope, { currencies, from: on, to: on }))
	for (const { currency, minor } of amounts) if (minor !== 0n) sum.add(currency, minor, on)
	return sum.answer()
}

/** A value made of several sums, but for twelve times a month's. */
function isMixed({ value, of }: Measure): boolean {
	return of.length > 1 || (value !== undefined && of[0].kind === 'during')
}

/** The days from which other rates count: between two of them one rate does for all. */
function cutDays(rates: readonly CurrencyRate[], { from, to }: Period): Stretches {
	const within = rates.map(({ validFrom }) => validFrom).filter((day) => day > from && day < to)
	return [from, ...new Set(within.sort()), to]
}

class Turning {
	readonly #to: string
	readonly #rates: readonly CurrencyRate[]
	readonly #used = new Map<string, UsedRate>()
	readonly #missing = new Map<string, { currency: string; on: string }>()
	#sum = 0n

	constructor(to: string, rates: readonly CurrencyRate[]) {
		this.#to = to
		this.#rates = rates
	}

	add(currency: string, minor: bigint, on: string): void {
		const turn = turnAt(this.#rates, currency, this.#to, on)
		if (!turn) {
			if (!this.#missing.has(currency)) this.#missing.set(currency, { currency, on })
			return
		}
		this.#sum += turned(minor, currency, this.#to, turn)
		if (currency === this.#to) return
		const said = { on: turn.on, rate: sayTurn(turn) }
		const { first, last } = this.#used.get(currency) ?? { first: said, last: said }
		this.#used.set(currency, {
			currency,
			first: said.on < first.on ? said : first,
			last: said.on > last.on ? said : last,
		})
	}

	answer(): InOne {
		const missing = [...this.#missing.values()]
		return {
			currency: this.#to,
			value: missing.length > 0 ? null : this.#sum,
			rates: [...this.#used.values()],
			missing,
		}
	}
}
