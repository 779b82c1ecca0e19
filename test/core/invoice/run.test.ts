import { afterAll, expect, test } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { LineInput } from '#core/contract/input.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { createCustomer } from '#core/customer/create.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { endContract } from '#core/import/end-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { openBooks, type World } from '#test/support/books.ts'

const clerk: Actor = { kind: 'system', name: 'test' }
const worlds: World[] = []
afterAll(() => Promise.all(worlds.map((world) => world.close())))

const seats: LineInput = {
	description: 'Seats',
	quantity: '3',
	unitPrice: '10.00',
	interval: { unit: 'month', count: 1 },
}

async function contractFrom(
	on: string,
	lines: LineInput[],
	more: { timing?: 'advance' | 'arrears'; endsOn?: string } = {},
) {
	const world = await openBooks({ on })
	worlds.push(world)
	const customer = expectOk(
		await act(world.books, clerk, createCustomer, {
			name: 'Acme',
			language: 'en',
			currency: 'EUR',
			email: 'pay@acme.example',
			country: 'DE',
		}),
	)
	const contract = expectOk(
		await act(world.books, clerk, createContract, {
			customerId: customer.id,
			currency: 'EUR',
			startsOn: on,
			lines,
			...more,
		}),
	)
	expectOk(await act(world.books, clerk, activateContract, { id: contract.id }))
	return { ...world, contractId: contract.id, customerId: customer.id }
}

const day = (text: string) => Temporal.PlainDate.from(text)

async function totals(world: World): Promise<string[]> {
	const rows = await world.sql<{ line: string }[]>`
		select number || ' ' || billed_for || ' ' || total_minor as line from invoice order by billed_for, number`
	return rows.map((row) => row.line)
}

async function lineIds(world: World): Promise<string[]> {
	return (await world.sql<{ id: string }[]>`select id from contract_line order by position`).map((row) => row.id)
}

async function balance(world: World): Promise<Record<string, bigint>> {
	const rows = await world.sql<{ account: string; sum: bigint }[]>`
		select account, sum(amount_minor)::bigint as sum from journal_line group by 1`
	return Object.fromEntries(rows.map((row) => [row.account, row.sum]))
}

test('a late run bills every month it missed, each once, and the next run finds nothing', async () => {
	const world = await contractFrom('2026-01-31', [seats])
	world.clock.standOn('2026-04-15')
	const first = await bill(world.books, clerk, day('2026-04-15'))
	expect(first).toMatchObject({ invoices: 3, lines: 3, totals: { EUR: 9000n } })
	expect(await totals(world)).toEqual([
		'INV-000001 2026-01-31 3000',
		'INV-000002 2026-02-28 3000',
		'INV-000003 2026-03-31 3000',
	])
	const second = await bill(world.books, clerk, day('2026-04-15'))
	expect(second.invoices).toBe(0)
})

test('what the preview shows is to the minor unit what the run invoices, through a change and an end', async () => {
	const world = await contractFrom('2026-01-10', [
		seats,
		{ ...seats, description: 'Support', unitPrice: '99.99', quantity: '1' },
	])
	await bill(world.books, clerk, day('2026-01-10'))
	const [line] = await lineIds(world)
	expectOk(
		await act(world.books, clerk, amendContract, {
			id: world.contractId,
			effectiveOn: '2026-02-20',
			changes: [{ lineId: line ?? '', set: { quantity: '5' } }],
		}),
	)
	const shown = expectOk(await act(world.books, clerk, previewInvoices, { id: world.contractId, count: 4 }))
	world.clock.standOn('2026-04-11')
	await bill(world.books, clerk, day('2026-04-11'))
	const billed = await world.sql<{ on: string; total: bigint }[]>`
		select billed_for::text as on, total_minor as total from invoice where billed_for > '2026-01-10' order by 1`
	expect(shown.map((invoice) => ({ on: invoice.on.toString(), total: invoice.totalMinor }))).toEqual([...billed])
})

test('a raise inside a paid period credits the unused part and charges the new state', async () => {
	const world = await contractFrom('2026-03-01', [seats])
	await bill(world.books, clerk, day('2026-03-01'))
	const [line] = await lineIds(world)
	world.clock.standOn('2026-03-11')
	expectOk(
		await act(world.books, clerk, amendContract, {
			id: world.contractId,
			effectiveOn: '2026-03-11',
			changes: [{ lineId: line ?? '', set: { quantity: '5' } }],
		}),
	)
	await bill(world.books, clerk, day('2026-03-11'))
	const rows = await world.sql`select kind, net_minor from invoice_line order by period_from, net_minor`
	expect([...rows]).toEqual([
		{ kind: 'period', net_minor: 3000n },
		{ kind: 'credit', net_minor: -2032n },
		{ kind: 'charge', net_minor: 3387n },
	])
})

