import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { dayOf, formatDay } from '../calendar.ts'
import { takeNumbers } from '../company/take-number.ts'
import { emit } from '../event.ts'
import { issueEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { type NewInvoice, type NewInvoiceLine, writeInvoiceLines } from './write-lines.ts'

export type IssuedInvoice = NewInvoice & {
	id: string
	number: string
	subtotalMinor: bigint
	taxMinor: bigint
	totalMinor: bigint
}

/**
 * Issues invoices and credit notes today: numbered, posted, told. Set-based; the callers have permitted and locked.
 * Lines and postings come first and the numbers last, because the series is locked from then to the commit.
 */
export async function issueInvoices(scope: Scope, invoices: readonly NewInvoice[]): Promise<IssuedInvoice[]> {
	if (invoices.length === 0) return []
	const issued = invoices.map((invoice) => withSums(invoice))
	await writeInvoiceLines(scope, issued)
	await post(
		scope,
		issued.map((invoice) => issueEntry({ ...invoice, issuedOn: scope.today })),
	)
	await emit(scope, ...issued.map(happening))
	await number(scope, issued, 'invoice')
	await number(scope, issued, 'credit_note')
	await writeInvoices(scope, issued)
	return issued
}

function withSums(invoice: NewInvoice): IssuedInvoice {
	const subtotalMinor = sum(invoice.lines, (line) => line.netMinor)
	const taxMinor = sum(invoice.lines, (line) => line.taxMinor)
	return { ...invoice, id: randomUUIDv7(), number: '', subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor }
}

function sum(lines: readonly NewInvoiceLine[], of: (line: NewInvoiceLine) => bigint): bigint {
	let total = 0n
	for (const line of lines) total += of(line)
	return total
}

async function number(scope: Scope, issued: IssuedInvoice[], kind: NewInvoice['kind']): Promise<void> {
	const ofKind = issued.filter((invoice) => invoice.kind === kind)
	const numbers = await takeNumbers(scope, kind, ofKind.length)
	for (const [index, invoice] of ofKind.entries()) invoice.number = numbers[index] ?? ''
}

async function writeInvoices(scope: Scope, issued: readonly IssuedInvoice[]): Promise<void> {
	const today = dayOf(scope.today)
	await insertMany(
		scope.sql,
		'invoice',
		{
			id: 'uuid',
			kind: 'text',
			number: 'text',
			customer_id: 'uuid',
			contract_id: 'uuid',
			currency: 'text',
			state: 'text',
			billed_for: 'date',
			issued_on: 'date',
			due_on: 'date',
			issued_at: 'timestamptz',
			subtotal_minor: 'bigint',
			tax_minor: 'bigint',
			total_minor: 'bigint',
			credits_invoice_id: 'uuid',
			reason: 'text',
			language: 'text',
			seller_id: 'uuid',
			buyer_id: 'uuid',
			purchase_order: 'text',
			note: 'text',
			created_at: 'timestamptz',
		},
		issued.map((invoice) => ({
			id: invoice.id,
			kind: invoice.kind,
			number: invoice.number,
			customer_id: invoice.customerId,
			contract_id: invoice.contractId,
			currency: invoice.currency,
			state: 'issued',
			billed_for: invoice.billedFor,
			issued_on: scope.today,
			due_on: formatDay(today + invoice.paymentTermDays),
			issued_at: scope.now,
			subtotal_minor: invoice.subtotalMinor,
			tax_minor: invoice.taxMinor,
			total_minor: invoice.totalMinor,
			credits_invoice_id: invoice.creditsInvoiceId,
			reason: invoice.reason ?? '',
			language: invoice.language,
			seller_id: scope.company.billingPartyId,
			buyer_id: invoice.buyerId,
			purchase_order: invoice.purchaseOrder ?? '',
			note: invoice.note ?? '',
			created_at: scope.now,
		})),
	)
}

function happening(invoice: IssuedInvoice) {
	return {
		kind: `${invoice.kind}.issued` as const,
		subject: { kind: 'invoice', id: invoice.id },
		customerId: invoice.customerId,
		contractId: invoice.contractId,
		facts: { totalMinor: invoice.totalMinor.toString(), currency: invoice.currency },
	}
}
