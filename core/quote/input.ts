import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { checkDiscount } from '../contract/discounts.ts'
import { checkLineDiscount, discountInput, lineInput } from '../contract/input.ts'
import { dayInput } from '../day-input.ts'
import { isCurrency } from '../money.ts'
import { refuse } from '../refusal.ts'

const short = z.string().trim().max(200)
const long = z.string().trim().max(10_000)
const dayText = dayInput

/** A line as a form or a program gives it: a contract's line, and what the customer may decide about it. */
export const quoteLineInput = lineInput.omit({ startsOn: true, endsOn: true }).extend({
	/** The contract's line that this one restates. */
	contractLineId: z.uuid().nullish(),
	optional: z.boolean().default(false),
	/** Of an optional line: whether it is offered as chosen. */
	chosen: z.boolean().default(true),
	/** Optional lines of the same name exclude each other. */
	choice: short.default(''),
})

/** Days are ISO dates. `startsOn` null: the day of acceptance. Either `endsOn`, the last day, or `termMonths`, or neither. */
export const quoteInput = z.object({
	customerId: z.uuid(),
	contactId: z.uuid().nullish(),
	/** Whether nobody else of the customer may sign it. */
	signerOnly: z.boolean().default(false),
	ownerId: z.uuid().nullish(),
	/** What a new one was begun with. */
	templateId: z.uuid().nullish(),
	title: short.default(''),
	currency: z.string().length(3),
	purpose: z.enum(['new', 'change', 'renewal', 'signature']).default('new'),
	forContractId: z.uuid().nullish(),
	validUntil: dayText,
	introduction: long.default(''),
	conditions: long.default(''),
	startsOn: dayText.nullish(),
	endsOn: dayText.nullish(),
	termMonths: z.number().int().min(1).max(1200).nullish(),
	alignment: z.enum(['anniversary', 'contract', 'calendar', 'month_end']).default('anniversary'),
	timing: z.enum(['advance', 'arrears']).default('advance'),
	prorate: z.boolean().default(true),
	paymentTermDays: z.number().int().min(0).max(365).nullish(),
	noticeDays: z.number().int().min(0).max(3650).nullish(),
	renewal: z.enum(['none', 'tacit', 'quote']).default('none'),
	access: z.enum(['none', 'upsell', 'upsell_and_downsell']).default('none'),
	purchaseOrder: short.default(''),
	/** After the discounts of lines and before tax. */
	discounts: z.array(discountInput).max(10).default([]),
	lines: z.array(quoteLineInput).max(500),
})

export type QuoteInput = z.input<typeof quoteInput>
export type CheckedQuote = z.output<typeof quoteInput>
export type CheckedQuoteLine = z.output<typeof quoteLineInput>

/**
 * Refuses the first thing that is wrong: `input.invalid`, `contract.ends_before_start`, `quote.line_of_none`,
 * `quote.two_of_a_choice`, `quote.signer_unnamed`, and what is wrong with a discount.
 */
export function checkQuote({ today }: Pick<Scope, 'today'>, input: QuoteInput): CheckedQuote {
	const quote = checked(quoteInput, input)
	const wrong = (field: string, problem: string) => refuse('input.invalid', { field, problem })
	if (!isCurrency(quote.currency)) wrong('currency', 'unknown_currency')
	if (quote.signerOnly && !quote.contactId) refuse('quote.signer_unnamed', {})
	if (quote.endsOn && quote.termMonths) wrong('termMonths', 'one_of_both')
	if (quote.endsOn && quote.startsOn && quote.endsOn < quote.startsOn)
		refuse('contract.ends_before_start', { startsOn: quote.startsOn, endsOn: quote.endsOn })
	if ((quote.purpose === 'new') !== !quote.forContractId) wrong('forContractId', 'invalid')
	// One that begins with its acceptance begins today at the earliest.
	const firstDay = quote.startsOn ?? today.toString()
	for (const discount of quote.discounts) checkDiscount(discount, quote.currency, firstDay)
	for (const line of quote.lines) {
		// A line of the contract may be restated as none of it; a new one would offer nothing.
		if (!line.contractLineId && !/[1-9]/.test(line.quantity)) refuse('quote.line_of_none', { line: line.description })
		checkLineDiscount(line, firstDay)
		const ends = line.discountPeriods ?? line.discountUntil
		if (ends && Number(line.discountPercent) === 0) refuse('discount.nothing_off', {})
	}
	return { ...quote, lines: checkedLines(quote.lines).map(withEnd) }
}

/** What is offered anew can still be accepted. Refuses `quote.valid_day_past`. */
export function refusePast({ today }: Pick<Scope, 'today'>, { validUntil }: Pick<CheckedQuote, 'validUntil'>): void {
	if (validUntil < today.toString()) refuse('quote.valid_day_past', { validUntil })
}

/** A line that is not optional is chosen and excludes nothing; of a choice at most one is offered as chosen. */
function checkedLines(lines: CheckedQuoteLine[]): CheckedQuoteLine[] {
	const taken = new Set<string>()
	return lines.map((line) => {
		if (!line.optional) return { ...line, chosen: true, choice: '' }
		if (line.choice && line.chosen) {
			if (taken.has(line.choice)) refuse('quote.two_of_a_choice', { choice: line.choice })
			taken.add(line.choice)
		}
		return line
	})
}

/** Only a discount that there is, of what recurs, can end. */
function withEnd(line: CheckedQuoteLine): CheckedQuoteLine {
	if (line.interval && /[1-9]/.test(line.discountPercent)) return line
	return { ...line, discountPeriods: null, discountUntil: null }
}
