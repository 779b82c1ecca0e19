// What the database refuses of penalty interest that is invoiced, by plain SQL.
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { issueInvoices } from '#core/invoice/issue.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { openBooks } from '#test/support/books.ts'

test('penalty interest bears none itself, bears no tax, and is billed once through a day', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	const { books, sql } = world
	const customer = await welcome(books)
	const contractId = await agree(world, customer, 'Crane')
	const late = await invoice(books, customer, 100_00n, { contractId })
	const ask = async (penaltyInvoiceId: string | null, taxMinor = 0n) =>
		expectOk(
			await act(
				books,
				system,
				async (scope) =>
					await issueInvoices(scope, [
						{
							...{ kind: 'invoice', customerId: customer.id, contractId, currency: 'EUR', billedFor: null },
							...{ paymentTermDays: 0, language: 'en', buyerId: customer.buyerId },
							lines: [
								{
									...{
										kind: 'penalty',
										contractId,
										penaltyInvoiceId,
										description: 'Late',
										periodFrom: null,
										periodTo: null,
									},
									...{ quantity: '1', unit: '', unitPrice: '1', discountPercent: '0', netMinor: 1_00n },
									...{ taxPercent: '0', taxLabel: '', taxMinor, why: {} },
								},
							],
						},
					]),
				undefined,
			),
		)
	const [made] = await ask(late.id)
	await expect(ask(made?.id ?? '')).rejects.toThrow(/bears no penalty interest/)
	await expect(ask(null)).rejects.toThrow(/invoice_line_kind/)
	await expect(ask(late.id, 1n)).rejects.toThrow(/invoice_line_kind/)
	const bill = `insert into penalty_billing (contract_id, through_on, billed_at) values ('${contractId}', '2026-02-28', now())`
	await sql.unsafe(bill)
	await expect(sql.unsafe(bill)).rejects.toThrow(/penalty_billing_pkey/)
	await expect(sql`delete from penalty_billing`).rejects.toThrow(/never changed or deleted/)
})
