import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type Playing, playSandbox, refusalOf } from './playing.ts'

const asked = { amount: 2000, currency: 'eur' }

const paid = {
	...asked,
	confirm: true,
	payment_method: 'pm_card_visa',
	automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const

async function post({ url }: Playing, key: string, body: string, path = '/v1/payment_intents') {
	const answer = await fetch(`${url}${path}`, {
		method: 'POST',
		body,
		headers: {
			authorization: 'Bearer sk_test_any',
			'content-type': 'application/x-www-form-urlencoded',
			'idempotency-key': key,
		},
	})
	return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

test('the same key and parameters get the first answer again, to the letter', async () => {
	await using playing = await playSandbox()
	const first = await post(playing, 'key-1', 'amount=2000&currency=eur&metadata[a]=1&metadata[b]=2')
	const second = await post(playing, 'key-1', 'metadata[b]=2&currency=eur&amount=2000&metadata[a]=1')
	expect(first.headers.get('idempotent-replayed')).toBe(null)
	expect(first.headers.get('idempotency-key')).toBe('key-1')
	expect(second).toMatchObject({ status: 200, text: first.text })
	expect(second.headers.get('idempotent-replayed')).toBe('true')
	expect(second.headers.get('original-request')).toBe(first.headers.get('request-id'))
	expect(second.headers.get('request-id')).not.toBe(first.headers.get('request-id'))
	expect((await playing.stripe.paymentIntents.list()).data).toHaveLength(1)
})

test('the same key with other parameters or at another address is an idempotency error', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	await stripe.paymentIntents.create(asked, { idempotencyKey: 'key-2' })
	const other = await refusalOf(stripe.paymentIntents.create({ ...asked, amount: 3000 }, { idempotencyKey: 'key-2' }))
	expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
	expect(other).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
	const elsewhere = await refusalOf(stripe.customers.create({}, { idempotencyKey: 'key-2' }))
	expect(elsewhere.message).toContain('same endpoint')
})

test('a declined card is an answer like another: the key repeats it and charges nothing', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const declined = { ...paid, payment_method: 'pm_card_chargeDeclined' } as const
	const first = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'key-3' }))
	const second = await refusalOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'key-3' }))
	expect(first).toMatchObject({ statusCode: 402, code: 'card_declined' })
	expect(second).toMatchObject({ statusCode: 402, charge: first.charge })
	expect(second.headers?.['idempotent-replayed']).toBe('true')
	expect((await stripe.charges.list()).data).toHaveLength(1)
})

test('a refusal before execution is not kept, one during execution is', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	await refusalOf(stripe.paymentIntents.create({ ...asked, currency: 'xyz' }, { idempotencyKey: 'key-4' }))
	await stripe.paymentIntents.create(asked, { idempotencyKey: 'key-4' })

	const intent = await stripe.paymentIntents.create(asked)
	const early = await refusalOf(stripe.paymentIntents.confirm(intent.id, {}, { idempotencyKey: 'key-5' }))
	expect(early).toMatchObject({ statusCode: 400 })
	const again = await refusalOf(stripe.paymentIntents.confirm(intent.id, {}, { idempotencyKey: 'key-5' }))
	expect(again.headers?.['idempotent-replayed']).toBe('true')
})

test('two requests with one key at once have one effect', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const results = await Promise.allSettled(
		Array.from({ length: 8 }, () => stripe.paymentIntents.create(paid, { idempotencyKey: 'key-6' })),
	)
	const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []))
	const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
	expect(new Set(made).size).toBe(1)
	for (const error of refused) expect(error).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
	expect((await stripe.charges.list()).data).toHaveLength(1)
})

test('two confirmations of one intent at once charge once', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const intent = await stripe.paymentIntents.create({ ...asked, payment_method: 'pm_card_visa' })
	const results = await Promise.allSettled(
		Array.from({ length: 6 }, () =>
			stripe.paymentIntents.confirm(intent.id, { return_url: 'https://merchant.example' }),
		),
	)
	expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
	for (const result of results) {
		if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'payment_intent_unexpected_state' })
	}
	expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
})

test('a key may be used again when it is a day old', async () => {
	await using playing = await playSandbox()
	const { stripe, world } = playing
	const first = await stripe.paymentIntents.create(asked, { idempotencyKey: 'key-7' })
	await world.sql`update card_sandbox.idempotent_answer set stored_at = now() - interval '25 hours'`
	const second = await stripe.paymentIntents.create({ ...asked, amount: 3000 }, { idempotencyKey: 'key-7' })
	expect(second.id).not.toBe(first.id)
})

test('keys and objects survive a restart', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const first = await stripe.paymentIntents.create(paid, { idempotencyKey: 'key-8' })
	await playing.restart()
	expect((await stripe.paymentIntents.create(paid, { idempotencyKey: 'key-8' })).id).toBe(first.id)
	expect(await stripe.paymentIntents.retrieve(first.id)).toMatchObject({ status: 'succeeded' })
})
