import { afterAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, type Scope } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { type ContractInput, checkContract } from '#core/contract/input.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { writeContracts } from '#core/contract/write.ts'
import { createCustomer } from '#core/customer/create.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { endContract } from '#core/import/end-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { openBooks, type World } from '#test/support/books.ts'

/*
 * A contract that comes from elsewhere in the middle of its life: the periods before a day were billed there. A change
 * inside such a period is worth the difference, as if it had been billed here, and never the whole period anew.
 */

const clerk: Actor = { kind: 'system', name: 'test' }
const worlds: World[] = []
afterAll(() => Promise.all(worlds.map((world) => world.close())))

/** A year for 1 200.00 that was billed elsewhere on 1 September 2025; here the next one is due on 1 September 2026. */
async function takenOver(more: Partial<ContractInput> = {}, billFrom = '2026-09-01') {
	const world = await openBooks({ on: '2026-03-01' })
	worlds.push(world)
	const facts = { name: 'Acme', language: 'en' as const, currency: 'EUR', email: '', country: 'DE' }
	const customer = expectOk(await act(world.books, clerk, createCustomer, facts))
	const lines = [
		{ description: 'Seats', quantity: '10', unitPrice: '120', interval: { unit: 'year' as const, count: 1 } },
	]
	const terms = { customerId: customer.id, currency: 'EUR', startsOn: '2025-09-01', lines, ...more }
	const write = (scope: Scope) => writeContracts(scope, [{ ...checkContract(terms), billFrom }])
	const [contract] = expectOk(await act(world.books, clerk, write, undefined))
	expectOk(await act(world.books, clerk, activateContract, { id: contract?.id ?? '' }))
	const [line] = await world.sql<{ id: string }[]>`select id from contract_line`
	return { ...world, id: contract?.id ?? '', lineId: line?.id ?? '' }
}

const linesOf = async ({ sql }: World) =>
	(
		await sql<{ line: string }[]>`
		select kind || ' ' || period_from || ' ' || period_to || ' ' || net_minor as line from invoice_line order by invoice_id, position`
	).map((row) => row.line)

test('what was billed elsewhere is not billed here, and what comes after is', async () => {
	const world = await takenOver()
	expect((await bill(world.books, clerk, world.clock.today())).invoices).toBe(0)
	world.clock.standOn('2026-09-01')
	await bill(world.books, clerk, world.clock.today())
	expect(await linesOf(world)).toEqual(['period 2026-09-01 2027-09-01 120000'])
})

test('two more seats inside a period billed elsewhere cost the difference for its rest', async () => {
	const world = await takenOver()
	await bill(world.books, clerk, world.clock.today())
	world.clock.standOn('2026-03-02')
	const more = { id: world.id, effectiveOn: '2026-03-02', changes: [{ lineId: world.lineId, set: { quantity: '12' } }] }
	expectOk(await act(world.books, clerk, amendContract, more))
	const [coming] = expectOk(await act(world.books, clerk, previewInvoices, { id: world.id, count: 1 }))
	await bill(world.books, clerk, world.clock.today())
	// 183 of 365 days.
	expect(await linesOf(world)).toEqual(['credit 2026-03-02 2026-09-01 -60164', 'charge 2026-03-02 2026-09-01 72197'])
	expect(coming?.totalMinor).toBe(12033n)
	world.clock.standOn('2026-09-01')
	await bill(world.books, clerk, world.clock.today())
	expect((await linesOf(world)).at(-1)).toBe('period 2026-09-01 2027-09-01 144000')
})

test('an end inside a period billed elsewhere gives its rest back', async () => {
	const world = await takenOver()
	await bill(world.books, clerk, world.clock.today())
	world.clock.standOn('2026-03-02')
	expectOk(await act(world.books, clerk, endContract, { id: world.id, endsOn: '2026-03-31', reason: 'moving' }))
	await bill(world.books, clerk, world.clock.today())
	expect(await linesOf(world)).toEqual(['credit 2026-04-01 2026-09-01 -50301'])
})
