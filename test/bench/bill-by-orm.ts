import { randomUUIDv7 } from 'node:crypto'
import { and, eq, lte, sql as raw } from 'drizzle-orm'
import { formatDecimal, parseDecimal } from '#core/decimal.ts'
import { formatMajor } from '#core/money.ts'
import { amountFor, taxed } from '#core/schedule/price.ts'
import type { Price } from '#core/schedule/terms.ts'
import { type Database, drizzleOn, openDatabase } from '#db/client.ts'
import { billingParty, company, numberSeries } from '#db/schema/company.ts'
import {
	amendment,
	contract,
	contractDiscount,
	contractLine,
	contractLineState,
	contractPause,
} from '#db/schema/contract.ts'
import { contractBilling } from '#db/schema/contract-billing.ts'
import { customer } from '#db/schema/customer.ts'
import { event } from '#db/schema/event.ts'
import { invoice, invoiceLine } from '#db/schema/invoice.ts'
import { journalEntry, journalLine } from '#db/schema/journal.ts'
import { outbox } from '#db/schema/outbox.ts'
import { payment } from '#db/schema/payment.ts'
import { taxRate } from '#db/schema/product.ts'
import { unit } from '#db/schema/unit.ts'

/**
 * The run as it is usually written: each contract loaded, billed and saved in a transaction of its own through the ORM,
 * as many at once as there are connections. It knows only the case of the bench. Answers the seconds.
 */
export async function billByOrm(url: string, on: string, connections: number): Promise<number> {
	const sql = openDatabase(url, { max: connections, applicationName: 'bench by orm' })
	const today = Temporal.PlainDate.from(on)
	const began = performance.now()
	const ids = await drizzleOn(sql)
		.select({ id: contractBilling.contractId })
		.from(contractBilling)
		.where(lte(contractBilling.nextDueOn, today))
	const work = async () => {
		for (let next = ids.pop(); next; next = ids.pop()) {
			const { id } = next
			await sql.begin((transaction) => billOne(drizzleOn(transaction), id, today))
		}
	}
	await Promise.all(Array.from({ length: connections }, work))
	const seconds = (performance.now() - began) / 1000
	await sql.end()
	return seconds
}

async function billOne(db: Database, id: string, today: Temporal.PlainDate): Promise<void> {
	const [found] = await db.select().from(contract).where(eq(contract.id, id)).for('update')
	if (!found) throw new Error('The contract is gone')
	const { customerId, currency } = found
	const [seller] = await db.select().from(company)
	const [buyer] = await db.select().from(customer).where(eq(customer.id, customerId))
	if (!seller || !buyer) throw new Error('The parties are gone')
	if (!(await isPlain(db, found.id, buyer))) throw new Error('Not a case of the bench')
	const invoiceId = randomUUIDv7()
	const lines = await linesOf(db, id, invoiceId, today)
	const subtotalMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
	const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n)
	const totalMinor = subtotalMinor + taxMinor
	const now = Temporal.Now.instant()
	await db.insert(invoiceLine).values(lines)
	const entryId = randomUUIDv7()
	const amounts = { receivable: totalMinor, deferred_revenue: -subtotalMinor, tax: -taxMinor }
	const posted = Object.entries(amounts).map(([account, amountMinor], position) => ({ account, amountMinor, position }))
	const about = { customerId, contractId: id }
	const entry = {
		id: entryId,
		kind: 'invoice',
		subjectId: invoiceId,
		currency,
		postedOn: today,
		postedAt: now,
		...about,
	}
	const entries = db.$with('entry').as(db.insert(journalEntry).values(entry).returning())
	await db
		.with(entries)
		.insert(journalLine)
		.values(posted.map((line) => ({ entryId, currency, ...line })))
	const facts = { totalMinor: String(totalMinor), currency }
	const happened = { kind: 'invoice.issued', happenedAt: now, happenedOn: today, actor: 'system:bench', facts }
	await db.insert(event).values({ ...happened, subjectKind: 'invoice', subjectId: invoiceId, ...about })
	const letter = { letter: 'invoice-issued', invoiceId }
	const effect = { kind: 'mail', key: `letter:invoice:${invoiceId}`, payload: letter, queuedAt: now }
	const queued = await db.insert(outbox).values(effect).returning({ id: outbox.id })
	await db.execute(
		raw`select graphile_worker.add_job('deliver', ${JSON.stringify({ ids: queued.map((row) => row.id) })}::json, max_attempts := 12)`,
	)
	await db
		.update(contractBilling)
		.set({ nextDueOn: today.add({ months: 1 }), billedThrough: today, billAgainFrom: null })
		.where(eq(contractBilling.contractId, id))
	await db.insert(invoice).values({
		id: invoiceId,
		kind: 'invoice',
		number: await takeNumber(db, today),
		...about,
		currency,
		state: 'issued',
		billedFor: today,
		issuedOn: today,
		dueOn: today.add({ days: found.paymentTermDays }),
		issuedAt: now,
		subtotalMinor,
		taxMinor,
		totalMinor,
		language: buyer.language,
		sellerId: seller.billingPartyId,
		buyerId: buyer.billingPartyId,
		createdAt: now,
	})
	if (await hasCredits(db, customerId)) throw new Error('Not a case of the bench')
}

