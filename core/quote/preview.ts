import type { Scope } from '../act.ts'
import { type Day, dayOf, formatDay, parseDay } from '../calendar.ts'
import { discountEnd } from '../contract/discount-end.ts'
import { type ComingInvoice, comingInvoices } from '../contract/preview.ts'
import type { Billable } from '../invoice/billable.ts'
import { exponent } from '../money.ts'
import { permit } from '../permit.ts'
import { dayAfter, inEffectOrder } from '../schedule/known.ts'
import { amountFor, taxed, taxedOn } from '../schedule/price.ts'
import type { DueLine, Price, ScheduledLine } from '../schedule/terms.ts'
import { taxAt } from '../tax/course.ts'
import { spreadTaxes } from '../tax/spread.ts'
import { billableOf } from './billable.ts'
import { chosenOf } from './choose.ts'
import { type AgreedDiscount, agreedDiscounts } from './discount.ts'
import { type Quote, type QuoteLine, readQuote } from './read.ts'
import { seenOf } from './seen.ts'
import { termOf } from './terms.ts'

/** Minor units of the quote's currency. */
export type Sum = { netMinor: bigint; taxMinor: bigint; totalMinor: bigint }

/** What a whole period of one rhythm comes to. */
export type Rhythm = Sum & { intervalUnit: 'day' | 'week' | 'month' | 'year'; intervalCount: number }

/** What the quote comes to with these lines, accepted today. Days are ISO dates, `endsOn` the last. */
export type QuotePreview = {
	chosen: string[]
	startsOn: string
	endsOn: string | null
	/** What is billed once, over all invoices to come, what is paid by instalments among it. */
	oneOff: Sum
	/** What a whole period of each rhythm comes to, the shortest first. Of an amendment: of the contract afterwards. */
	recurring: Rhythm[]
	/** The same from later days on (ISO) by themselves: discounts end, or something planned takes effect. */
	later: { from: string; recurring: Rhythm[] }[]
	/** The next invoices, as the contract will bill them; the first is the first that accepting brings. */
	invoices: ComingInvoice[]
	/** Everything that the contract will bill to its end, where it has one that is near enough to be counted. */
	whole: Sum | null
	/** What is taken off everything; `endsOn` the last day, null for good. The sums of lines are before it. */
	discounts: AgreedDiscount[]
	/** Whole price of each chosen line after its own discount, for one period or once; and the price once that has ended. */
	lines: (Sum & { id: string; taxPercent: string; after: { from: string; netMinor: bigint } | null })[]
	/** Taxes whose absence the law wants explained. */
	notes: string[]
	/** Digest of all of the above: travels with the form, so that nothing else is accepted than what was seen. */
	seen: string
}

/** Invoices shown, and those counted for the whole term at most. */
const [shownInvoices, countedInvoices] = [12, 400]

/** `chosen` null: as the quote is offered. Refuses `not_found`. */
export async function previewQuote(
	scope: Scope,
	{ id, chosen }: { id: string; chosen: readonly string[] | null },
): Promise<QuotePreview> {
	permit(scope, 'quote.read')
	const quote = await readQuote(scope, id)
	return await previewOf(scope, quote, chosenOf(quote.lines, chosen))
}

/** The same for a quote that has been read, and lines that have been chosen. */
export async function previewOf(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<QuotePreview> {
	const billable = await billableOf(scope, quote, chosen)
	const { startsOn, endsOn } = termOf(quote, scope.today)
	const coming = await comingInvoices(scope, billable, endsOn ? countedInvoices : shownInvoices)
	const from = dayOf(startsOn)
	const whole = (quote.purpose === 'new' || quote.purpose === 'signature') && endsOn && coming.length < countedInvoices
	const preview = {
		chosen: chosen.map((line) => line.id),
		startsOn: startsOn.toString(),
		endsOn: endsOn?.toString() ?? null,
		oneOff: sumOf([
			...coming.flatMap((invoice) => invoice.lines.filter((line) => line.kind === 'one_off')),
			...billable.schedule.lines.flatMap(({ instalments = [] }) =>
				instalments.map(({ amount, tax }) => ({ netMinor: amount, taxMinor: tax })),
			),
		]),
		recurring: recurringOf(scope, billable, from),
		later: laterOf(scope, billable, from),
		invoices: coming.slice(0, shownInvoices),
		whole: whole ? sumOf(coming.flatMap((invoice) => invoice.lines)) : null,
		discounts: agreedDiscounts(quote, startsOn),
		lines: linesOf(billable, chosen, from),
		notes: [...new Set([...billable.taxes.values()].map((course) => taxAt(course, from).tax.note))].filter(
			(note) => note !== '',
		),
	}
	return { ...preview, seen: seenOf(quote, preview) }
}

function sumOf(lines: readonly { netMinor: bigint; taxMinor: bigint }[]): Sum {
	const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
	const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n)
	return { netMinor, taxMinor, totalMinor: netMinor + taxMinor }
}

