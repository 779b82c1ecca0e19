import type Stripe from 'stripe'
import { attachTo } from './attach.ts'
import { OTHER_WAYS } from './card-options.ts'
import { impossible } from './errors.ts'
import { changed, emit } from './events.ts'
import { EXPAND, fieldsEqual, listPage, PAGE } from './lists.ts'
import { emptyable, hash, integer, mergedMetadata, metadata, notPlayed, oneOf, required, text } from './parameters.ts'
import { needCustomer } from './payment-intent.ts'
import {
	ALLOW_REDISPLAY,
	BILLING_DETAILS,
	billingAfter,
	CARD,
	createFromData,
	resolvePaymentMethod,
} from './payment-method.ts'
import { idOf } from './store.ts'
import { type Endpoint, endpoint, type Turn } from './turn.ts'

async function detach(turn: Turn, id: string): Promise<Stripe.PaymentMethod> {
	const { body } = await turn.store.needHeld('payment_method', id)
	const customer = idOf(body.customer)
	if (customer === null) {
		throw impossible('The payment method you provided is not attached to a customer so detachment is impossible.')
	}
	const detached = await turn.store.keep('payment_method', { ...body, customer: null }, { used: true })
	const owner = (await turn.store.hold('customer', customer))?.body
	if (owner !== undefined && !owner.deleted && idOf(owner.invoice_settings.default_payment_method) === id) {
		const after = { ...owner, invoice_settings: { ...owner.invoice_settings, default_payment_method: null } }
		await turn.store.keep('customer', after)
		await emit(turn, 'customer.updated', after, changed(owner, after))
	}
	await emit(turn, 'payment_method.detached', detached, { customer })
	return detached
}

export const paymentMethodEndpoints: Endpoint[] = [
	endpoint(
		'POST',
		'/v1/payment_methods',
		'PaymentMethodCreateParams',
		{
			...EXPAND,
			type: required(oneOf('card')),
			card: CARD,
			billing_details: BILLING_DETAILS,
			allow_redisplay: ALLOW_REDISPLAY,
			metadata: metadata(),
		},
		(turn, _id, params) => createFromData(turn, params, ''),
		[...OTHER_WAYS, 'radar_options', 'customer', 'payment_method'],
	),
	endpoint(
		'GET',
		'/v1/payment_methods',
		'PaymentMethodListParams',
		{ ...PAGE, allow_redisplay: ALLOW_REDISPLAY, customer: text(), type: oneOf('card') },
		async (turn, _id, { customer, type, allow_redisplay, ...page }) => {
			if (customer !== undefined) await needCustomer(turn, customer)
			const { sql } = turn.store
			return listPage(
				turn,
				'payment_method',
				'/v1/payment_methods',
				page,
				sql`${fieldsEqual(turn, { customer, type, allow_redisplay })}
					${customer === undefined ? sql`and body ->> 'customer' is not null` : sql``}`,
			)
		},
		['customer_account'],
	),
	endpoint('GET', '/v1/payment_methods/:id', 'PaymentMethodRetrieveParams', EXPAND, (turn, id) =>
		turn.store.need('payment_method', id),
	),
	endpoint(
		'POST',
		'/v1/payment_methods/:id',
		'PaymentMethodUpdateParams',
		{
			...EXPAND,
			allow_redisplay: ALLOW_REDISPLAY,
			billing_details: BILLING_DETAILS,
			card: hash({ exp_month: integer(1, 12), exp_year: integer(2000, 2099), networks: notPlayed() }),
			metadata: emptyable(metadata()),
		},
		async (turn, id, params) => {
			const { body } = await turn.store.needHeld('payment_method', id)
			if (idOf(body.customer) === null) {
				throw impossible('You must save this PaymentMethod to a customer before you can update it.')
			}
			const after: Stripe.PaymentMethod = {
				...body,
				allow_redisplay: params.allow_redisplay ?? body.allow_redisplay ?? 'unspecified',
				billing_details: billingAfter(body.billing_details, params.billing_details),
				metadata: mergedMetadata(body.metadata, params.metadata),
				...(body.card === undefined
					? {}
					: {
							card: {
								...body.card,
								exp_month: params.card?.exp_month ?? body.card.exp_month,
								exp_year: params.card?.exp_year ?? body.card.exp_year,
							},
						}),
			}
			await turn.store.keep('payment_method', after)
			await emit(turn, 'payment_method.updated', after, changed(body, after))
			return after
		},
		['us_bank_account'],
	),
	endpoint(
		'POST',
		'/v1/payment_methods/:id/attach',
		'PaymentMethodAttachParams',
		{ ...EXPAND, customer: text() },
		async (turn, id, { customer }) => {
			if (customer === undefined) {
				throw impossible('Missing required param: customer.', { code: 'parameter_missing', param: 'customer' })
			}
			await needCustomer(turn, customer)
			return attachTo(turn, await resolvePaymentMethod(turn, id, 'payment_method'), customer)
		},
		['customer_account'],
	),
	endpoint('POST', '/v1/payment_methods/:id/detach', 'PaymentMethodDetachParams', EXPAND, (turn, id) =>
		detach(turn, id),
	),
]
