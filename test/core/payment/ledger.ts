import { type Actor, act, type Books, expectOk, look } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { createCustomer } from '#core/customer/create.ts'
import { type IssuedInvoice, issueInvoices } from '#core/invoice/issue.ts'
import { findBalances } from '#core/journal/balance.ts'

export const system: Actor = { kind: 'system', name: 'test' }
export const finance: Actor = { kind: 'staff', userId: '01900000-0000-7000-8000-000000000001', role: 'finance' }

export type Customer = { id: string; contactId: string; currency: string; buyerId: string; actor: Actor }

/** A customer with a contact who may pay. */
export async function welcome(books: Books, name = 'Nordwind Logistik', currency = 'EUR'): Promise<Customer> {
	const email = `billing-${crypto.randomUUID()}@nordwind.example`
	const facts = { name, language: 'en' as const, currency, email, country: 'DE', street: 'Hafen 4', city: 'Hamburg' }
	const { id } = expectOk(await act(books, system, createCustomer, facts))
	const contact = {
		customerId: id,
		name: 'Anna Petersen',
		email: `anna-${id}@nordwind.example`,
		language: 'en' as const,
	}
	const { id: contactId } = expectOk(await act(books, system, addContact, contact))
	const [party] = await books.sql<{ id: string }[]>`select billing_party_id as id from customer where id = ${id}`
	return { id, contactId, currency, buyerId: party?.id ?? '', actor: { kind: 'contact', contactId } }
}

/** An invoice over one line without tax, issued today and due after some days. */
export async function invoice(
	books: Books,
	customer: Customer,
	minor: bigint,
	{ contractId, ...more }: { days?: number; currency?: string; contractId?: string } = {},
): Promise<IssuedInvoice> {
	return await invoiceParts(books, customer, [{ contractId: contractId ?? null, minor }], more)
}

/** An invoice, or a credit note where it comes to less than nothing, over parts of several contracts: it is of none. */
export async function invoiceParts(
	books: Books,
	customer: Customer,
	parts: { contractId: string | null; minor: bigint }[],
	more: { days?: number; currency?: string } = {},
): Promise<IssuedInvoice> {
	const [first, ...others] = parts
	const total = parts.reduce((sum, { minor }) => sum + minor, 0n)
	const lines = parts.map(({ contractId, minor }) => ({
		...{ kind: 'manual' as const, contractId, description: 'Service visit', periodFrom: null, periodTo: null },
		...{ quantity: '1', unit: 'piece', unitPrice: '1', discountPercent: '0', netMinor: minor },
		...{ taxPercent: '0', taxLabel: '', taxMinor: 0n, why: {} },
	}))
	const paper = {
		kind: total < 0n ? ('credit_note' as const) : ('invoice' as const),
		customerId: customer.id,
		contractId: others.length === 0 ? (first?.contractId ?? null) : null,
		currency: more.currency ?? customer.currency,
		...{ billedFor: null, paymentTermDays: more.days ?? 14, language: 'en', buyerId: customer.buyerId, lines },
	}
	const [issued] = expectOk(await act(books, system, async (scope) => issueInvoices(scope, [paper]), undefined))
	if (!issued) throw new Error('no invoice was issued')
	return issued
}

/** What is open of an invoice. */
export async function openOf(books: Books, id: string): Promise<bigint> {
	const [row] = await books.sql<
		{ open: bigint }[]
	>`select total_minor - settled_minor as open from invoice where id = ${id}`
	return row?.open ?? 0n
}

/** The accounts by name, in the one currency that is used. */
export async function balances(books: Books): Promise<Record<string, bigint>> {
	const rows = expectOk(await look(books, system, findBalances, {}))
	return Object.fromEntries(rows.filter((row) => row.amountMinor !== 0n).map((row) => [row.account, row.amountMinor]))
}
