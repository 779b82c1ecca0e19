import type Stripe from 'stripe'
import { knownCurrency } from './currencies.ts'
import { impossible } from './errors.ts'
import { mergedMetadata } from './parameters.ts'
import type { LineParams } from './session-fields.ts'
import { freshId } from './store.ts'

/** Digits after the point that a decimal unit amount may have. */
const PLACES = 12

/** `price * quantity` of an exact decimal text, rounded half up to the minor unit. */
function amountOf(unit: string, quantity: number): number {
	const [whole = '0', fraction = ''] = unit.split('.')
	const scaled = BigInt(whole + fraction.padEnd(PLACES, '0')) * BigInt(quantity)
	const one = 10n ** BigInt(PLACES)
	return Number((scaled * 2n + one) / (one * 2n))
}

function priceOf(line: LineParams, currency: string, unit: string, now: number): Stripe.Price {
	const data = line.price_data
	const whole = /^\d+$/.test(unit)
	return {
		id: freshId('price'),
		object: 'price',
		active: false,
		billing_scheme: 'per_unit',
		created: now,
		currency,
		custom_unit_amount: null,
		livemode: false,
		lookup_key: null,
		metadata: {},
		nickname: null,
		product: freshId('prod', 14),
		recurring: null,
		tax_behavior: data.tax_behavior ?? 'unspecified',
		tiers_mode: null,
		transform_quantity: null,
		type: 'one_time',
		unit_amount: whole ? Number(unit) : null,
		unit_amount_decimal: unit as unknown as Stripe.Price['unit_amount_decimal'],
	}
}

/** What a session sells, line by line. @param at the index of the line, for refusals */
export function lineItemOf(line: LineParams, at: number, now: number): Stripe.LineItem {
	const data = line.price_data
	const currency = knownCurrency(data.currency, `line_items[${at}][price_data][currency]`)
	const unit = data.unit_amount_decimal ?? (data.unit_amount === undefined ? undefined : String(data.unit_amount))
	if (unit === undefined || (data.unit_amount_decimal !== undefined && data.unit_amount !== undefined)) {
		throw impossible('You must pass either `unit_amount` or `unit_amount_decimal`, and not both.', {
			param: `line_items[${at}][price_data][unit_amount]`,
		})
	}
	const quantity = line.quantity ?? 1
	const amount = amountOf(unit, quantity)
	return {
		id: freshId('li'),
		object: 'item',
		adjustable_quantity: null,
		amount_discount: 0,
		amount_subtotal: amount,
		amount_tax: 0,
		amount_total: amount,
		currency,
		description: data.product_data.name,
		metadata: mergedMetadata(null, line.metadata),
		price: priceOf(line, currency, unit, now),
		quantity,
	}
}
