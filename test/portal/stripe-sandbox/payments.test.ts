import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { CARDS, passesLuhn } from '#portal/stripe/sandbox/cards.ts'
import { type Playing, playSandbox, refusalOf, visit } from './playing.ts'

const NO_REDIRECTS = { enabled: true, allow_redirects: 'never' } as const

const asked = (
	card: string,
	rest: Partial<Stripe.PaymentIntentCreateParams> = {},
): Stripe.PaymentIntentCreateParams => ({
	amount: 4200,
	currency: 'eur',
	payment_method: card,
	confirm: true,
	automatic_payment_methods: NO_REDIRECTS,
	...rest,
})

async function savedCard({ stripe }: Playing, card: string) {
	const customer = await stripe.customers.create({ name: 'Acme' })
	const setup = await stripe.setupIntents.create({
		customer: customer.id,
		payment_method: card,
		confirm: true,
		return_url: 'https://merchant.example/back',
	})
	if (setup.status === 'requires_action') {
		await visit(setup.next_action?.redirect_to_url?.url ?? '', { answer: 'complete' })
	}
	const done = await stripe.setupIntents.retrieve(setup.id)
	expect(done.status).toBe('succeeded')
	return { customer: customer.id, method: String(done.payment_method) }
}

test('an intent goes from a method to paid, and says so in order', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const made = await stripe.paymentIntents.create({ amount: 4200, currency: 'eur', metadata: { payment: 'p1' } })
	expect(made).toMatchObject({
		status: 'requires_payment_method',
		capture_method: 'automatic_async',
		amount_received: 0,
	})
	expect(made.client_secret).toMatch(new RegExp(`^${made.id}_secret_`))
	const ready = await stripe.paymentIntents.update(made.id, { payment_method: 'pm_card_mastercard', amount: 4300 })
	expect(ready).toMatchObject({ status: 'requires_confirmation', amount: 4300 })
	const paid = await stripe.paymentIntents.confirm(made.id, { return_url: 'https://merchant.example' })
	expect(paid).toMatchObject({ status: 'succeeded', amount_received: 4300, next_action: null })
	const charge = await stripe.charges.retrieve(String(paid.latest_charge))
	expect(charge).toMatchObject({
		paid: true,
		status: 'succeeded',
		payment_method_details: { card: { brand: 'mastercard', last4: '4444' } },
		metadata: { payment: 'p1' },
	})
	expect(charge.balance_transaction).toBe(null)
	await sandbox.catchUp()
	const settled = await stripe.charges.retrieve(charge.id, { expand: ['balance_transaction'] })
	expect(settled.balance_transaction).toMatchObject({ amount: 4300, fee: 155, net: 4145, status: 'pending' })
	playing.world.clock.moveOn({ days: 3 })
	expect((await stripe.balanceTransactions.list({ source: charge.id })).data[0]?.status).toBe('available')
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.succeeded',
		'charge.updated',
	])
	const found = await stripe.paymentIntents.search({ query: "metadata['payment']:'p1' AND status:'succeeded'" })
	expect(found.data.map((one) => one.id)).toEqual([made.id])
})

