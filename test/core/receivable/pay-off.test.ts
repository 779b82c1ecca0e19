import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { readOwed } from '#core/collection/owed.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { findCertificateFacts } from '#core/machine-request/certificate-facts.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { billOwedPenalty } from '#core/receivable/bill-owed.ts'
import { findPenaltiesToBill } from '#core/receivable/bill-penalty.ts'
import { findPenalty } from '#core/receivable/find-penalty.ts'
import { settledBefore } from '#test/core/machine-request/lot.ts'
import { finance, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-01-10' })
	await world.sql`insert into penalty_terms (valid_from, daily_rate_percent, grace_days, charge_grace, written_by, written_at)
		values ('2026-01-01', 0.05, 0, false, 'system:test', now())`
})
afterAll(() => world.close())

/** Contracts whose penalty interest is to be invoiced on a day, if it is. */
async function toBill({ books, clock, sql }: World, on: string): Promise<string[]> {
	const stood = clock.today()
	await sql`update penalty_terms set billed = true`
	clock.standOn(on)
	const ids = expectOk(await look(books, finance, findPenaltiesToBill, undefined as never))
	clock.standOn(stood)
	await sql`update penalty_terms set billed = false`
	return ids
}

const monthly = (unitPrice: string) => ({
	...{ description: 'Hire', quantity: '1', unitPrice, interval: { unit: 'month', count: 1 } as const },
})

async function agree(customerId: string, more: object) {
	const { books } = world
	const { id } = expectOk(
		await act(books, system, createContract, {
			...{ customerId, currency: 'EUR', timing: 'advance', alignment: 'anniversary', paymentTermDays: 0, ...more },
		} as never),
	)
	expectOk(await act(books, system, activateContract, { id }))
	return id
}

async function runOn(on: string) {
	world.clock.standOn(Temporal.PlainDate.from(on))
	await bill(world.books, system, world.clock.today(), 1)
}

const tell = async (contractId: string, on?: string) =>
	expectOk(await look(world.books, finance, findPenalty, { contractId, on }))

