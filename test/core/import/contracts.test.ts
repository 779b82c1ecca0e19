import { describe, expect, it } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { bill } from '#core/invoice/run.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { bringIn, contractHeader, contractMap, contracts, customerMap, customers, importer } from './bring-in.ts'

const counts = (created: number, updated: number, unchanged: number, rejected: number) => ({
	created,
	updated,
	unchanged,
	rejected,
})

async function openWithCustomers(on = '2026-03-01'): Promise<World> {
	const world = await openBooks({ on })
	await bringIn(world.books, customerMap, customers)
	return world
}

const lines = (world: World) => world.sql`
	select contract.import_key as key, contract.state, contract.starts_on::text as starts, contract.ends_on::text as ends,
		line.description, line.interval_count || ' ' || line.interval_unit as interval, trim_scale(state.quantity)::text as quantity,
		trim_scale(state.unit_price)::text as price, product.name as product, plan.name as plan
	from contract join contract_line as line on line.contract_id = contract.id
		join contract_line_state as state on state.contract_line_id = line.id
		left join product on product.id = line.product_id left join plan on plan.id = line.plan_id
	order by contract.import_key, state.sequence`

describe('importing contracts', () => {
	it('brings them into force with the price of one piece for one interval', async () => {
		await using world = await openWithCustomers()
		expect(await bringIn(world.books, contractMap, contracts)).toMatchObject(counts(4, 0, 0, 0))
		const common = { state: 'active', ends: null }
		expect(await lines(world)).toEqual([
			{
				...common,
				key: 'S-1',
				starts: '2026-01-15',
				description: 'Pro',
				interval: '1 month',
				quantity: '10',
				price: '100',
				product: 'Pro',
				plan: 'Pro, 1 month',
			},
			{
				...common,
				key: 'S-2',
				starts: '2026-02-01',
				ends: '2026-12-31',
				description: 'Basic',
				interval: '1 year',
				quantity: '3',
				price: '1200',
				product: 'Basic',
				plan: 'Basic, 1 year',
			},
			{
				...common,
				key: 'S-3',
				starts: '2026-02-10',
				description: 'Pro',
				interval: '1 month',
				quantity: '5',
				price: '0',
				product: 'Pro',
				plan: 'Pro, 1 month',
			},
			{
				...common,
				key: 'S-4',
				starts: '2025-06-01',
				ends: '2025-06-01',
				description: 'Basic',
				interval: '1 month',
				quantity: '1',
				price: '50',
				product: 'Basic',
				plan: 'Basic, 1 month',
			},
		])
		const movements = await world.sql`
			select import_key as key, moved_on::text as day, kind, amount_minor from mrr_movement
				join contract on contract.id = contract_id order by moved_on, import_key`
		expect(movements).toEqual([
			{ key: 'S-4', day: '2025-06-01', kind: 'new', amount_minor: 5000n },
			{ key: 'S-4', day: '2025-06-02', kind: 'churn', amount_minor: -5000n },
			{ key: 'S-1', day: '2026-01-15', kind: 'reactivation', amount_minor: 100_000n },
			{ key: 'S-2', day: '2026-02-01', kind: 'new', amount_minor: 30_000n },
			{ key: 'S-2', day: '2027-01-01', kind: 'churn', amount_minor: -30_000n },
		])
	})

	it('twice changes nothing', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		const all = async () => [
			await world.sql`select * from contract order by id`,
			await world.sql`select * from amendment order by id`,
			await world.sql`select * from contract_line_state order by contract_line_id, sequence`,
			await world.sql`select * from mrr_movement order by id`,
			await world.sql`select * from product order by id`,
		]
		const before = await all()
		expect(await bringIn(world.books, contractMap, contracts)).toMatchObject(counts(0, 0, 4, 0))
		expect(await all()).toEqual(before)
	})

	it('bills them from their start, but not what was billed elsewhere', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, { ...contractMap, constants: { billFrom: '2026-03-01' } }, contracts)
		await bill(world.books, importer, Temporal.PlainDate.from('2026-03-31'))
		const invoices = await world.sql`
			select import_key as key, invoice.total_minor as total, line.period_from::text as from, line.period_to::text as to
			from invoice join contract on contract.id = invoice.contract_id join invoice_line as line on line.invoice_id = invoice.id
			where invoice.total_minor > 0
			order by import_key, line.period_from`
		expect(invoices.map((invoice) => `${invoice.key} ${invoice.from} ${invoice.to} ${invoice.total}`)).toEqual([
			'S-1 2026-03-15 2026-04-15 100000',
		])
		const closed = await world.sql`select import_key as key from contract where state = 'closed'`
		expect(closed).toEqual([{ key: 'S-4' }])
	})

	it('amends a contract in force where the file has changed, and charges only the difference', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		const next = contracts.replace('10,"1,000.00"', '12,"1,200.00"').replace('PO-7', 'PO-8')
		expect(await bringIn(world.books, contractMap, next)).toMatchObject(counts(0, 1, 3, 0))
		const [first, second] = (await lines(world)).filter((line) => line.key === 'S-1')
		expect([first?.quantity, second?.quantity, second?.price]).toEqual(['10', '12', '100'])
		const amendments = await world.sql`
			select sequence, kind, effective_on::text as on, reason from amendment join contract on contract.id = contract_id
			where import_key = 'S-1' order by sequence`
		expect(amendments).toEqual([
			{ sequence: 1, kind: 'original', on: '2026-01-15', reason: '' },
			{ sequence: 2, kind: 'change', on: '2026-03-01', reason: 'import' },
		])
		const [contract] = await world.sql`select purchase_order as po from contract where import_key = 'S-1'`
		expect(contract).toEqual({ po: 'PO-8' })
		expect(await bringIn(world.books, contractMap, next)).toMatchObject(counts(0, 0, 4, 0))
	})

	it('gives a contract in force the end that the file now has', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		const next = contracts.replace('2026-01-15,,', '2026-01-15,2026-06-30,')
		expect(await bringIn(world.books, contractMap, next)).toMatchObject(counts(0, 1, 3, 0))
		const state = async () =>
			(await world.sql`select state, ends_on::text as ends from contract where import_key = 'S-1'`)[0]
		expect(await state()).toEqual({ state: 'ending', ends: '2026-06-30' })
		expect(await bringIn(world.books, contractMap, contracts)).toMatchObject(counts(0, 1, 3, 0))
		expect(await state()).toEqual({ state: 'active', ends: null })
	})

	it('rejects what an agreement in force cannot change', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		const next = contracts
			.replace('2026-01-15', '2026-01-16')
			.replace('300,annual', '300,monthly')
			.replace('S-3,A-3', 'S-3,A-1')
		expect((await bringIn(world.books, contractMap, next)).problems).toEqual([
			'2: cannot_change start',
			'3: cannot_change interval',
			'4: cannot_change customer',
		])
	})

	it('rejects a change of a contract that is closed, in the words of the verb that refuses', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		await bill(world.books, importer, Temporal.PlainDate.from('2026-03-01'))
		const next = contracts.replace('1,50,monthly', '2,100,monthly')
		const result = await bringIn(world.books, contractMap, next)
		expect(result.problems).toEqual(['5: refused quantity'])
		const [row] =
			await world.sql`select problems->0->'facts'->>'code' as code from import_rejected where batch_id = ${result.id}`
		expect(row?.code).toBe('contract.not_allowed_in_state')
	})

	it('leaves a change made here alone while the file does not change', async () => {
		await using world = await openWithCustomers()
		await bringIn(world.books, contractMap, contracts)
		const { amendContract } = await import('#core/import/amend-contract.ts')
		const [line] = await world.sql<{ id: string; contract: string }[]>`
			select line.id, contract_id as contract from contract_line as line join contract on contract.id = contract_id
			where import_key = 'S-1'`
		const change = { lineId: line?.id ?? '', set: { quantity: '11' } }
		expectOk(
			await act(world.books, importer, amendContract, {
				id: line?.contract ?? '',
				effectiveOn: '2026-03-01',
				changes: [change],
			}),
		)
		expect(await bringIn(world.books, contractMap, contracts)).toMatchObject(counts(0, 0, 4, 0))
		const next = contracts.replace('10,"1,000.00"', '12,"1,200.00"')
		expect(await bringIn(world.books, contractMap, next)).toMatchObject({ ...counts(0, 0, 3, 0), conflicts: 1 })
		const reject = { ...contractMap, onConflict: 'reject' as const }
		expect((await bringIn(world.books, reject, next)).problems).toEqual(['2: changed_here quantity'])
	})

	it('rejects each row that cannot be a contract, with its row, column and reason', async () => {
		await using world = await openWithCustomers()
		const bad = `${contractHeader}
T-1,A-1,Pro,2026-05-01,2026-04-30,1,10,monthly,no,
T-2,A-9,Pro,2026-05-01,,1,10,monthly,no,
T-3,A-1,Pro,2026-02-30,,1,10,monthly,no,
T-4,A-1,Pro,2026-05-01,,-1,10,monthly,no,
T-5,A-1,Pro,2026-05-01,,0,10,monthly,no,
T-6,A-1,Pro,2026-05-01,,1,10,sometimes,no,
T-7,A-1,Pro,,,1,10,monthly,no,
T-8,A-1,Pro,2026-05-01,,1,,monthly,no,
T-9,A-1,Pro,2026-05-01,,1,ten,monthly,maybe,
T-10,A-1,Pro,2026-05-01,,0,0,monthly,no,
T-11,A-1,Pro,2026-05-01,,1,,monthly,yes,
T-11,A-1,Pro,2026-05-01,,1,10,monthly,no,
T-13,,Pro,2026-05-01,,1,10,monthly,no,
T-14,A-1,Pro,2026-05-01,,1.23456789012,10,monthly,no,
T-15,A-1,Pro,2026-05-01,9999-12-31,1,10,monthly,no,
`
		const result = await bringIn(world.books, contractMap, bad)
		expect(result.problems).toEqual([
			'2: ends_before_start end',
			'3: customer_unknown customer',
			'4: day_unreadable start',
			'5: number_negative quantity',
			'6: quantity_zero quantity',
			'7: interval_unknown interval',
			'8: value_missing start',
			'9: value_missing amount',
			'10: number_unreadable amount',
			'10: choice_unknown trial',
			'14: value_missing customer',
			'15: number_too_long quantity',
		])
		expect(result).toMatchObject({ ...counts(3, 0, 0, 11), conflicts: 1 })
	})

	it('finds customers by our number or their name, and rejects a name that two share', async () => {
		await using world = await openWithCustomers()
		await bringIn(
			world.books,
			customerMap,
			customers.replaceAll('A-', 'Z-').replace('Acme GmbH', 'acme gmbh').replace('Бета', 'Вега'),
		)
		const { customer: _, ...columns } = contractMap.columns
		const map = { ...contractMap, columns: { ...columns, customerName: 'Account', customerNumber: 'PO' } }
		const file = `${contractHeader}
U-1,Бета ООО,Pro,2026-05-01,,1,10,monthly,no,
U-2,Acme GmbH,Pro,2026-05-01,,1,10,monthly,no,
U-3,,Pro,2026-05-01,,1,10,monthly,no,C-00003
`
		expect((await bringIn(world.books, map, file)).problems).toEqual(['3: customer_ambiguous customerName'])
	})

	it('refuses a currency that is not its customer’s', async () => {
		await using world = await openWithCustomers()
		const result = await bringIn(world.books, { ...contractMap, constants: { currency: 'USD' } }, contracts)
		expect(result.problems).toEqual([2, 3, 4, 5].map((row) => `${row}: currency_differs currency`))
	})

	it('may leave them as drafts, and then a changed row writes the draft anew', async () => {
		await using world = await openWithCustomers()
		const map = { ...contractMap, activate: false }
		await bringIn(world.books, map, contracts)
		const next = contracts.replace('2026-01-15', '2026-01-16').replace('300,annual', '300,monthly')
		expect(await bringIn(world.books, map, next)).toMatchObject(counts(0, 2, 2, 0))
		expect(
			(await lines(world)).slice(0, 2).map((line) => [line.state, line.starts, line.interval, line.price]),
		).toEqual([
			['draft', '2026-01-16', '1 month', '100'],
			['draft', '2026-02-01', '1 month', '100'],
		])
		expect(await bringIn(world.books, map, next)).toMatchObject(counts(0, 0, 4, 0))
	})
})
