import { act, expectOk, look } from '#core/act.ts'
import { parseDay } from '#core/calendar.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import type { PlanTerms } from '#core/receivable/plan-terms.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'

/** A machine of 100,000.00 and its transport of 1,234.56 on 31 January, with a service of 50.00 a month. */
export async function sell(world: World, { draft = false } = {}) {
	const { books, sql } = world
	const customer = await welcome(books)
	await sql`insert into tax_rate (country, tax_class, percent, label, valid_from) values ('DE', 'standard', 19, 'VAT', '2020-01-01') on conflict do nothing`
	const line = (description: string, unitPrice: string, interval: unknown = null) => ({
		...{ description, quantity: '1', unitPrice, interval, startsOn: '2028-01-31' },
	})
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId: customer.id, currency: 'EUR', timing: 'advance', alignment: 'anniversary' },
			...{ startsOn: '2028-01-31', paymentTermDays: 14 },
			lines: [
				line('Forklift ETV 216', '100000'),
				line('Transport', '1234.56'),
				line('Service', '50', { unit: 'month', count: 1 }),
			],
		} as never),
	)
	if (!draft) expectOk(await act(books, finance, activateContract, { id }))
	const coverable = expectOk(await look(books, finance, findCoverable, { contractId: id }))
	return { customer, id, lineIds: coverable.map(({ lineId }) => lineId), coverable }
}

export const twelve = (downMinor: bigint): PlanTerms => ({
	kind: 'equal',
	downPayment: { dueOn: parseDay('2028-01-31'), amountMinor: downMinor },
	...{ count: 12, everyMonths: 1, firstDueOn: parseDay('2028-02-29') },
})

export async function agree(
	world: World,
	contractId: string,
	lineIds: string[],
	terms = twelve(2000000n),
	issueDaysBefore = 10,
) {
	const { books } = world
	const asked = { contractId, lineIds, label: 'Machine', issueDaysBefore, terms }
	const { seen } = expectOk(await look(books, finance, previewPlan, asked))
	return expectOk(await act(books, finance, makePlan, { ...asked, seen }))
}
