import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { dayOf, formatDay } from '../calendar.ts'
import { takeNumbers } from '../company/take-number.ts'
import { openEvents } from '../event.ts'
import { issueEntry } from '../journal/entries.ts'
import { openPosting } from '../journal/post.ts'
import { readUnitCodes } from '../unit/find.ts'
import { billedContracts, giveUsualTypes, type Typed, wayOf } from './type-of.ts'
import { lineRow, type NewInvoice, openLines } from './write-lines.ts'

export type IssuedInvoice = Omit<NewInvoice, 'lines'> &
	Pick<Typed, 'way' | 'contractIds'> & {
		id: string
		number: string
		lineCount: number
		subtotalMinor: bigint
		taxMinor: bigint
		totalMinor: bigint
	}

/** Issues invoices and credit notes today, see `openIssue`. */
export async function issueInvoices(scope: Scope, invoices: readonly NewInvoice[]): Promise<IssuedInvoice[]> {
	const issue = await openIssue(scope)
	for (const invoice of invoices) issue.add(invoice)
	await issue.writeFacts()
	return await issue.number()
}

/** Invoices and credit notes on their way, however many; nothing stands until both have been written. */
export type Issue = {
	/** Answers it without its number. What it is made of need not be kept any longer. */
	add(invoice: NewInvoice): IssuedInvoice
	/** Lines, postings and events. */
	writeFacts(): Promise<void>
	/** Last of all, because the series of numbers is locked from then to the commit. */
	number(): Promise<IssuedInvoice[]>
}

/** Issues invoices and credit notes today: numbered, posted, told. The callers have permitted and locked. */
export async function openIssue(scope: Scope): Promise<Issue> {
	const unitCodes = await readUnitCodes(scope)
	const lines = openLines()
	const posting = openPosting(scope)
	const events = openEvents(scope)
	const issued: IssuedInvoice[] = []
	return {
		add(invoice) {
			const added = withSums(invoice)
			issued.push(added)
			for (const [index, line] of invoice.lines.entries()) lines.add(lineRow(added.id, line, index, unitCodes))
			posting.add(issueEntry({ ...added, lines: invoice.lines, issuedOn: scope.today }))
			events.add(happening(added))
			return added
		},
		async writeFacts() {
			if (issued.length === 0) return
			await giveUsualTypes(scope, issued)
			await lines.write(scope.sql)
			await posting.write()
			await events.write()
		},
		async number() {
			await takeFor(scope, issued, 'invoice')
			await takeFor(scope, issued, 'credit_note')
			await writeInvoices(scope, issued)
			return issued
		},
	}
}

function withSums({ lines, ...invoice }: NewInvoice): IssuedInvoice {
	let subtotalMinor = 0n
	let taxMinor = 0n
	for (const line of lines) {
		subtotalMinor += line.netMinor
		taxMinor += line.taxMinor
	}
	const facts = { way: wayOf(lines), contractIds: billedContracts({ contractId: invoice.contractId, lines }) }
	const sums = { subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor }
	return { ...invoice, id: randomUUIDv7(), number: '', lineCount: lines.length, ...facts, ...sums }
}

async function takeFor(scope: Scope, issued: IssuedInvoice[], kind: NewInvoice['kind']): Promise<void> {
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
			message: 'text',
			type: 'text',
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
			due_on: invoice.dueOn ?? formatDay(today + invoice.paymentTermDays),
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
			message: invoice.message ?? '',
			type: invoice.type ?? null,
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