/** Each day on which what recurs becomes different from what it was before, while the contract runs. */
function laterOf(scope: Scope, billable: Billable, from: Day): QuotePreview['later'] {
	const { terms, lines } = billable.schedule
	const end = (terms.endChanges ?? []).reduce((_, change) => change.end, terms.end)
	const days = lines.flatMap(({ changes, taxTurns = [] }) => [
		...changes.map(({ on }) => on),
		...taxTurns.map((turn) => turn.from),
	])
	const turns = [...new Set(days)].filter((on) => on > from && on < dayAfter(end)).sort((one, other) => one - other)
	const later: QuotePreview['later'] = []
	let before = recurringOf(scope, billable, from)
	for (const on of turns.slice(0, turnsCounted)) {
		const recurring = recurringOf(scope, billable, on)
		if (sumsOf(recurring) !== sumsOf(before)) later.push({ from: formatDay(on), recurring })
		before = recurring
	}
	return later
}

const turnsCounted = 24
const sumsOf = (recurring: readonly Rhythm[]) =>
	recurring
		.map(({ intervalUnit, intervalCount, ...sum }) => [intervalCount, intervalUnit, ...Object.values(sum)])
		.join()

const lengths = { day: 1, week: 7, month: 30, year: 365 } as const

/** Whole periods of what recurs from a day on, each taxed as on an invoice of its own. */
function recurringOf(scope: Scope, { schedule, lines }: Billable, from: Day): Rhythm[] {
	const { currency } = schedule.terms
	const rhythms = new Map<string, { line: DueLine; key: string }[]>()
	for (const scheduled of schedule.lines) {
		const price = priceOn(scheduled, from)
		if (!scheduled.interval || !price) continue
		const { unit, count } = scheduled.interval
		const due = wholePeriod(scheduled.key, price, currency)
		rhythms.set(`${count} ${unit}`, [...(rhythms.get(`${count} ${unit}`) ?? []), { line: due, key: scheduled.key }])
	}
	return [...rhythms.values()]
		.flatMap((group) => {
			const facts = lines.get(group[0]?.key ?? '')
			if (!facts?.intervalUnit || !facts.intervalCount) return []
			const due = group.map(({ line }) => line)
			const taxed = scope.company.taxRounding === 'rate' ? spreadTaxes(due) : due
			const sum = sumOf(taxed.map((line) => ({ netMinor: line.amount, taxMinor: line.tax })))
			return [{ ...sum, intervalUnit: facts.intervalUnit, intervalCount: facts.intervalCount }]
		})
		.sort((one, other) => daysOf(one) - daysOf(other))
}

const daysOf = ({ intervalUnit, intervalCount }: Rhythm) => lengths[intervalUnit] * intervalCount

/** The price of a line from a day on; none where it has ended by then. Free days at its start do not count. */
function priceOn(line: ScheduledLine, on: Day): Price | undefined {
	const { price, end } = stateOn(line, on)
	if (end !== null && end < on) return undefined
	return price.quantity.digits === 0n ? undefined : taxedOn(price, line, on)
}

function stateOn(line: ScheduledLine, on: Day): Pick<ScheduledLine, 'price' | 'end'> {
	let { price, end } = line
	for (const change of inEffectOrder(line.changes)) {
		if (change.on > on) break
		price = { ...price, ...change.set }
		if (change.set.end !== undefined) end = change.set.end
	}
	return { price, end }
}

function withoutReduction({ reduction: _, ...price }: Price): Price {
	return price
}

function wholePeriod(lineKey: string, price: Price, currency: string): DueLine {
	const { amount, tax } = taxed(amountFor(price, exponent(currency), 1, 1), price)
	const days = { from: 0, to: 1, boundaryFrom: 0, boundaryTo: 1 }
	const basis = { from: 0, to: 1, amount: 0n, whole: false }
	return { lineKey, kind: 'period', on: 0, ...days, revision: 0, amount, tax, price, basis }
}

function linesOf({ schedule, lines, taxes }: Billable, chosen: readonly QuoteLine[], from: Day): QuotePreview['lines'] {
	const { currency } = schedule.terms
	const byKey = new Map(schedule.lines.map((line) => [line.key, line]))
	return chosen.flatMap((line) => {
		const scheduled = byKey.get(line.contractLineId ?? line.id)
		if (!scheduled) return []
		const first = Math.max(from, scheduled.start)
		const priceFrom = (on: Day) => withoutReduction(taxedOn(stateOn(scheduled, on).price, scheduled, on))
		const { amount, tax } = wholePeriod(line.id, priceFrom(first), currency)
		const ends = discountEnd(line, scheduled.interval, formatDay(from), line.contractLineId ? 0 : line.freeDays)
		const next = ends === null ? null : parseDay(ends) + 1
		const then = next === null || next <= first ? null : wholePeriod(line.id, priceFrom(next), currency)
		const course = taxes.get(lines.get(scheduled.key)?.taxClass ?? '')
		const taxPercent = course ? taxAt(course, first).tax.percent : '0'
		const after = then && next !== null ? { from: formatDay(next), netMinor: then.amount } : null
		return [{ id: line.id, netMinor: amount, taxMinor: tax, totalMinor: amount + tax, taxPercent, after }]
	})
}
