import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { bill } from '#core/invoice/run.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { finance, system, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

export const administrator = { ...finance, role: 'administrator' } as const

/** A contract over 1,000.00 on 10 January and on 10 February, to be paid at once, and 0.05 % a day that is invoiced or not. */
export async function sold(world: World, { billed = true } = {}) {
	const { books, clock, sql } = world
	const customer = await welcome(books)
	expectOk(
		await act(books, administrator, setPenaltyTerms, {
			...{ contractType: null, contractId: null, validFrom: '2026-01-01', dailyRatePercent: '0.05' },
			...{ graceDays: 0, chargeGrace: false, billed },
		}),
	)
	const once = { description: 'Part', quantity: '1', unitPrice: '1000', interval: null }
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId: customer.id, currency: 'EUR', timing: 'advance', alignment: 'anniversary' },
			...{ startsOn: '2026-01-10', paymentTermDays: 0 },
			lines: [
				{ ...once, startsOn: '2026-01-10' },
				{ ...once, startsOn: '2026-02-10' },
			],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id }))
	const runOn = async (on: string) => {
		clock.standOn(Temporal.PlainDate.from(on))
		return await bill(books, finance, clock.today(), 1)
	}
	await runOn('2026-01-10')
	const [first] = await sql<{ id: string }[]>`select id from invoice where contract_id = ${id}`
	let count = 0
	const receive = async (receivedOn: string, amountMinor: bigint, invoiceId: string | null = null) =>
		expectOk(
			await act(books, finance, recordReceipts, [
				{
					...{ customerId: customer.id, currency: 'EUR', amountMinor, receivedOn, method: 'transfer', reference: '' },
					...{ invoiceId, importKey: String(count++) },
				} as const,
			]),
		)
	const tell = async (on?: string) => expectOk(await look(books, system, findPenalty, { contractId: id, on }))
	const papers = async () =>
		await sql<{ id: string; kind: string; number: string; totalMinor: bigint; openMinor: bigint; dueOn: string }[]>`
			select id, kind, number, total_minor as "totalMinor", abs(total_minor) - settled_minor as "openMinor", due_on::text as "dueOn"
			from invoice where exists (select from invoice_line where invoice_id = invoice.id and penalty_invoice_id is not null)
			order by issued_at, kind desc, number`
	const storm = { contractId: id, percent: null, reason: 'A storm' }
	const waive = async (amountMinor: bigint) =>
		await act(books, administrator, decided(waivePenalty), { ...storm, amountMinor })
	return { id, customer, first: first?.id ?? '', runOn, receive, tell, papers, waive }
}