describe('what settles everything', () => {
	test('on a day to come is what is open and what will be invoiced by then, with the interest of both', async () => {
		world.clock.standOn('2026-01-10')
		const { id: customerId } = await welcome(world.books)
		const id = await agree(customerId, {
			startsOn: '2026-01-10',
			lines: [
				monthly('100'),
				{ description: 'Transport', quantity: '1', unitPrice: '70', interval: null, startsOn: '2026-02-20' },
				{ description: 'Fetching', quantity: '1', unitPrice: '30', interval: null, startsOn: '2026-06-01' },
			],
		})
		await runOn('2026-01-10')
		expect(await tell(id)).toMatchObject({ openMinor: 100_00n, comingMinor: 0n, afterMinor: 100_00n })
		// 10 January, 10 February, 20 February; 51, 20 and 10 days late.
		const told = await tell(id, '2026-03-02')
		expect(told).toMatchObject({ openMinor: 270_00n, comingMinor: 170_00n, accruedMinor: 2_55n + 1_00n + 35n })
		expect(told).toMatchObject({ payOffMinor: 273_90n, afterMinor: 30_00n })
		expect(told.claims.map(({ dueOn, comesOn, openMinor }) => [dueOn, comesOn, openMinor])).toEqual([
			['2026-01-10', null, 100_00n],
			['2026-02-10', '2026-02-10', 100_00n],
			['2026-02-20', '2026-02-20', 70_00n],
		])
		// The interest of the days and what rounding once makes of them is what is asked for.
		for (const { spans, roundingMinor, accruedMinor } of told.claims)
			expect(spans.reduce((sum, { interestMinor }) => sum + interestMinor, roundingMinor)).toBe(accruedMinor)
		// What was told of it is what is told on it.
		for (const on of ['2026-02-10', '2026-02-20', '2026-03-02']) await runOn(on)
		const { claims: _, comingMinor, ...same } = await tell(id)
		expect(comingMinor).toBe(0n)
		expect(told).toMatchObject(same)
	})

	test('on a day that is over is without what was invoiced after it, and with what was taken back after it', async () => {
		world.clock.standOn('2026-04-01')
		const { id: customerId } = await welcome(world.books)
		const id = await agree(customerId, { startsOn: '2026-04-01', lines: [monthly('100')] })
		for (const on of ['2026-04-01', '2026-05-01', '2026-06-01']) await runOn(on)
		expect(await tell(id, '2026-04-30')).toMatchObject({ openMinor: 100_00n, payOffMinor: 101_45n, afterMinor: null })
		expect(await tell(id, '2026-03-31')).toMatchObject({ openMinor: 0n, payOffMinor: 0n })
		const [second] = await world.sql<
			{ id: string }[]
		>`select id from invoice where contract_id = ${id} order by due_on offset 1`
		expectOk(await act(world.books, finance, decided(voidInvoice), { id: second?.id ?? '', reason: 'Not delivered' }))
		expect((await tell(id, '2026-05-31')).openMinor).toBe(200_00n)
		expect((await tell(id)).openMinor).toBe(200_00n)
		for (const on of ['2026-04-30', '2026-05-31', '2026-06-01']) {
			const { accounts } = expectOk(await look(world.books, finance, findStatement, { contractId: id, on }))
			expect([on, (await tell(id, on)).openMinor]).toEqual([on, accounts[0]?.openMinor])
		}
	})

	test('is paid by whoever owes it: what is only stated is invoiced first, once', async () => {
		const { books, sql, clock } = world
		clock.standOn('2026-06-02')
		const customer = await welcome(books)
		const id = await agree(customer.id, { startsOn: '2026-06-02', lines: [monthly('100')] })
		await runOn('2026-06-02')
		clock.standOn('2026-06-22')
		const before = await tell(id)
		expect(before).toMatchObject({ openMinor: 100_00n, dueMinor: 1_00n, payOffMinor: 101_00n })
		const stranger = await welcome(books, 'Halden')
		expect(await act(books, stranger.actor, billOwedPenalty, { contractId: id })).toMatchObject({
			refusal: { code: 'not_found' },
		})
		const invoice = expectOk(await act(books, customer.actor, billOwedPenalty, { contractId: id }))
		expect(await sql`select total_minor from invoice where id = ${invoice?.id ?? ''}`).toEqual([{ total_minor: 1_00n }])
		expect(await tell(id)).toMatchObject({ openMinor: 101_00n, dueMinor: 0n, payOffMinor: before.payOffMinor })
		expect(expectOk(await act(books, customer.actor, billOwedPenalty, { contractId: id }))).toBeNull()
		const money = { customerId: customer.id, currency: 'EUR', receivedOn: '2026-06-22', method: 'transfer' } as const
		const open = await sql<{ id: string; minor: bigint }[]>`
			select id, total_minor - settled_minor as minor from invoice where contract_id = ${id} and settled_minor < total_minor`
		for (const { id: invoiceId, minor: amountMinor } of open)
			expectOk(
				await act(books, finance, recordReceipts, [
					{ ...money, amountMinor, reference: '', invoiceId, importKey: invoiceId },
				]),
			)
		expect(await tell(id)).toMatchObject({ openMinor: 0n, dueMinor: 0n, payOffMinor: 0n })
	})

	test('counts of an invoice over several contracts the part of the contract, and of what was paid of it its share', async () => {
		const { books, sql, clock } = world
		clock.standOn('2026-07-01')
		const { id: customerId } = await welcome(books)
		const ids: string[] = []
		for (const endsOn of ['2026-07-11', '2026-07-21'])
			ids.push(await agree(customerId, { startsOn: '2026-07-01', endsOn, lines: [monthly('310')] }))
		await runOn('2026-07-01')
		const [contractId = ''] = ids
		const change = { kind: 'co_terminate' as const, endsOn: '2026-07-31', parts: ids.map((id) => ({ contractId: id })) }
		const { seen } = expectOk(await look(books, system, previewChange, { contractId, change }))
		const { invoiceIds } = expectOk(await act(books, system, applyChange, { contractId, change, seen }))
		const [own] = await sql<{ open: bigint }[]>`
			select sum(total_minor - settled_minor)::bigint as open from invoice where contract_id = ${contractId} and kind = 'invoice'`
		expect((await tell(contractId)).openMinor).toBe((own?.open ?? 0n) + 200_00n)
		const money = {
			customerId,
			currency: 'EUR',
			amountMinor: 99_99n,
			receivedOn: '2026-07-05',
			method: 'transfer',
		} as const
		clock.standOn('2026-07-10')
		const receipt = { ...money, reference: '', invoiceId: invoiceIds[0] ?? '', importKey: 'joint' }
		expectOk(await act(books, finance, recordReceipts, [receipt]))
		expect((await tell(contractId, '2026-07-04')).openMinor).toBe((own?.open ?? 0n) + 200_00n)
		expect((await tell(contractId)).openMinor).toBe((own?.open ?? 0n) + 200_00n - 66_66n)
		for (const id of ids) {
			const { accounts } = expectOk(await look(books, finance, findStatement, { contractId: id }))
			expect((await tell(id)).openMinor).toBe(accounts[0]?.openMinor)
		}
		// Each bears penalty interest on its own part: 4 days on the whole of it, 5 on what was left.
		const jointly = async (id: string) => (await tell(id)).claims.find(({ invoiceId }) => invoiceId === invoiceIds[0])
		expect(await jointly(contractId)).toMatchObject({ amountMinor: 200_00n, accruedMinor: 73n, dueMinor: 73n })
		expect(await jointly(ids[1] ?? '')).toMatchObject({ amountMinor: 100_00n, accruedMinor: 37n, dueMinor: 37n })
		const owed = await act(books, finance, readOwed, { customerId, currency: 'EUR' })
		expect(expectOk(owed).invoices.find(({ id }) => id === invoiceIds[0])?.penaltyMinor).toBe(73n + 37n)
		expect(await toBill(world, '2026-08-01')).toEqual(expect.arrayContaining(ids))
		expectOk(await act(books, finance, billOwedPenalty, { contractId: ids[1] ?? '' }))
		expect(await jointly(ids[1] ?? '')).toMatchObject({ billedMinor: 37n, dueMinor: 0n })
		expect(await jointly(contractId)).toMatchObject({ billedMinor: 0n, dueMinor: 73n })
		// Whoever settles one of them gets the last invoice that bills it, though it bills another contract too.
		await settledBefore(world, contractId)
		const { lastInvoiceId } = expectOk(await look(books, finance, findCertificateFacts, { contractId }))
		expect(lastInvoiceId).toBe(invoiceIds[0])
	})
})
