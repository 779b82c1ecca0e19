import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { takeNumber } from '../company/take-number.ts'
import type { PartyRole } from '../customer/input.ts'
import { isPaid } from '../customer/write.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuseParts } from '../product/refuse-parts.ts'
import { refuse } from '../refusal.ts'
import { findTemplate } from '../template/find.ts'
import { settleTerms } from './for-contract.ts'
import { type CheckedQuote, checkQuote, type QuoteInput, refusePast } from './input.ts'
import { keepLockedOfQuote } from './keep-locked.ts'
import { writeQuoteDiscounts } from './write-discounts.ts'

/**
 * A new draft with its lines. Owner and payment term default to the customer's; of a change or renewal the terms are the
 * contract's. Refuses `input.invalid`, `not_found`, `contract.currency_mismatch`, `line.not_whole`, `field.locked`,
 * and what `settleTerms` refuses.
 */
export async function writeQuote(scope: Scope, input: QuoteInput): Promise<{ id: string; number: string }> {
	permit(scope, 'quote.write')
	const said = checkQuote(scope, input)
	refusePast(scope, said)
	const given = await keepLockedOfQuote(scope, said)
	const [customer] = await scope.sql<
		{ name: string; role: PartyRole; currency: string; ownerId: string | null; paymentTermDays: number | null }[]
	>`
		select name, role, currency, owner_id as "ownerId", payment_term_days as "paymentTermDays" from customer
		where id = ${given.customerId} and ${reach(scope).customer()} for share`
	if (!customer) refuse('not_found', { noun: 'customer' })
	if (isPaid(customer.role)) refuse('customer.is_paid', { name: customer.name })
	if (customer.currency !== given.currency)
		refuse('contract.currency_mismatch', { contract: given.currency, customer: customer.currency })
	await refuseStranger(scope, given)
	await refuseParts(scope, given.lines)
	if (given.templateId) await findTemplate(scope, { id: given.templateId, direction: 'receivable' })
	const quote = await settleTerms(scope, {
		...given,
		ownerId: given.ownerId ?? (scope.actor.kind === 'staff' ? scope.actor.userId : customer.ownerId),
		paymentTermDays: given.paymentTermDays ?? customer.paymentTermDays,
	})
	const id = randomUUIDv7() as string
	const number = await takeNumber(scope, 'quote')
	const { sql } = scope
	await sql`
		insert into quote (id, number, customer_id, currency, valid_until, payment_term_days, notice_days, created_at, created_by, updated_at)
		values (${id}, ${number}, ${quote.customerId}, ${quote.currency}, ${quote.validUntil}, 0, 0, ${scope.now},
			${nameActor(scope.actor)}, ${scope.now})`
	await writeTerms(scope, id, quote)
	await writeQuoteLines(scope, id, quote)
	await writeQuoteDiscounts(scope, id, quote)
	await emit(scope, {
		kind: 'quote.created',
		subject: { kind: 'quote', id },
		customerId: quote.customerId,
		facts: { number },
	})
	return { id, number }
}

/** The contact a quote is addressed to is one of the customer's. */
export async function refuseStranger(
	scope: Scope,
	{ customerId, contactId }: { customerId: string; contactId?: string | null | undefined },
): Promise<void> {
	if (!contactId) return
	const [known] = await scope.sql`
		select from customer_contact where customer_id = ${customerId} and contact_id = ${contactId}`
	if (!known) refuse('not_found', { noun: 'contact' })
}

/** Everything but the lines of a draft. */
export async function writeTerms(scope: Scope, id: string, quote: CheckedQuote): Promise<void> {
	const { company } = scope
	await scope.sql`
		update quote set title = ${quote.title}, contact_id = ${quote.contactId ?? null},
			signer_only = ${quote.signerOnly}, owner_id = ${quote.ownerId ?? null},
			purpose = ${quote.purpose}, for_contract_id = ${quote.forContractId ?? null}, valid_until = ${quote.validUntil},
			introduction = ${quote.introduction}, conditions = ${quote.conditions}, starts_on = ${quote.startsOn ?? null},
			ends_on = ${quote.endsOn ?? null}, term_months = ${quote.termMonths ?? null}, alignment = ${quote.alignment},
			timing = ${quote.timing}, prorate = ${quote.prorate},
			payment_term_days = ${quote.paymentTermDays ?? company.paymentTermDays},
			notice_days = ${quote.noticeDays ?? company.noticeDays}, renewal = ${quote.renewal}, access = ${quote.access},
			purchase_order = ${quote.purchaseOrder}, template_id = coalesce(${quote.templateId ?? null}::uuid, template_id), updated_at = ${scope.now}
		where id = ${id}`
}

/** The lines of a draft, in their order. */
export async function writeQuoteLines(scope: Scope, quoteId: string, { lines }: CheckedQuote): Promise<void> {
	const trials = await readTrials(scope, lines)
	const units = await readUnits(scope, lines)
	await insertMany(
		scope.sql,
		'quote_line',
		{
			quote_id: 'uuid',
			position: 'integer',
			contract_line_id: 'uuid',
			product_id: 'uuid',
			plan_id: 'uuid',
			description: 'text',
			model: 'text',
			serial_number: 'text',
			factory_number: 'text',
			interval_unit: 'text',
			interval_count: 'integer',
			tax_class: 'text',
			unit: 'text',
			free_days: 'integer',
			quantity: 'numeric',
			unit_price: 'numeric',
			discount_percent: 'numeric',
			discount_periods: 'integer',
			discount_until: 'date',
			optional: 'boolean',
			chosen: 'boolean',
			choice: 'text',
		},
		lines.map((line, index) => ({
			quote_id: quoteId,
			position: index + 1,
			contract_line_id: line.contractLineId,
			product_id: line.productId,
			plan_id: line.planId,
			description: line.description,
			model: line.model,
			serial_number: line.serialNumber,
			factory_number: line.factoryNumber,
			interval_unit: line.interval?.unit,
			interval_count: line.interval?.count,
			tax_class: line.taxClass,
			unit: line.contractLineId ? units.get(line.contractLineId) : line.unit,
			free_days: line.interval ? (line.freeDays ?? trials.get(line.planId ?? '') ?? 0) : 0,
			quantity: line.quantity,
			unit_price: line.unitPrice,
			discount_percent: line.discountPercent,
			discount_periods: line.discountPeriods,
			discount_until: line.discountUntil,
			optional: line.optional,
			chosen: line.chosen,
			choice: line.choice,
		})),
	)
}

/** What each line of the contract that is restated is counted in. */
async function readUnits({ sql }: Scope, lines: CheckedQuote['lines']): Promise<Map<string, string | null>> {
	const ids = lines.flatMap(({ contractLineId }) => contractLineId ?? [])
	if (ids.length === 0) return new Map()
	const rows = await sql<{ id: string; unit: string | null }[]>`
		select id, unit from contract_line where id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, unit }) => [id, unit]))
}

/** The free days of each plan that has some: the quote keeps them, so that its offer stays whatever becomes of the plan. */
async function readTrials(scope: Scope, lines: CheckedQuote['lines']): Promise<Map<string, number>> {
	const plans = lines.flatMap(({ planId }) => planId ?? [])
	const rows = await scope.sql<{ id: string; days: number }[]>`
		select id, trial_days as days from plan where id = any(${plans}::uuid[]) and trial_days > 0`
	return new Map(rows.map(({ id, days }) => [id, days]))
}
