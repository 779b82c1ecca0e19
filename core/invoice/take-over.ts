import { randomUUIDv7 } from 'node:crypto'
import { insertMany } from '#db/insert-many.ts'
import type { Scope } from '../act.ts'
import { formatDecimal, powerOfTen, roundHalfAwayFromZero } from '../decimal.ts'
import { emit } from '../event.ts'
import { openingBackEntry, openingEntry } from '../journal/entries.ts'
import { post } from '../journal/post.ts'
import { formatMajor } from '../money.ts'
import { permit } from '../permit.ts'
import { lineRow, openLines } from './write-lines.ts'

/** An invoice that another system issued and that is still open. Days are ISO dates, amounts minor units of `currency`. */
export type OpeningInvoice = {
	customerId: string
	contractId: string | null
	/** The system that issued it, and the number that it has there. */
	source: string
	number: string
	description: string
	currency: string
	issuedOn: string
	dueOn: string
	/** What is still to be paid of it, tax included, and the tax in that. */
	openMinor: bigint
	taxMinor: bigint
}

/**
 * Takes over invoices that are open elsewhere. They are owed, reminded of and paid like our own, and keep the numbers that
 * customers know: none of our series is taken. They are no revenue of ours and no tax: what is owed stands against the
 * opening balance. No letter goes out. Answers their ids in order. Set-based.
 */
export async function takeOverInvoices(scope: Scope, invoices: readonly OpeningInvoice[]): Promise<string[]> {
	permit(scope, 'invoice.run')
	if (invoices.length === 0) return []
	const taken = invoices.map((invoice) => ({ ...invoice, id: randomUUIDv7() as string }))
	const lines = openLines()
	for (const invoice of taken) lines.add(lineRow(invoice.id, lineOf(invoice), 0, new Map()))
	await lines.write(scope.sql)
	await post(scope, taken.map(openingEntry))
	await writeInvoices(scope, taken)
	await emit(
		scope,
		...taken.map(({ id, customerId, contractId, openMinor, currency, source }) => ({
			kind: 'invoice.taken_over' as const,
			subject: { kind: 'invoice', id },
			...{ customerId, contractId, facts: { totalMinor: String(openMinor), currency, source } },
		})),
	)
	return taken.map(({ id }) => id)
}

function lineOf({ description, openMinor, taxMinor, currency }: OpeningInvoice) {
	const netMinor = openMinor - taxMinor
	return {
		...{ kind: 'opening' as const, description, periodFrom: null, periodTo: null, quantity: '1', unit: 'piece' },
		...{ discountPercent: '0', netMinor, taxPercent: percentOf(netMinor, taxMinor), taxLabel: '', taxMinor, why: {} },
		unitPrice: formatMajor(netMinor, currency),
	}
}

/** The plainest rate, in per cent, by which so much tax is due; none where nothing is left to tax. */
function percentOf(netMinor: bigint, taxMinor: bigint): string {
	if (netMinor === 0n) return '0'
	for (const scale of [0, 1, 2, 4]) {
		const digits = roundHalfAwayFromZero(taxMinor * 100n * powerOfTen(scale), netMinor)
		if (scale === 4 || roundHalfAwayFromZero(netMinor * digits, 100n * powerOfTen(scale)) === taxMinor)
			return formatDecimal({ digits, scale })
	}
	return '0'
}

async function writeInvoices(scope: Scope, taken: readonly (OpeningInvoice & { id: string })[]): Promise<void> {
	const customers = await scope.sql<{ id: string; buyerId: string; language: string }[]>`
		select id, billing_party_id as "buyerId", language from customer
		where id = any(${[...new Set(taken.map(({ customerId }) => customerId))]}::uuid[])`
	const byId = new Map(customers.map((customer) => [customer.id, customer]))
	await insertMany(
		scope.sql,
		'invoice',
		{
			...{ id: 'uuid', kind: 'text', number: 'text', opening: 'text', customer_id: 'uuid', contract_id: 'uuid' },
			...{ currency: 'text', state: 'text', issued_on: 'date', due_on: 'date', issued_at: 'timestamptz' },
			...{ subtotal_minor: 'bigint', tax_minor: 'bigint', total_minor: 'bigint', language: 'text' },
			...{ seller_id: 'uuid', buyer_id: 'uuid', created_at: 'timestamptz' },
		},
		taken.map(({ id, number, source, customerId, contractId, currency, issuedOn, dueOn, openMinor, taxMinor }) => ({
			...{ id, number, currency, kind: 'invoice', state: 'issued', opening: source },
			...{ customer_id: customerId, contract_id: contractId, issued_on: issuedOn, due_on: dueOn },
			...{ subtotal_minor: openMinor - taxMinor, tax_minor: taxMinor, total_minor: openMinor },
			...{ seller_id: scope.company.billingPartyId, buyer_id: byId.get(customerId)?.buyerId },
			...{ language: byId.get(customerId)?.language, issued_at: scope.now, created_at: scope.now },
		})),
	)
}

/**
 * Takes back invoices that should not have been taken over: what they posted is reversed, their numbers are free again.
 * The database refuses one that something was settled of or credited. Set-based.
 */
export async function undoTakeOver(scope: Scope, ids: readonly string[]): Promise<void> {
	permit(scope, 'invoice.run')
	const rows = await scope.sql<(Parameters<typeof openingBackEntry>[0] & { number: string })[]>`
		with before as (
			select id, contract_id from invoice
			where id = any(${[...ids]}::uuid[]) and opening is not null and state = 'issued' order by id for update
		)
		update invoice set state = 'void', opening = opening || ' ' || invoice.id, contract_id = null
		from before where invoice.id = before.id
		returning invoice.id, invoice.customer_id as "customerId", before.contract_id as "contractId", currency,
			total_minor as "openMinor", number`
	await post(scope, rows.map(openingBackEntry))
	await emit(
		scope,
		...rows.map(({ id, customerId, contractId, number }) => ({
			kind: 'invoice.take_over_undone' as const,
			subject: { kind: 'invoice', id },
			...{ customerId, contractId, facts: { number } },
		})),
	)
}