test.each([
	['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
	['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
	['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
	['pm_card_visa_chargeDeclinedStolenCard', 'card_declined', 'stolen_card'],
	['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
	['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', 'incorrect_cvc'],
	['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
	['pm_card_chargeDeclinedFraudulent', 'card_declined', 'fraudulent'],
])('%s is declined with %s and %s', async (card, code, decline) => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const refusal = await refusalOf(stripe.paymentIntents.create(asked(card)))
	expect(refusal).toMatchObject({ statusCode: 402, rawType: 'card_error', code, decline_code: decline })
	const intent = await stripe.paymentIntents.retrieve(refusal.payment_intent?.id ?? '')
	expect(intent).toMatchObject({
		status: 'requires_payment_method',
		payment_method: null,
		latest_charge: refusal.charge,
		last_payment_error: { code, decline_code: decline, type: 'card_error', charge: refusal.charge },
	})
	expect(await stripe.charges.retrieve(refusal.charge ?? '')).toMatchObject({
		paid: false,
		status: 'failed',
		failure_code: code,
	})
	await sandbox.catchUp()
	expect(receiver.types()).toEqual(['payment_intent.created', 'payment_intent.payment_failed', 'charge.failed'])
	const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
	expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
})

test('a card that was set up is charged while its owner is away', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_visa')
	const paid = await stripe.paymentIntents.create(asked(method, { customer, off_session: true }))
	expect(paid).toMatchObject({ status: 'succeeded', payment_method: method })
	const second = await stripe.paymentIntents.create(asked(method, { customer, off_session: 'recurring' }))
	expect(second.status).toBe('succeeded')
})

test('a card that asks for its owner every time is declined while they are away, and passes with them', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_authenticationRequired')
	const refusal = await refusalOf(stripe.paymentIntents.create(asked(method, { customer, off_session: true })))
	expect(refusal).toMatchObject({
		statusCode: 402,
		code: 'authentication_required',
		decline_code: 'authentication_required',
	})
	expect(refusal.payment_method?.id).toBe(method)
	const intent = refusal.payment_intent?.id ?? ''
	const waiting = await stripe.paymentIntents.confirm(intent, {
		payment_method: method,
		return_url: 'https://merchant.example/back?a=1',
	})
	expect(waiting.status).toBe('requires_action')
	const url = waiting.next_action?.redirect_to_url?.url ?? ''
	const page = await visit(url)
	expect(page.html).toContain('Complete authentication')
	const back = await visit(url, { answer: 'complete' })
	const location = new URL(back.location ?? '')
	expect(location.searchParams.get('redirect_status')).toBe('succeeded')
	expect(location.searchParams.get('payment_intent')).toBe(intent)
	expect(location.searchParams.get('a')).toBe('1')
	const paid = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge'] })
	expect(paid).toMatchObject({
		status: 'succeeded',
		latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
	})
	expect((await visit(url)).status).toBe(404)
	await sandbox.catchUp()
	expect(receiver.types().slice(-4)).toEqual([
		'payment_intent.requires_action',
		'charge.succeeded',
		'payment_intent.succeeded',
		'charge.updated',
	])
})

test('a card that asks once passes later payments without its owner', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_authenticationRequiredOnSetup')
	const paid = await stripe.paymentIntents.create(asked(method, { customer, off_session: true }))
	expect(paid.status).toBe('succeeded')
	const present = await stripe.paymentIntents.create(
		asked(method, { customer, automatic_payment_methods: { enabled: true }, return_url: 'https://merchant.example' }),
	)
	expect(present.status).toBe('requires_action')
})

test('a failed challenge charges nothing and says why', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const waiting = await stripe.paymentIntents.create(
		asked('pm_card_authenticationRequired', {
			automatic_payment_methods: { enabled: true },
			return_url: 'https://merchant.example/back',
		}),
	)
	const back = await visit(waiting.next_action?.redirect_to_url?.url ?? '', { answer: 'fail' })
	expect(new URL(back.location ?? '').searchParams.get('redirect_status')).toBe('failed')
	const intent = await stripe.paymentIntents.retrieve(waiting.id)
	expect(intent).toMatchObject({
		status: 'requires_payment_method',
		latest_charge: null,
		last_payment_error: { code: 'payment_intent_authentication_failure' },
	})
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'payment_intent.requires_action',
		'payment_intent.payment_failed',
	])
})

test('a merchant that cannot ask gets a refusal rather than a challenge', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const refusal = await refusalOf(
		stripe.paymentIntents.create(asked('pm_card_authenticationRequired', { error_on_requires_action: true })),
	)
	expect(refusal).toMatchObject({ statusCode: 402, code: 'authentication_required' })
	const sdk = await stripe.paymentIntents.create(asked('pm_card_authenticationRequired', { use_stripe_sdk: true }))
	expect(sdk.next_action).toMatchObject({ type: 'use_stripe_sdk' })
	const without = await refusalOf(
		stripe.paymentIntents.create(asked('pm_card_visa', { automatic_payment_methods: { enabled: true } })),
	)
	expect(without).toMatchObject({ statusCode: 400, param: 'return_url' })
})

