import { act, expectOk, look } from '#core/act.ts'
import { type CreditParts, creditParts } from '#core/credit-note/credit-parts.ts'
import { issueInvoices } from '#core/invoice/issue.ts'
import { findInvoicePage } from '#core/invoice/page.ts'
import type { NewInvoiceLine } from '#core/invoice/write-lines.ts'
import { type Customer, finance, system } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

export type Charged = { net: bigint; tax?: bigint; quantity?: string; from?: string; to?: string }

/** An issued invoice over such lines, due in two weeks; answers the ids of its lines in their order. */
export async function billed({ books }: World, customer: Customer, lines: readonly Charged[], contractId?: string) {
	const paper = {
		...{ kind: 'invoice' as const, customerId: customer.id, contractId: contractId ?? null },
		...{ currency: customer.currency, billedFor: null, paymentTermDays: 14, language: 'en', buyerId: customer.buyerId },
		lines: lines.map(lineOf),
	}
	const [issued] = expectOk(await act(books, system, async (scope) => issueInvoices(scope, [paper]), undefined))
	if (!issued) throw new Error('no invoice was issued')
	const page = expectOk(await look(books, system, findInvoicePage, { id: issued.id }))
	return { ...issued, lineIds: page.lines.map(({ id }) => id) as [string, ...string[]] }
}

function lineOf({ net, tax = 0n, quantity = '1', from, to }: Charged, index: number): NewInvoiceLine {
	const on = (day: string | undefined) => (day ? Temporal.PlainDate.from(day) : null)
	return {
		...{ kind: 'manual', description: `Line ${index + 1}`, periodFrom: on(from), periodTo: on(to) },
		...{ quantity, unit: 'piece', unitPrice: '1', discountPercent: '0', netMinor: net, taxMinor: tax },
		...{ taxPercent: tax === 0n ? '0' : '19', taxLabel: tax === 0n ? '' : 'USt', why: {} },
	}
}

export async function credit({ books }: World, input: Omit<CreditParts, 'reason'> & { reason?: string }) {
	return await act(books, finance, decided(creditParts), { reason: 'Agreed', ...input })
}

/** The lines of a credit note: net, tax, quantity. */
export async function noteLines({ books }: World, id: string) {
	const { lines } = expectOk(await look(books, system, findInvoicePage, { id }))
	return lines.map(({ netMinor, taxMinor, quantity }) => [netMinor, taxMinor, quantity])
}