test('an end inside an unpaid period gives a credit note that settles the invoice in part, and the contract closes', async () => {
	const world = await contractFrom('2026-03-01', [seats])
	await bill(world.books, clerk, day('2026-03-01'))
	world.clock.standOn('2026-03-11')
	expectOk(await act(world.books, clerk, endContract, { id: world.contractId, endsOn: '2026-03-15', reason: 'moving' }))
	await bill(world.books, clerk, day('2026-03-11'))
	const rows = await world.sql`select kind, total_minor, settled_minor from invoice order by kind desc`
	expect([...rows]).toEqual([
		{ kind: 'invoice', total_minor: 3000n, settled_minor: 1548n },
		{ kind: 'credit_note', total_minor: -1548n, settled_minor: 1548n },
	])
	world.clock.standOn('2026-03-16')
	await bill(world.books, clerk, day('2026-03-16'))
	const [contract] = await world.sql`select state, closed_on::text from contract`
	expect(contract).toEqual({ state: 'closed', closed_on: '2026-03-16' })
	const sums = await balance(world)
	expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0n)).toBe(0n)
	expect(sums.receivable).toBe(1452n)
})

test('a voided invoice is balanced by its credit note, and billed again only when asked', async () => {
	const world = await contractFrom('2026-03-01', [seats])
	await bill(world.books, clerk, day('2026-03-01'))
	const [invoice] = await world.sql<{ id: string }[]>`select id from invoice`
	expectOk(await act(world.books, clerk, voidInvoice, { id: invoice?.id ?? '', reason: 'wrong address', again: true }))
	const again = await bill(world.books, clerk, day('2026-03-01'))
	expect(again).toMatchObject({ invoices: 1, totals: { EUR: 3000n } })
	const states = await world.sql`select number, state, total_minor from invoice order by number`
	expect([...states]).toEqual([
		{ number: 'CN-00001', state: 'issued', total_minor: -3000n },
		{ number: 'INV-000001', state: 'void', total_minor: 3000n },
		{ number: 'INV-000002', state: 'issued', total_minor: 3000n },
	])
})

test('movements follow the contract: new, expansion, churn, and they sum to the MRR of the day', async () => {
	const world = await contractFrom('2026-03-01', [seats])
	const [line] = await lineIds(world)
	expectOk(
		await act(world.books, clerk, amendContract, {
			id: world.contractId,
			effectiveOn: '2026-04-01',
			changes: [{ lineId: line ?? '', set: { quantity: '4' } }],
		}),
	)
	expectOk(await act(world.books, clerk, endContract, { id: world.contractId, endsOn: '2026-06-30', reason: 'budget' }))
	const rows = await world.sql`select moved_on::text as on, kind, amount_minor from mrr_movement order by moved_on`
	expect([...rows]).toEqual([
		{ on: '2026-03-01', kind: 'new', amount_minor: 3000n },
		{ on: '2026-04-01', kind: 'expansion', amount_minor: 1000n },
		{ on: '2026-07-01', kind: 'churn', amount_minor: -4000n },
	])
})

test('a contract that cannot be billed is named and left due, and the others are billed', async () => {
	const world = await contractFrom('2026-03-01', [seats])
	const second = expectOk(
		await act(world.books, clerk, createContract, {
			customerId: world.customerId,
			currency: 'EUR',
			startsOn: '2026-03-01',
			lines: [{ ...seats, quantity: '999999999999999', unitPrice: '999999999999' }],
		}),
	)
	// Its amount is beyond what the database can hold, as a broken row would be: no trigger would have let it in.
	await world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`
			with activated as (update contract set state = 'active', activated_at = now() where id = ${second.id} returning id, starts_on)
			insert into contract_billing (contract_id, next_due_on) select id, starts_on from activated`
	})
	const run = await bill(world.books, clerk, day('2026-03-01'))
	expect(run).toMatchObject({ invoices: 1, failed: [{ id: second.id }] })
	expect(await totals(world)).toEqual(['INV-000001 2026-03-01 3000'])
	expect((await bill(world.books, clerk, day('2026-03-01'))).failed).toHaveLength(1)
})

test('an invoice of nothing has its number and its place in the list, and no letter and no charge', async () => {
	const world = await contractFrom('2026-03-01', [{ ...seats, unitPrice: '0' }])
	await bill(world.books, clerk, day('2026-03-01'))
	expect(await totals(world)).toEqual(['INV-000001 2026-03-01 0'])
	expect(await world.sql`select from outbox`).toHaveLength(0)
	world.clock.standOn('2026-04-01')
	const [line] = await lineIds(world)
	const dearer = { lineId: line ?? '', set: { unitPrice: '1.00' } }
	const change = { id: world.contractId, effectiveOn: '2026-04-01', changes: [dearer] }
	expectOk(await act(world.books, clerk, amendContract, change))
	await bill(world.books, clerk, day('2026-04-01'))
	expect(await world.sql`select from outbox where kind = 'mail'`).toHaveLength(1)
})
