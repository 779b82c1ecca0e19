import { expect, test } from 'vitest'
import { paymentIntentOf } from '#portal/stripe/sandbox/payment-intent.ts'
import { stripeSchemas } from './stripe-schema.ts'

const intent = paymentIntentOf('pi_1', 1_772_000_000, { amount: 500, currency: 'eur', metadata: { payment: '7' } })

function exchange(answer: unknown, params: unknown = { amount: '500', currency: 'eur', metadata: { 0: 'x' } }) {
	return stripeSchemas().problemsOf({
		method: 'POST',
		path: '/v1/payment_intents',
		pattern: '/v1/payment_intents',
		params,
		status: 200,
		answer,
	})
}

test('an exchange that fits the types of the SDK has no problems', () => {
	expect(exchange(intent)).toEqual([])
	expect(exchange(intent, { amount: '500', currency: 'eur', expand: { 0: 'customer' }, confirm: 'true' })).toEqual([])
})

test('an answer with a strange value, a missing field or one too many does not fit', () => {
	const { latest_charge: _charge, ...without } = intent
	expect(exchange({ ...intent, status: 'payed' }).join()).toContain('/status')
	expect(exchange({ ...intent, capture_method: 'later' }).join()).toContain('/capture_method')
	expect(exchange(without).join()).toContain("required property 'latest_charge'")
	expect(exchange({ ...intent, colour: 'red' }).join()).toContain('additional properties')
	expect(exchange({ ...intent, amount: '500' }).join()).toContain('/amount must be number')
})

test('a request with an unknown name, a strange value or a missing one does not fit', () => {
	expect(exchange(intent, { amount: '500', currency: 'eur', colour: 'red' }).join()).toContain('additional properties')
	expect(exchange(intent, { amount: 'five', currency: 'eur' }).join()).toContain('/amount must be number')
	expect(exchange(intent, { amount: '5', currency: 'eur', capture_method: 'later' }).join()).toContain(
		'/capture_method',
	)
	expect(exchange(intent, { currency: 'eur' }).join()).toContain("required property 'amount'")
})

test('an event is held against the type of its own kind', () => {
	const event = {
		id: 'evt_1',
		object: 'event',
		api_version: '2026-10-28.endive',
		created: 1,
		data: { object: intent },
		livemode: false,
		pending_webhooks: 1,
		request: { id: null, idempotency_key: null },
		type: 'payment_intent.created',
	}
	const problems = (other: object) => stripeSchemas().problemsOfEvent({ ...event, ...other })
	expect(problems({})).toEqual([])
	expect(problems({ type: 'charge.succeeded' })).not.toEqual([])
	expect(problems({ type: 'payment_intent.payed' })).toEqual(['payment_intent.payed is no type of event'])
	expect(problems({ livemode: undefined })).not.toEqual([])
})

test('a refusal has the shape that the SDK reads', () => {
	const refused = (error: unknown) =>
		stripeSchemas().problemsOf({
			method: 'GET',
			path: '/v1/x',
			pattern: null,
			params: {},
			status: 404,
			answer: { error },
		})
	expect(refused({ type: 'invalid_request_error', message: 'No such thing', code: 'resource_missing' })).toEqual([])
	expect(refused({ type: 'sorry', message: 'No' })).not.toEqual([])
	expect(refused(undefined)).not.toEqual([])
})
