import { expect, test } from 'vitest'
import { playSandbox, refusalOf, visit } from './playing.ts'

test('a card is set up for a customer, listed, preferred and taken away', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const customer = await stripe.customers.create({ name: 'Acme' })
	const setup = await stripe.setupIntents.create({
		customer: customer.id,
		payment_method: 'pm_card_amex',
		confirm: true,
		automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
		metadata: { contract: 'C-1' },
		expand: ['latest_attempt'],
	})
	expect(setup).toMatchObject({ status: 'succeeded', usage: 'off_session', latest_attempt: { status: 'succeeded' } })
	const method = String(setup.payment_method)
	const [listed] = (await stripe.customers.listPaymentMethods(customer.id, { type: 'card' })).data
	expect(listed).toMatchObject({ id: method, card: { brand: 'amex', last4: '0005', exp_year: 2027 } })
	expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toHaveLength(1)
	await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method } })
	const stranger = refusalOf(
		stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: 'pm_none' } }),
	)
	expect(await stranger).toMatchObject({ statusCode: 400, code: 'resource_missing' })

	await stripe.paymentMethods.update(method, { metadata: { kept: 'yes' }, billing_details: { name: 'Ada' } })
	await stripe.paymentMethods.detach(method)
	const after = await stripe.customers.retrieve(customer.id)
	expect(after).toMatchObject({ invoice_settings: { default_payment_method: null } })
	expect(await refusalOf(stripe.paymentMethods.detach(method))).toMatchObject({ statusCode: 400 })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'customer.created',
		'setup_intent.created',
		'payment_method.attached',
		'setup_intent.succeeded',
		'customer.updated',
		'payment_method.updated',
		'customer.updated',
		'payment_method.detached',
	])
})

test('setting up asks for the owner where the card wants it, and fails where the card is refused', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const setup = await stripe.setupIntents.create({ usage: 'off_session' })
	const waiting = await stripe.setupIntents.confirm(setup.id, {
		payment_method: 'pm_card_authenticationRequired',
		return_url: 'https://merchant.example/back',
	})
	expect(waiting).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
	const back = await visit(waiting.next_action?.redirect_to_url?.url ?? '', { answer: 'fail' })
	expect(new URL(back.location ?? '').searchParams.get('redirect_status')).toBe('failed')
	expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({
		status: 'requires_payment_method',
		last_setup_error: { code: 'setup_intent_authentication_failure' },
	})
	const refused = await refusalOf(
		stripe.setupIntents.confirm(setup.id, {
			payment_method: 'pm_card_chargeDeclined',
			return_url: 'https://a.example',
		}),
	)
	expect(refused).toMatchObject({ statusCode: 402, code: 'card_declined' })
	expect(refused.setup_intent?.status).toBe('requires_payment_method')
	const attempts = await stripe.setupAttempts.list({ setup_intent: setup.id })
	expect(attempts.data.map((one) => one.status)).toEqual(['failed', 'failed', 'requires_action'])
	const canceled = await stripe.setupIntents.cancel(setup.id, { cancellation_reason: 'abandoned' })
	expect(canceled.status).toBe('canceled')
	expect(await refusalOf(stripe.setupIntents.cancel(setup.id))).toMatchObject({ code: 'setup_intent_unexpected_state' })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'setup_intent.created',
		'setup_intent.requires_action',
		'setup_intent.setup_failed',
		'setup_intent.setup_failed',
		'setup_intent.canceled',
	])
})
