import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { givePriceList } from '#core/price/give-list.ts'
import { setPriceItem } from '#core/price/set-item.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { draftPriceUpdate } from '#core/price-update/draft.ts'
import { orderPriceUpdate, workOnPriceUpdate } from '#core/price-update/plan.ts'
import { draftRestructuring } from '#core/restructuring/draft.ts'
import { orderRestructuring } from '#core/restructuring/queue.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import type { Cast } from './history.ts'
import { colleague, contractsInForce, findGreeted } from './in-force.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What a partner pays for so many machines or more. */
const partnerPrices = [
	['FLEET', '0', '27.50'],
	['FLEET', '10', '25.90'],
	['FLEET', '25', '23.90'],
	['CARE', '0', '365.00'],
] as const

/** One customer sells on what we sell them, at prices of their own. */
export async function givePartnerPrices(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const [partner] = cast.customers
	const [known] = await books.sql<{ number: string }[]>`select number from customer where id = ${partner?.id ?? null}`
	if (!partner || !known) return
	const validFrom = today.with({ month: 1, day: 1 }).toString()
	const list = { name: `Partner prices ${today.year}`, currency: partner.currency, everybody: false, validFrom }
	const { id: listId } = expectOk(await act(books, actor, createPriceList, list))
	for (const [code, fromQuantity, unitPrice] of partnerPrices) {
		const product = cast.products.get(code)
		if (!product) continue
		const item = { listId, productId: product.id, planId: product.planId, fromQuantity, unitPrice }
		expectOk(await act(books, actor, setPriceItem, item))
	}
	// Everything else, whatever it is.
	expectOk(await act(books, actor, setPriceItem, { listId, percentOff: '5' }))
	expectOk(await act(books, actor, givePriceList, { listId, customerNumber: known.number }))
}

/** Spare parts become dearer from a day on, and everybody who has a plan for them has been written to. */
export async function announcePrices(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const parts = cast.products.get('PARTS')
	if (!parts) return
	const on = today.add({ months: 3 }).with({ day: 1 })
	const rule = {
		...{ percent: '3.5', productIds: [parts.id], noticeDays: 42 },
		starts: { at: 'day' as const, on: on.toString() },
		said: {
			en: 'Steel and freight cost us more than a year ago.',
			ru: 'Сталь и перевозка стали дороже, чем год назад.',
			zh: '钢材和运费较一年前有所上涨。',
			vi: 'Giá thép và vận chuyển cao hơn một năm trước.',
		},
	}
	const head = colleague(cast, { name: 'Katrin Albers' })
	const { id } = expectOk(await act(books, head, draftPriceUpdate, { name: `Spare parts ${on.year}`, rule }))
	expectOk(await act(books, head, orderPriceUpdate, { id }))
	await workOnPriceUpdate(books, { id })
}

/** A customer with several contracts wanted all of them to end on one day. */
export async function endTogether(books: Books, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const greeted = await findGreeted(books)
	const mine = (await contractsInForce(books)).filter(
		({ type, customerId }) => type !== 'rental' && customerId !== greeted,
	)
	const pairs = Map.groupBy(mine, ({ customerId }) => customerId)
	const [pair] = [...pairs.values()].filter((some) => some.length > 1)
	const customer = cast.customers.find(({ id }) => id === pair?.[0]?.customerId)
	if (!pair || !customer) return
	const endsOn = today.with({ month: 12, day: 31 }).add({ years: 1 }).toString()
	const head = colleague(cast, { name: 'Katrin Albers' })
	const { id } = expectOk(
		await act(books, head, draftRestructuring, {
			...{ name: `${customer.name}: one end for all`, deed: { kind: 'co_terminate', endsOn } },
			select: { contractIds: pair.map((contract) => contract.id) },
		}),
	)
	expectOk(await act(books, head, orderRestructuring, { id }))
	await workOnRestructuring(books, { id })
}
