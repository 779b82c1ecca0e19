import { act, expectOk, look } from '#core/act.ts'
import { parseDay } from '#core/calendar.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { issueInstalments } from '#core/receivable/change-plan.ts'
import { makePlan, previewPlan } from '#core/receivable/make-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import type { PlanTerms } from '#core/receivable/plan-terms.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import type { World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

/** A machine of 100,000.00 and its transport of 1,234.56 on 31 January, with a service of 50.00 a month. */
export async function sell(world: World, { draft = false, customerId }: { draft?: boolean; customerId?: string } = {}) {
	const { books, sql } = world
	const customer = customerId ? { id: customerId } : await welcome(books)
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
	if (!draft) expectOk(await act(books, finance, decided(activateContract), { id }))
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

/** A machine of 1,200.00 without tax in three instalments of today and the next two months, the first invoiced. */
export async function sellByThree(world: World, customerId: string) {
	const { books, clock, sql } = world
	const today = clock.today()
	const startsOn = today.toString()
	const { id } = expectOk(
		await act(books, finance, createContract, {
			...{ customerId, currency: 'EUR', timing: 'advance', alignment: 'anniversary', startsOn, paymentTermDays: 14 },
			lines: [
				{ description: 'Stacker', quantity: '1', unitPrice: '1200', interval: null, startsOn, taxClass: 'exempt' },
			],
		} as never),
	)
	expectOk(await act(books, finance, decided(activateContract), { id }))
	const coverable = expectOk(await look(books, finance, findCoverable, { contractId: id }))
	const totalMinor = coverable.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
	const rows = [0, 1, 2].map((months) => ({
		...{ dueOn: parseDay(today.add({ months }).toString()), label: months === 1 ? 'Second of three' : '' },
		amountMinor: months === 2 ? totalMinor - 2n * (totalMinor / 3n) : totalMinor / 3n,
	}))
	const lineIds = coverable.map(({ lineId }) => lineId)
	const plan = await agree(world, id, lineIds, { kind: 'amounts', rows }, 0)
	const [first] = await sql<
		{ id: string }[]
	>`select id from instalment where plan_id = ${plan.id} order by serial limit 1`
	const issued = await act(books, finance, issueInstalments, { planId: plan.id, instalmentIds: [first?.id ?? ''] })
	return { id, planId: plan.id, totalMinor, invoiceId: expectOk(issued).invoiceIds[0] ?? '' }
}
