import { z } from 'zod'
import { dayInput } from '../day-input.ts'
import { readDecimal } from '../decimal.ts'
import { isCurrency } from '../money.ts'

/** Every figure there is. What each means, in words: docs/figures.md; how it is computed: measure.ts. */
export const measureNames = [
	'mrr',
	'new',
	'expansion',
	'contraction',
	'churn',
	'reactivation',
	'net_new',
	'arr',
	'arpu',
	'ltv',
	'customers',
	'new_customers',
	'lost_customers',
	'contracts',
	'logo_churn',
	'revenue_churn',
	'net_retention',
	'gross_retention',
	'signed',
	'signed_mrr',
	'signed_contracts',
	'invoiced',
	'collected',
	'outstanding',
	'overdue',
	'rebates',
	'commission',
	'revenue',
	'recurring_revenue',
	'one_off_revenue',
	'run_rate',
	'average_contract',
	'average_invoice',
	'days_late',
] as const
export type MeasureName = (typeof measureNames)[number]

/** Measures that are asked for together: how a team or a person did, and what moved MRR. */
export const measureSets = {
	performance: ['signed', 'invoiced', 'collected', 'overdue', 'rebates', 'net_new'],
	movements: ['new', 'expansion', 'reactivation', 'contraction', 'churn', 'net_new'],
} as const satisfies Record<string, readonly MeasureName[]>

/** `person` is the owner of the contract; country, industry and language are the customer's. Stretches of time are cut at the calendar's own boundaries. */
export const dimensions = [
	'day',
	'week',
	'month',
	'quarter',
	'year',
	'group',
	'person',
	'customer',
	'contract',
	'invoice',
	'product',
	'plan',
	'country',
	'industry',
	'language',
	'reason',
] as const
export type Dimension = (typeof dimensions)[number]

/** Days from `from` on, up to but without `to`: `{ from: '2026-10-01', to: '2026-11-01' }` is October. ISO dates. */
const period = z.object({ from: dayInput, to: dayInput }).refine(({ from, to }) => from < to)
export type Period = z.output<typeof period>

/** Amounts of money are decimal strings in major units, `'5000'`; counts and per cents plain numbers, `'12.5'`. */
const bound = z.string().refine((text) => readDecimal(text) !== undefined)

const ids = z.array(z.uuid()).min(1).max(500)
const words = z.array(z.string().max(500)).min(1).max(100)

/** A question to the figures, whoever asks it: a page's address, a sentence in chat, a command in the terminal. */
export const question = z.object({
	/** At least one; each is answered by a figure of its own, over the same period and rows. */
	measures: z.array(z.enum(measureNames)).min(1).max(12),
	period,
	/** Set beside it: the stretch just before, the same one a year before, or any other. */
	compare: z.union([z.literal('before'), z.literal('year_before'), period]).optional(),
	/** Only what belongs to one of these, by id; several kinds narrow each other. */
	filters: z
		.object({
			group: ids,
			person: ids,
			customer: ids,
			contract: ids,
			product: ids,
			plan: ids,
			currency: z.array(z.string().refine(isCurrency)).min(1).max(200),
			/** Of the customer: a country's code, an industry as it is written, a language's code. */
			country: words,
			industry: words,
			language: words,
			/** Why a contract was cancelled, as `reason` rows are keyed. */
			reason: words,
		})
		.partial()
		.default({}),
	/** Rows by this; without it the figure is its totals. */
	groupBy: z.enum(dimensions).optional(),
	/** Only rows whose value is more than `over`, and less than `under`. */
	where: z.object({ over: bound, under: bound }).partial().optional(),
	/** Rows in time or by name when left out: stretches of time in their order, all else by value, largest first. */
	order: z.object({ by: z.enum(['value', 'change', 'label']), direction: z.enum(['up', 'down']) }).optional(),
	/** In which language reasons, countries and languages are called; the company's when left out. */
	named: z.enum(['en', 'ru', 'zh', 'vi']).optional(),
	/** So many rows of each currency. */
	limit: z.number().int().min(1).max(1000).optional(),
})

export type Question = z.output<typeof question>
export type QuestionInput = z.input<typeof question>
