import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, formatDecimal, multiply, parseDecimal } from '#core/decimal.ts'
import { type PriceRule, priceAt, tiersOf } from '#core/price/decide.ts'
import { convertPrice, type Factor, leastOf } from '#core/unit/convert.ts'

const piece = { name: 'piece', numerator: 1n, denominator: 1n }
const box = { name: 'box', numerator: 12n, denominator: 1n }
const minute = { name: 'minute', numerator: 1n, denominator: 60n }
const sold = { productId: 'p', planId: null, cataloguePrice: '1.20' }
const rule = (more: Partial<PriceRule>): PriceRule => ({
	...{ listId: 'a', listName: 'List', level: 'everybody', listFrom: '2026-01-01' },
	...{ productId: 'p', planId: null, unit: null, fromQuantity: '0', unitPrice: null, percentOff: null },
	...more,
})
const inBoxes = (rules: PriceRule[], of: typeof box = box) => tiersOf(sold, rules, { ...of, own: piece })

test('a price of a piece is the price of a box by what a box is, and back as far as a division ends', () => {
	expect(convertPrice('1.20', piece, box)).toBe('14.4')
	expect(convertPrice('14.40', box, piece)).toBe('1.2')
	expect(convertPrice('10.00', box, piece)).toBe('0.8333333333')
	expect(convertPrice('20', box, piece)).toBe('1.6666666667')
	expect(convertPrice('90', piece, minute)).toBe('1.5')
	expect(convertPrice('0.0001', piece, minute)).toBe('0.0000016667')
})

const factors = fc.record({ numerator: fc.bigInt(1n, 10_000n), denominator: fc.bigInt(1n, 10_000n) })
const amounts = fc.tuple(fc.bigInt(0n, 10n ** 12n), fc.integer({ min: 0, max: 10 })).map(formatAmount)

function formatAmount([digits, scale]: [bigint, number]): string {
	return formatDecimal({ digits, scale })
}

test('a unit of more pieces always costs exactly as much as its pieces', () => {
	fc.assert(
		fc.property(amounts, fc.bigInt(1n, 10_000n), (price, many) => {
			const whole: Factor = { numerator: many, denominator: 1n }
			const converted = convertPrice(price, piece, whole)
			expect(compare(parseDecimal(converted), multiply(parseDecimal(price), { digits: many, scale: 0 }))).toBe(0)
			expect(compare(parseDecimal(convertPrice(converted, whole, piece)), parseDecimal(price))).toBe(0)
		}),
	)
})

test('a limit turned into another unit always lets in the same quantities', () => {
	fc.assert(
		fc.property(amounts, amounts, factors, factors, (limit, quantity, from, to) => {
			const reaches = compare(parseDecimal(leastOf(limit, from, to)), parseDecimal(quantity)) <= 0
			const scaled = (text: string, { numerator, denominator }: Factor, by: Factor) =>
				multiply(parseDecimal(text), { digits: numerator * by.denominator * denominator ** 0n, scale: 0 })
			expect(reaches).toBe(compare(scaled(limit, from, to), scaled(quantity, to, from)) <= 0)
		}),
	)
})

test('quantities are compared in the base unit, and a price of the very unit comes before one that is turned into it', () => {
	const rules = [rule({ unitPrice: '1' }), rule({ unitPrice: '0.9', fromQuantity: '100' })]
	const tiers = inBoxes(rules)
	expect(priceAt(tiers, '8')?.unitPrice).toBe('12')
	expect(priceAt(tiers, '8.3333333333')?.unitPrice).toBe('12')
	expect(priceAt(tiers, '9')?.unitPrice).toBe('10.8')
	const own = [...rules, rule({ unitPrice: '11', unit: box })]
	expect(priceAt(inBoxes(own), '9')?.unitPrice).toBe('11')
	expect(priceAt(tiersOf(sold, own, { ...piece, own: piece }), '108')?.unitPrice).toBe('0.9')
	expect(priceAt(inBoxes([]), '1')?.unitPrice).toBe('14.4')
	expect(priceAt(inBoxes([rule({ percentOff: '50' })]), '1')?.unitPrice).toBe('7.2')
	// Only a box has a price on the list: a piece is the twelfth of it.
	expect(priceAt(tiersOf(sold, [rule({ unitPrice: '6', unit: box })], { ...piece, own: piece }), '1')?.unitPrice).toBe(
		'0.5',
	)
})