/** What a product must look at before it knows that this is the usual case. */
async function isPlain(db: Database, id: string, buyer: typeof customer.$inferSelect): Promise<boolean> {
	const [party] = await db.select().from(billingParty).where(eq(billingParty.id, buyer.billingPartyId))
	const changes = await db.select().from(amendment).where(eq(amendment.contractId, id))
	const discounts = await db.select().from(contractDiscount).where(eq(contractDiscount.contractId, id))
	const pauses = await db.select().from(contractPause).where(eq(contractPause.contractId, id))
	return party?.country === 'DE' && changes.length === 1 && discounts.length === 0 && pauses.length === 0
}

/** What the customer has with us goes to the new invoice. */
async function hasCredits(db: Database, customerId: string): Promise<boolean> {
	const notes = await db
		.select({ id: invoice.id })
		.from(invoice)
		.where(and(eq(invoice.customerId, customerId), eq(invoice.kind, 'credit_note'), eq(invoice.state, 'issued')))
	const money = await db
		.select({ id: payment.id })
		.from(payment)
		.where(and(eq(payment.customerId, customerId), eq(payment.state, 'succeeded')))
	return notes.length > 0 || money.length > 0
}

async function linesOf(db: Database, contractId: string, invoiceId: string, from: Temporal.PlainDate) {
	const rows = await db
		.select()
		.from(contractLine)
		.innerJoin(contractLineState, eq(contractLineState.contractLineId, contractLine.id))
		.where(eq(contractLine.contractId, contractId))
		.orderBy(contractLine.position)
	const [rate] = await db.select().from(taxRate).where(eq(taxRate.country, 'DE'))
	const units = await db.select().from(unit)
	const to = from.add({ months: 1 })
	return rows.map(({ contract_line: line, contract_line_state: state }) => {
		const price = {
			unitPrice: parseDecimal(state.unitPrice),
			quantity: parseDecimal(state.quantity),
			discountPercent: parseDecimal(state.discountPercent),
			taxPercent: parseDecimal(rate?.percent ?? '0'),
		}
		const netMinor = amountFor(price, 2, 1, 1)
		const taxMinor = taxed(netMinor, price).tax
		return {
			invoiceId,
			position: line.position,
			contractId,
			contractLineId: line.id,
			kind: 'period',
			description: line.description,
			periodFrom: from,
			periodTo: to,
			boundaryFrom: from,
			boundaryTo: to,
			quantity: state.quantity,
			unit: line.unit ?? 'piece',
			unitCode: units.find(({ name }) => name === (line.unit ?? 'piece'))?.code ?? 'C62',
			unitPrice: state.unitPrice,
			discountPercent: state.discountPercent,
			netMinor,
			taxPercent: formatDecimal(price.taxPercent),
			taxLabel: rate?.label ?? '',
			taxMinor,
			why: {
				...whyOf(from, to, price, netMinor, taxMinor),
				taxReason: {
					...{ kind: 'rate', country: 'DE', region: '' },
					...{ taxClass: rate?.taxClass, since: rate?.validFrom.toString() },
				},
			},
		}
	})
}

function whyOf(from: Temporal.PlainDate, to: Temporal.PlainDate, price: Price, netMinor: bigint, taxMinor: bigint) {
	const { days } = from.until(to)
	return {
		kind: 'period',
		from: from.toString(),
		to: to.toString(),
		days,
		amount: formatMajor(netMinor, 'EUR'),
		taxPercent: formatDecimal(price.taxPercent),
		tax: formatMajor(taxMinor, 'EUR'),
		unitPrice: formatDecimal(price.unitPrice),
		quantity: formatDecimal(price.quantity),
		discountPercent: formatDecimal(price.discountPercent),
		periodDays: days,
		whole: false,
		chargedBefore: null,
	}
}

async function takeNumber(db: Database, today: Temporal.PlainDate): Promise<string> {
	const [series] = await db
		.update(numberSeries)
		.set({ next: raw`${numberSeries.next} + 1`, lastOn: today })
		.where(eq(numberSeries.key, 'invoice'))
		.returning()
	if (!series) throw new Error('The series is gone')
	return series.prefix + String(series.next - 1n).padStart(series.digits, '0')
}