test('a card that attaches and then fails is declined only when charged', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_chargeCustomerFail')
	const refusal = await refusalOf(stripe.paymentIntents.create(asked(method, { customer, off_session: true })))
	expect(refusal).toMatchObject({ statusCode: 402, decline_code: 'generic_decline' })
	const attach = refusalOf(stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer }))
	expect(await attach).toMatchObject({ statusCode: 402, code: 'card_declined' })
})

test('a saved card that has expired by the clock is declined', async () => {
	await using playing = await playSandbox('2026-03-02')
	const { stripe, world } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_visa')
	world.clock.standOn('2027-04-01')
	const refusal = await refusalOf(stripe.paymentIntents.create(asked(method, { customer, off_session: true })))
	expect(refusal).toMatchObject({ statusCode: 402, code: 'expired_card', param: 'exp_month' })
	await stripe.paymentMethods.update(method, { card: { exp_month: 4, exp_year: 2030 } })
	expect((await stripe.paymentIntents.create(asked(method, { customer, off_session: true }))).status).toBe('succeeded')
})

test('a card belongs to its customer, and one without a customer is good for one payment', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const { customer, method } = await savedCard(playing, 'pm_card_visa')
	const other = await stripe.customers.create({ name: 'Other' })
	expect(await refusalOf(stripe.paymentIntents.create(asked(method, { customer: other.id })))).toMatchObject({
		statusCode: 400,
		param: 'payment_method',
	})
	expect(await refusalOf(stripe.paymentIntents.create(asked(method)))).toMatchObject({ statusCode: 400 })
	const once = await stripe.paymentMethods.create({ type: 'card', card: { token: 'tok_visa' } })
	await stripe.paymentIntents.create(asked(once.id))
	expect((await refusalOf(stripe.paymentIntents.create(asked(once.id)))).message).toContain('may not be used again')
	await stripe.paymentMethods.detach(method)
	expect(await refusalOf(stripe.paymentIntents.create(asked(method, { customer })))).toMatchObject({ statusCode: 400 })
	expect(await refusalOf(stripe.paymentMethods.attach(method, { customer }))).toMatchObject({ statusCode: 400 })
})

test('money is reserved, then taken in part, or given back', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const reserved = await stripe.paymentIntents.create(asked('pm_card_visa', { capture_method: 'manual' }))
	expect(reserved).toMatchObject({ status: 'requires_capture', amount_capturable: 4200, amount_received: 0 })
	const tooMuch = refusalOf(stripe.paymentIntents.capture(reserved.id, { amount_to_capture: 5000 }))
	expect(await tooMuch).toMatchObject({ statusCode: 400, code: 'amount_too_large' })
	const taken = await stripe.paymentIntents.capture(reserved.id, { amount_to_capture: 3000 })
	expect(taken).toMatchObject({ status: 'succeeded', amount_received: 3000, amount_capturable: 0 })
	expect(await refusalOf(stripe.paymentIntents.cancel(reserved.id))).toMatchObject({
		code: 'payment_intent_unexpected_state',
	})
	const other = await stripe.paymentIntents.create(asked('pm_card_visa', { capture_method: 'manual' }))
	const canceled = await stripe.paymentIntents.cancel(other.id, { cancellation_reason: 'duplicate' })
	expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'duplicate' })
	expect(await refusalOf(stripe.paymentIntents.confirm(other.id))).toMatchObject({ statusCode: 400 })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.amount_capturable_updated',
		'charge.captured',
		'payment_intent.succeeded',
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.amount_capturable_updated',
		'charge.refunded',
		'payment_intent.canceled',
		'charge.updated',
	])
})

test('the published test cards are real card numbers, but for the one that is not', () => {
	const wrong = CARDS.filter((card) => !passesLuhn(card.number)).map((card) => card.token)
	expect(wrong).toEqual(['chargeDeclinedIncorrectNumber'])
})
