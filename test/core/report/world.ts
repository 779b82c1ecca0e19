// A small company living through a year by chance: every kind of thing that a figure counts happens in it.

import { type Actor, act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import type { LineInput } from '#core/contract/input.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { createCustomer } from '#core/customer/create.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { endContract } from '#core/import/end-contract.ts'
import { issueInvoices } from '#core/invoice/issue.ts'
import { bill } from '#core/invoice/run.ts'
import { confirmPayment } from '#core/payment/confirm.ts'
import { startPayment } from '#core/payment/start.ts'
import { addProduct } from '#core/product/add.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Chance, chanceFrom } from '#db/demo/chance.ts'
import { dispute, refund } from '#test/core/payment/shares.ts'
import { madeOnce, openBooks, type World } from '#test/support/books.ts'

export const office: Actor = { kind: 'system', name: 'test' }

type Cast = {
	customers: { id: string; currency: string; buyerId: string }[]
	products: { id: string; planId: string | null; interval: LineInput['interval'] }[]
	contracts: { id: string; customerId: string; currency: string }[]
}

const lastDay = '2026-10-31'

/** The books of such a year, on its last day; it is lived once in a run, and each who asks has a copy of their own. */
export async function livedYear(seed: number): Promise<World> {
	return await openBooks({ on: lastDay, like: await madeOnce(`year_${seed}`, () => liveYear(seed)) })
}

async function liveYear(seed: number): Promise<World> {
	const world = await openBooks({ on: '2025-10-01' })
	const chance = chanceFrom(seed)
	const cast = await makeCast(world)
	for (
		let day = Temporal.PlainDate.from('2025-10-01');
		day.toString() < '2026-11-01';
		day = day.add({ days: 2 + chance.number(8) })
	) {
		world.clock.standOn(day)
		await happen(world, cast, chance)
		await bill(world.books, office, day, 1)
		if (chance.of(80)) await pay(world, chance)
	}
	await switchLines(world, cast)
	world.clock.standOn(Temporal.PlainDate.from(lastDay))
	await bill(world.books, office, Temporal.PlainDate.from(lastDay), 1)
	return world
}

async function makeCast(world: World): Promise<Cast> {
	const { books } = world
	const groups: string[] = []
	for (const name of ['North', 'South']) groups.push(expectOk(await act(books, office, addGroup, { name })).id)
	const users: string[] = []
	for (const [index, name] of ['Ada', 'Bo', 'Cleo'].entries()) {
		const user = { name, email: `${name}@halden.example`, role: 'salesperson' as const }
		const own = [{ id: groups[index % 2] ?? '', lead: false }]
		users.push(expectOk(await act(books, office, addUser, { ...user, language: 'en', groups: own })).id)
	}
	const products: Cast['products'] = []
	const intervals = [
		{ unit: 'month', count: 1 },
		{ unit: 'month', count: 3 },
		{ unit: 'year', count: 1 },
		null,
	] as const
	for (const [index, interval] of intervals.entries()) {
		const plan = interval ? { plan: { name: 'Usual', interval } } : {}
		const product = {
			code: `P${index}`,
			name: `Product ${index}`,
			kind: interval ? ('plan' as const) : ('fee' as const),
			unit: 'piece',
			prices: {},
			...plan,
		}
		products.push({ ...expectOk(await act(books, office, addProduct, product)), interval })
	}
	const customers: Cast['customers'] = []
	for (let index = 0; index < 9; index++) {
		const currency = ['EUR', 'EUR', 'USD', 'JPY'][index % 4] ?? 'EUR'
		const country = ['DE', 'AT', 'FR'][index % 3] ?? 'DE'
		const industry = ['Printing', '', 'Logistics'][index % 3] ?? ''
		const party = {
			name: `Customer ${index}`,
			language: index % 2 ? ('ru' as const) : ('en' as const),
			currency,
			country,
			industry,
			street: 'Hafen 4',
			city: 'Hamburg',
		}
		const belongs = index === 8 ? {} : { groupId: groups[index % 2] ?? null, ownerId: users[index % 3] ?? null }
		const { id } = expectOk(
			await act(books, office, createCustomer, { ...party, email: `c${index}@buyer.example`, ...belongs }),
		)
		const [row] = await world.sql<
			{ buyerId: string }[]
		>`select billing_party_id as "buyerId" from customer where id = ${id}`
		customers.push({ id, currency, buyerId: row?.buyerId ?? '' })
	}
	return { customers, products, contracts: [] }
}

async function happen(world: World, cast: Cast, chance: Chance): Promise<void> {
	const what = chance.number(100)
	if (what < 40 || cast.contracts.length < 3) return await agree(world, cast, chance)
	const contract = chance.pick(cast.contracts)
	if (what < 60) return await amend(world, contract.id, chance)
	if (what < 72) return await end(world, contract.id, chance)
	if (what < 82) return await billJointly(world, cast, chance)
	if (what < 90) return await takeBack(world, chance)
	await giveBack(world, chance)
}

async function agree(world: World, cast: Cast, chance: Chance): Promise<void> {
	const customer = chance.pick(cast.customers)
	const lines = Array.from({ length: 1 + chance.number(3) }, (_, index): LineInput => {
		const { id, planId, interval } = chance.pick(cast.products)
		return {
			description: `Line ${index}`,
			...(chance.of(80) && { productId: id, planId }),
			interval,
			quantity: String(1 + chance.number(5)),
			unitPrice:
				customer.currency === 'JPY'
					? String(1000 + chance.number(9000))
					: `${10 + chance.number(300)}.${10 + chance.number(90)}`,
			discountPercent: chance.pick(['0', '0', '10', '12.5', '33.3', '100']),
		}
	})
	const today = world.clock.today()
	const startsOn = today.add({ days: chance.number(20) })
	const endsOn = chance.of(25) ? startsOn.add({ days: 40 + chance.number(500) }).toString() : null
	const terms = { customerId: customer.id, currency: customer.currency, startsOn: startsOn.toString(), endsOn, lines }
	const { id } = expectOk(await act(world.books, office, createContract, terms))
	expectOk(await act(world.books, office, activateContract, { id }))
	cast.contracts.push({ id, customerId: customer.id, currency: customer.currency })
}

// What the contract's state does not allow any more is refused, and nothing happens.
async function amend(world: World, id: string, chance: Chance): Promise<void> {
	const lines = await world.sql<
		{ id: string }[]
	>`select id from contract_line where contract_id = ${id} and interval_unit is not null order by position`
	if (lines.length === 0) return
	const changes = [
		{
			lineId: chance.pick(lines).id,
			set: { quantity: String(chance.number(8)), discountPercent: chance.pick(['0', '15']) },
		},
	]
	await act(world.books, office, amendContract, { id, effectiveOn: world.clock.today().toString(), changes })
}

async function end(world: World, id: string, chance: Chance): Promise<void> {
	const endsOn = world.clock
		.today()
		.add({ days: chance.number(40) })
		.toString()
	await act(world.books, office, endContract, { id, endsOn, reason: chance.pick(['Too dear', 'Not needed', '']) })
}

/** Two lines that change places: what the contract brings stays, what each product brings does not. */
async function switchLines(world: World, { customers, products }: Cast): Promise<void> {
	const [customer] = customers
	const lines = products.slice(0, 2).map(({ id, planId }, index): LineInput => {
		const price = { unitPrice: '40', discountPercent: '0', quantity: String(1 + index) }
		return { description: 'Half', productId: id, planId, interval: { unit: 'month', count: 1 }, ...price }
	})
	const terms = { customerId: customer?.id ?? '', currency: 'EUR', startsOn: '2026-03-05', endsOn: null, lines }
	const { id } = expectOk(await act(world.books, office, createContract, terms))
	expectOk(await act(world.books, office, activateContract, { id }))
	const own = await world.sql<
		{ id: string }[]
	>`select id from contract_line where contract_id = ${id} order by position`
	const changes = own.map(({ id: lineId }, index) => ({ lineId, set: { quantity: String(2 - index) } }))
	expectOk(await act(world.books, office, amendContract, { id, effectiveOn: '2026-08-20', changes }))
}

/** One invoice over contracts of one customer, and something that is of none. */
async function billJointly(world: World, cast: Cast, chance: Chance): Promise<void> {
	const customer = chance.pick(cast.customers)
	const own = cast.contracts.filter(({ customerId }) => customerId === customer.id)
	const lines = [...own.slice(0, 3), null].map((contract) => {
		const netMinor = BigInt(1 + chance.number(9999))
		return {
			kind: 'manual' as const,
			contractId: contract?.id ?? null,
			...{ description: 'Visit', periodFrom: null, periodTo: null, quantity: '1', unit: 'piece', unitPrice: '1' },
			...{ discountPercent: '0', netMinor, taxPercent: '19', taxLabel: 'VAT', taxMinor: netMinor / 7n, why: {} },
		}
	})
	const facts = { kind: 'invoice' as const, customerId: customer.id, contractId: null, currency: customer.currency }
	const paper = { billedFor: null, paymentTermDays: 10, language: 'en', buyerId: customer.buyerId, lines }
	expectOk(await act(world.books, office, async (scope) => issueInvoices(scope, [{ ...facts, ...paper }]), undefined))
}

async function takeBack(world: World, chance: Chance): Promise<void> {
	const issued = await world.sql<
		{ id: string }[]
	>`select id from invoice where kind = 'invoice' and state = 'issued' order by number`
	if (issued.length > 0)
		await act(world.books, office, voidInvoice, { id: chance.pick(issued).id, reason: 'Wrong', again: chance.of(50) })
}

async function giveBack(world: World, chance: Chance): Promise<void> {
	const payments = await world.sql<{ id: string; left: bigint }[]>`
		select id, amount_minor - returned_minor as left from payment where state = 'succeeded' and returned_minor = 0 order by id`
	if (payments.length === 0) return
	const { id, left } = chance.pick(payments)
	if (chance.of(60)) await refund(world, id, chance.of(50) ? left : left / 3n + 1n)
	else await dispute(world, id, left, 'open')
}

async function pay(world: World, chance: Chance): Promise<void> {
	const open = await world.sql<{ id: string; customerId: string; openMinor: bigint }[]>`
		select id, customer_id as "customerId", total_minor - settled_minor as "openMinor" from invoice
		where kind = 'invoice' and state = 'issued' and settled_minor < total_minor order by number`
	if (open.length === 0) return
	const { customerId } = chance.pick(open)
	const chosen = open.filter((invoice) => invoice.customerId === customerId).slice(0, 1 + chance.number(3))
	const invoices = chosen.map(({ id, openMinor }) => ({ id, amountMinor: openMinor }))
	const total = invoices.reduce((sum, one) => sum + one.amountMinor, 0n)
	const started = await act(world.books, office, startPayment, {
		invoices,
		shownTotalMinor: total,
		key: crypto.randomUUID(),
	})
	if (!started.ok) return
	const { id: paymentId, currency } = started.value
	// Sometimes less comes than was asked for, sometimes more.
	const receivedMinor = total + BigInt(chance.pick([0, 0, 0, 500, -1]))
	if (receivedMinor > 0n)
		expectOk(
			await act(world.books, office, confirmPayment, {
				paymentId,
				intentId: `pi_${paymentId}`,
				receivedMinor,
				currency,
			}),
		)
}
