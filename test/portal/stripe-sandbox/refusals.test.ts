import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type Playing, playSandbox, refusalOf } from './playing.ts'

async function raw({ url }: Playing, path: string, headers: Record<string, string> = {}, body?: string) {
	const answer = await fetch(`${url}${path}`, {
		method: body === undefined ? 'GET' : 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		...(body === undefined ? {} : { body }),
	})
	return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

const KEY = { authorization: 'Bearer sk_test_any' }

test('a request without a secret test key is refused as Stripe refuses it', async () => {
	await using playing = await playSandbox()
	const without = await raw(playing, '/v1/customers')
	expect(without.status).toBe(401)
	expect(without.body.error).toMatchObject({ type: 'invalid_request_error' })
	expect(without.body.error.message).toContain('You did not provide an API key')
	for (const key of ['sk_live_abcdefghijklmnop', 'nonsense', 'pk_test_abc']) {
		const wrong = await raw(playing, '/v1/customers', { authorization: `Bearer ${key}` })
		expect(wrong.status, key).toBe(401)
		expect(wrong.body.error.message).not.toContain('abcdefghijklmnop')
	}
	const basic = `Basic ${Buffer.from('sk_test_any:').toString('base64')}`
	expect((await raw(playing, '/v1/customers', { authorization: basic })).status).toBe(200)
	const refused = refusalOf(
		new Stripe('sk_live_x', { host: '127.0.0.1', port: new URL(playing.url).port, protocol: 'http' }).customers.list(),
	)
	expect(await refused).toBeInstanceOf(Stripe.errors.StripeAuthenticationError)
})

test('every answer carries the request, the version and JSON', async () => {
	await using playing = await playSandbox()
	const answer = await raw(playing, '/v1/customers', KEY)
	expect(answer.headers.get('request-id')).toMatch(/^req_\w{14}$/)
	expect(answer.headers.get('stripe-version')).toBe('2026-10-28.endive')
	expect(answer.headers.get('content-type')).toBe('application/json')
	const other = await raw(playing, '/v1/customers', { ...KEY, 'stripe-version': '2020-08-27' })
	expect(other.status).toBe(400)
	expect(other.body.error.message).toContain('Invalid Stripe API version')
	const nowhere = await raw(playing, '/v1/invoices', KEY)
	expect(nowhere.status).toBe(404)
	expect(nowhere.body.error.message).toContain('Unrecognized request URL (GET: /v1/invoices)')
})

test('parameters that are unknown, missing, empty or malformed are named', async () => {
	await using playing = await playSandbox()
	const post = (body: string) => raw(playing, '/v1/payment_intents', KEY, body)
	const cases: [body: string, code: string | undefined, param: string, message: string][] = [
		['amount=2000&currency=usd&colour=red', 'parameter_unknown', 'colour', 'Received unknown parameter: colour'],
		['amount=2000&currency=usd&a=1&b[c]=2', 'parameter_unknown', 'a', 'Received unknown parameters: a, b'],
		['currency=usd', 'parameter_missing', 'amount', 'Missing required param: amount.'],
		['amount=2000', 'parameter_missing', 'currency', 'Missing required param: currency.'],
		['amount=20.5&currency=usd', 'parameter_invalid_integer', 'amount', 'Invalid integer: 20.5'],
		['amount=2000&currency=', 'parameter_invalid_empty', 'currency', "You passed an empty string for 'currency'"],
		['amount=2000&currency=xyz', undefined, 'currency', 'Invalid currency: xyz'],
		['amount=2000&currency=usd&confirm=maybe', undefined, 'confirm', 'Invalid boolean: maybe'],
		[
			'amount=2000&currency=usd&capture_method=later',
			undefined,
			'capture_method',
			'Invalid capture_method: must be one of automatic, automatic_async, or manual',
		],
		['amount=2000&currency=usd&hooks[inputs]=x', undefined, 'hooks', 'does not play the parameter hooks'],
		['amount=2000&currency=usd&off_session=true', undefined, 'off_session', 'without also setting `confirm`'],
		['amount=2000&currency=usd&customer=cus_none', 'resource_missing', 'customer', "No such customer: 'cus_none'"],
		[
			'amount=2000&currency=usd&payment_method=pm_none',
			'resource_missing',
			'payment_method',
			"No such PaymentMethod: 'pm_none'",
		],
	]
	for (const [body, code, param, message] of cases) {
		const answer = await post(body)
		expect(answer.status, body).toBe(400)
		expect(answer.body.error).toMatchObject({ type: 'invalid_request_error', param })
		expect(answer.body.error.code, body).toBe(code)
		expect(answer.body.error.message).toContain(message)
		expect(answer.body.error.request_log_url).toContain(answer.headers.get('request-id') ?? 'no request id')
	}
	const found = (await post('amount=2000&currency=usd&customer=cus_none')).body.error
	expect(found.doc_url).toBe('https://docs.stripe.com/error-codes/resource-missing')
	expect((await raw(playing, '/v1/events', KEY)).body.data).toEqual([])
})

test('amounts are held to what the processor charges in each currency', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const create = (amount: number, currency: string) => stripe.paymentIntents.create({ amount, currency })
	const cases: [amount: number, currency: string, code: string][] = [
		[49, 'usd', 'amount_too_small'],
		[29, 'gbp', 'amount_too_small'],
		[49, 'jpy', 'amount_too_small'],
		[17_499, 'huf', 'amount_too_small'],
		[100_000_000, 'usd', 'amount_too_large'],
		[0, 'usd', 'parameter_invalid_integer'],
		[1_001, 'kwd', 'invalid_charge_amount'],
		[700_050, 'isk', 'invalid_charge_amount'],
	]
	for (const [amount, currency, code] of cases) {
		expect(await refusalOf(create(amount, currency)), `${amount} ${currency}`).toMatchObject({
			statusCode: 400,
			code,
			param: 'amount',
		})
	}
	expect((await refusalOf(create(49, 'usd'))).message).toBe('Amount must be at least $0.50 usd')
	for (const [amount, currency] of [
		[50, 'usd'],
		[50, 'JPY'],
		[30, 'gbp'],
		[1_000, 'kwd'],
		[13_000, 'vnd'],
		[99_999_999, 'eur'],
	] as const) {
		expect((await create(amount, currency)).currency).toBe(currency.toLowerCase())
	}
})

test('it cannot be made in production', async () => {
	const { stripeSandbox } = await import('#portal/stripe/sandbox/sandbox.ts')
	expect(() => stripeSandbox({ production: true } as never)).toThrow('must not run in production')
})
