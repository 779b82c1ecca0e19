import { type Day, formatDay, parseDay } from '../calendar.ts'
import { compare, type Decimal, parseDecimal } from '../decimal.ts'
import type { DueLine } from '../schedule/terms.ts'
import { type Tax, type TaxParties, type TaxRate, type TaxReason, taxOn } from './rate.ts'

/** The taxes of one class from a day on, as far as they are known: what counts, and what follows on later days. */
export type TaxCourse = readonly { readonly from: Day; readonly percent: Decimal; readonly tax: Tax }[]

/** What a charge that falls due on a day is taxed at. Throws for a course without a first tax, which none is. */
export function taxAt(course: TaxCourse, on: Day): TaxCourse[number] {
	let found = course[0]
	for (const turn of course) if (turn.from <= on) found = turn
	if (!found) throw new Error('A course of taxes begins with one')
	return found
}

/**
 * The taxes of a class for these parties. The one of `today` counts for everything that has fallen due by then, however
 * late it is billed; rates and exemptions that begin or end later count from their days.
 */
export function courseOf(
	rates: readonly TaxRate[],
	parties: TaxParties,
	taxClass: string,
	today: Day,
	turns: readonly Day[],
): TaxCourse {
	const at = (from: Day, on: Day) => {
		const tax = taxOn(rates, parties, taxClass, formatDay(on))
		return { from, percent: parseDecimal(tax.percent), tax }
	}
	const course = [at(Number.NEGATIVE_INFINITY, today)]
	const own = parties.exemptions ? turnsOf(parties.exemptions, today) : []
	const days = own.length > 0 ? [...new Set([...turns, ...own])].sort((one, other) => one - other) : turns
	for (const day of days) {
		const next = at(day, day)
		if (JSON.stringify(next.tax) !== JSON.stringify(course.at(-1)?.tax)) course.push(next)
	}
	return course
}

/** The days after one on which rates or exemptions begin, or are over. */
export function turnsOf(dated: readonly { validFrom: string; validTo: string | null }[], today: Day): Day[] {
	const days = dated.flatMap(({ validFrom, validTo }) => [
		parseDay(validFrom),
		...(validTo === null ? [] : [parseDay(validTo) + 1]),
	])
	return [...new Set(days)].filter((day) => day > today).sort((one, other) => one - other)
}

/** How a line to be billed is taxed: a credit as what it gives back was, everything else by the day it falls due. */
export function taxOfLine(
	line: Pick<DueLine, 'kind' | 'on' | 'price'>,
	course: TaxCourse,
	rates: readonly TaxRate[],
	parties: TaxParties,
	taxClass: string,
): { label: string; note: Tax['note']; reason: TaxReason } {
	const { percent, tax } = taxAt(course, line.on)
	if (line.kind !== 'credit') return tax
	const { taxPercent } = line.price
	const reason = { kind: 'as_charged' } as const
	if (compare(percent, taxPercent) === 0) return { ...tax, reason }
	return { label: labelOf(rates, parties, taxClass, taxPercent), note: '', reason }
}

/** The name of the tax that a place had at a rate. */
function labelOf(rates: readonly TaxRate[], parties: TaxParties, taxClass: string, percent: Decimal): string {
	const there = rates.filter((rate) => rate.taxClass === taxClass && compare(parseDecimal(rate.percent), percent) === 0)
	const country = (code: string) => there.find((rate) => rate.country === code)?.label
	return country(parties.buyerCountry) ?? country(parties.sellerCountry) ?? ''
}
