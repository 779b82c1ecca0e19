import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'
import type { RowRecord } from './record.ts'

/** What may be an invoice's number: what stands in its column, or else each word with a digit that the payer wrote. */
export function numbersIn({ values: { invoice, reference } }: RowRecord): string[] {
	if (invoice) return [String(invoice).toLowerCase()]
	const words = String(reference ?? '').match(/[\p{L}\p{N}](?:[\p{L}\p{N}/._-]*[\p{L}\p{N}])?/gu) ?? []
	return [...new Set(words.filter((word) => /\d/.test(word) && word.length > 2).map((word) => word.toLowerCase()))]
}

export type Invoice = { id: string; number: string; customerId: string; currency: string }

/** Invoices that can be paid, by their numbers in small letters. */
export async function findInvoices(scope: Scope, records: readonly RowRecord[]): Promise<Map<string, Invoice[]>> {
	const numbers = [...new Set(records.flatMap(numbersIn))]
	const spelt = [...new Set(numbers.flatMap((number) => [number, number.toUpperCase()]))]
	const rows = await scope.sql<Invoice[]>`
		select id, lower(number) as number, customer_id as "customerId", currency from invoice
		where number = any(${[...spelt, ...saidNumbers(records)]}::text[]) and kind = 'invoice'
			and state in ('issued', 'uncollectible') and ${reach(scope).invoice()}`
	const found = new Map<string, Invoice[]>()
	for (const row of rows) found.set(row.number, [...(found.get(row.number) ?? []), row])
	return found
}

const saidNumbers = (records: readonly RowRecord[]) =>
	records.flatMap(({ values }) => (values.invoice ? [String(values.invoice)] : []))
