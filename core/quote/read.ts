import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { reach } from '../permit.ts'
import { lineNames, lineSaid, type Said } from '../product/said.ts'
import { refuse } from '../refusal.ts'
import { unitNames, unitSaid } from '../unit/said.ts'
import type { QuotePurpose, QuoteState } from './state.ts'

/** A quote as the rules work on it. Days of the company's calendar, `endsOn` the last day. */
export type Quote = {
	id: string
	number: string
	title: string
	customerId: string
	contactId: string | null
	/** Whether nobody else of the customer may sign it. */
	signerOnly: boolean
	ownerId: string | null
	currency: string
	state: QuoteState
	purpose: QuotePurpose
	forContractId: string | null
	/** Of that contract. */
	contractStartsOn: Temporal.PlainDate | null
	replacesId: string | null
	validUntil: Temporal.PlainDate
	introduction: string
	/** Of a draft with the variables of clauses in it: `conditionsOf`. */
	conditions: string
	templateId: string | null
	startsOn: Temporal.PlainDate | null
	endsOn: Temporal.PlainDate | null
	termMonths: number | null
	alignment: 'anniversary' | 'contract' | 'calendar' | 'month_end'
	timing: 'advance' | 'arrears'
	prorate: boolean
	paymentTermDays: number
	noticeDays: number
	renewal: 'none' | 'tacit' | 'quote'
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	purchaseOrder: string
	sentAt: Temporal.Instant | null
	closedAt: Temporal.Instant | null
	declineReason: string
	contractId: string | null
	version: number
	/** Off everything, in their order. */
	discounts: QuoteDiscount[]
	lines: QuoteLine[]
}

/** Quantities and prices are exact decimals. */
export type QuoteLine = {
	id: string
	position: number
	contractLineId: string | null
	productId: string | null
	planId: string | null
	description: string
	/** What it is called by language, where it says what its product is called. */
	names?: Said | null
	model: string
	serialNumber: string
	factoryNumber: string
	unit: string
	/** What its unit is called by language. */
	unitNames?: Said | null
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	taxClass: string
	/** Its price includes the tax. */
	taxIncluded?: boolean
	freeDays: number
	quantity: string
	unitPrice: string
	discountPercent: string
	/** How long the discount holds: so many periods, or to this last day (ISO); for good with neither. */
	discountPeriods: number | null
	discountUntil: string | null
	optional: boolean
	chosen: boolean
	choice: string
}

/** Off everything: a share or an amount a month, for so many months, to a last day (ISO), or for good. */
export type QuoteDiscount = {
	percent: string | null
	monthMinor: bigint | null
	months: number | null
	until: string | null
}

/** Keeps drafts, and what was withdrawn before it was sent, from the customer's side. A condition on `quote`. */
export function sentToActor({ sql, actor }: Pick<Scope, 'sql' | 'actor'>) {
	if (actor.kind === 'staff' || actor.kind === 'system') return sql`true`
	return sql`quote.sent_at is not null`
}

/** A quote with its lines; `lock` holds its row to the end of the transaction. Refuses `not_found`. */
export async function readQuote(scope: Scope, id: string, { lock = false } = {}): Promise<Quote> {
	const { sql } = scope
	const [quote] = await sql<Omit<Quote, 'lines' | 'discounts'>[]>`
		select id, number, title, customer_id as "customerId", contact_id as "contactId", signer_only as "signerOnly", owner_id as "ownerId", currency, state,
			purpose, for_contract_id as "forContractId", replaces_id as "replacesId", valid_until as "validUntil",
			(select contract.starts_on from contract where contract.id = for_contract_id) as "contractStartsOn",
			introduction, conditions, starts_on as "startsOn", ends_on as "endsOn", term_months as "termMonths", alignment,
			timing, prorate, payment_term_days as "paymentTermDays", notice_days as "noticeDays", renewal, access,
			purchase_order as "purchaseOrder", sent_at as "sentAt", closed_at as "closedAt", decline_reason as "declineReason",
			contract_id as "contractId", version, template_id as "templateId"
		from quote where id = ${id} and ${reach(scope).quote()} and ${sentToActor(scope)} ${lock ? sql`for update` : sql``}`
	if (!quote) refuse('not_found', { noun: 'quote' })
	const lines = await sql<QuoteLine[]>`
		select line.id, position, contract_line_id as "contractLineId", product_id as "productId", plan_id as "planId",
			line.description, ${lineNames(scope, sql`line.description`)} as names, model, serial_number as "serialNumber", factory_number as "factoryNumber",
			coalesce(line.unit, product.unit, 'piece') as unit, ${unitNames(scope, sql`coalesce(line.unit, product.unit, 'piece')`)} as "unitNames", interval_unit as "intervalUnit", interval_count as "intervalCount",
			line.tax_class as "taxClass", exists (select from tax_rate where included and tax_rate.tax_class = line.tax_class) as "taxIncluded", free_days as "freeDays", quantity, unit_price as "unitPrice", discount_percent as "discountPercent",
			discount_periods as "discountPeriods", discount_until::text as "discountUntil", optional, chosen, choice
		from quote_line as line left join product on product.id = line.product_id
		where quote_id = ${id} order by position`
	const discounts = await sql<QuoteDiscount[]>`
		select percent::text as percent, month_minor as "monthMinor", months, until::text as until
		from quote_discount where quote_id = ${id} order by position`
	return { ...quote, discounts: [...discounts], lines: [...lines] }
}

/** A quote as it is read in a language, never as it is written again. */
export function quoteSaid(quote: Quote, language: Language | undefined): Quote {
	const lines = quote.lines.map((line) => ({
		...line,
		description: lineSaid(line, language),
		unit: unitSaid(line, line.unitNames, language),
	}))
	return { ...quote, lines }
}
