import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, parseDecimal } from '#core/decimal.ts'
import { type PriceRule, priceAt, tiersOf } from '#core/price/decide.ts'

const seats = { productId: 'seats', planId: 'monthly', cataloguePrice: '10' }
const rule = (more: Partial<PriceRule>): PriceRule => ({
	...{ listId: 'a', listName: 'List', level: 'everybody', listFrom: '2026-01-01' },
	...{ productId: 'seats', planId: 'monthly', unit: null, fromQuantity: '0', unitPrice: null, percentOff: null },
	...more,
})
const prices = (rules: PriceRule[], sold: Parameters<typeof tiersOf>[0] = seats) =>
	tiersOf(sold, rules).map(({ fromQuantity, unitPrice }) => `${fromQuantity}: ${unitPrice}`)

test('without a list the catalogue counts, and without either there is no price', () => {
	expect(prices([])).toEqual(['0: 10'])
	expect(prices([], { ...seats, cataloguePrice: null })).toEqual([])
	expect(prices([rule({ percentOff: '10' })], { ...seats, cataloguePrice: null })).toEqual([])
	expect(prices([rule({ unitPrice: '8' })], { ...seats, cataloguePrice: null })).toEqual(['0: 8'])
})

test('the customer’s own list comes before the group’s before everybody’s, whatever is cheaper', () => {
	const all = [
		rule({ unitPrice: '1', level: 'everybody' }),
		rule({ unitPrice: '9', level: 'customer' }),
		rule({ unitPrice: '5', level: 'group' }),
	]
	expect(prices(all)).toEqual(['0: 9'])
	expect(prices(all.filter(({ level }) => level !== 'customer'))).toEqual(['0: 5'])
})

test('of one level the list that began last counts, of one day the one made last', () => {
	const old = rule({ unitPrice: '7' })
	expect(prices([old, rule({ unitPrice: '8', listFrom: '2026-02-01', listId: 'A' })])).toEqual(['0: 8'])
	expect(prices([rule({ unitPrice: '9', listId: 'b' }), old])).toEqual(['0: 9'])
})

test('in a list the plan comes before the product before all products', () => {
	const every = rule({ productId: null, planId: null, percentOff: '50' })
	const product = rule({ planId: null, percentOff: '20' })
	expect(prices([every, product, rule({ unitPrice: '9.5' })])).toEqual(['0: 9.5'])
	expect(prices([every, product])).toEqual(['0: 8'])
	expect(prices([every])).toEqual(['0: 5'])
	expect(prices([rule({ planId: 'yearly', unitPrice: '1' }), rule({ productId: 'x', unitPrice: '1' })])).toEqual([
		'0: 10',
	])
})

test('a volume price counts for the whole quantity once it is reached', () => {
	const tiers = tiersOf(seats, [
		rule({ fromQuantity: '10', unitPrice: '8' }),
		rule({ fromQuantity: '2.50', percentOff: '5' }),
	])
	const at = (quantity: string) => priceAt(tiers, quantity)?.unitPrice
	expect(['0', '2.4', '2.5', '9.999', '10', '1000'].map(at)).toEqual(['10', '10', '9.5', '9.5', '8', '8'])
})

test('per cent are exact, and may be more than the catalogue', () => {
	expect(prices([rule({ percentOff: '12.5' })], { ...seats, cataloguePrice: '19.99' })).toEqual(['0: 17.49125'])
	expect(prices([rule({ percentOff: '-15' })])).toEqual(['0: 11.5'])
	expect(prices([rule({ percentOff: '100' })])).toEqual(['0: 0'])
})

const anyRule = fc
	.record({
		listId: fc.constantFrom('a', 'b', 'c'),
		level: fc.constantFrom('customer' as const, 'group' as const, 'everybody' as const),
		listFrom: fc.constantFrom('2026-01-01', '2026-02-01'),
		productId: fc.constantFrom('seats', 'other', null),
		plan: fc.boolean(),
		fromQuantity: fc.constantFrom('0', '1', '5', '7.5', '10'),
		price: fc.constantFrom('3', '4.25', '12'),
		fixed: fc.boolean(),
	})
	.map(({ plan, price, fixed, ...some }) =>
		rule({
			...some,
			planId: plan && some.productId ? 'monthly' : null,
			...(fixed && some.productId ? { unitPrice: price } : { percentOff: price }),
		}),
	)

test('the order in which rules are read does not matter, and every quantity has the price of its own rule', () => {
	// A list says one thing of a product, plan and quantity: the database keeps it so.
	const key = ({ listId, productId, planId, fromQuantity }: PriceRule) =>
		[listId, productId, planId, fromQuantity].join()
	const ofOneList = ({ listId }: PriceRule) => listId
	const rules = fc.uniqueArray(anyRule, { selector: key, maxLength: 12 }).map((all) => {
		const first = new Map(all.toReversed().map((one) => [ofOneList(one), one]))
		return all.map((one) => ({
			...one,
			level: first.get(one.listId)?.level ?? one.level,
			listFrom: first.get(one.listId)?.listFrom ?? one.listFrom,
		}))
	})
	fc.assert(
		fc.property(rules, fc.constantFrom('0', '0.5', '1', '6', '8', '500'), fc.nat(), (all, quantity, turn) => {
			const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))]
			expect(tiersOf(seats, turned)).toEqual(tiersOf(seats, all))
			const tier = priceAt(tiersOf(seats, all), quantity)
			const reached = all.filter(
				(one) =>
					compare(parseDecimal(one.fromQuantity), parseDecimal(quantity)) <= 0 &&
					(one.productId === null || (one.productId === 'seats' && one.planId !== 'yearly')),
			)
			if (reached.length === 0) expect(tier?.reason).toEqual({ kind: 'catalogue' })
			const levels = ['customer', 'group', 'everybody'] as const
			const closest = levels.find((level) => reached.some((one) => one.level === level))
			if (closest) expect(tier?.reason).toMatchObject({ kind: 'list', level: closest })
		}),
	)
})
