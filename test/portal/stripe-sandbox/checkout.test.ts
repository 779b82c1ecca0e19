import { expect, test } from 'vitest'
import { playSandbox, typed, visit } from './playing.ts'
import { openSession } from './selling.ts'

test('a customer pays a session with a test card and the merchant hears of it in order', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const session = await openSession(playing, { metadata: { invoice: '2026-0001' } })
	expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 25_99, currency: 'eur' })

	const page = await visit(session.url ?? '')
	expect(page.status).toBe(200)
	for (const text of [
		'Northwind Lifts',
		'€25.99',
		'Service visit',
		'Quantity 2',
		'€25.00',
		'never enter a real card',
	]) {
		expect(page.html).toContain(text)
	}
	const paid = await visit(session.url ?? '', typed('4242 4242 4242 4242'))
	expect(paid).toMatchObject({ status: 303, location: `https://merchant.example/done?session=${session.id}` })

	const done = await stripe.checkout.sessions.retrieve(session.id, {
		expand: ['payment_intent.latest_charge', 'line_items'],
	})
	expect(done).toMatchObject({
		status: 'complete',
		payment_status: 'paid',
		url: null,
		customer: null,
		customer_details: { email: 'ada@example.com', name: 'Ada Lovelace', address: { country: 'GB' } },
		payment_intent: { status: 'succeeded', amount_received: 25_99, latest_charge: { paid: true } },
	})
	expect(done.line_items?.data.map((item) => item.amount_total)).toEqual([25_00, 99])
	const lines = await stripe.checkout.sessions.listLineItems(session.id, { limit: 1 })
	expect(lines).toMatchObject({ has_more: true, data: [{ description: 'Service visit' }] })
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.succeeded',
		'checkout.session.completed',
		'charge.updated',
	])
})

test('pressing twice, or in a second tab, pays once', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const session = await openSession(playing)
	const pages = await Promise.all(Array.from({ length: 5 }, () => visit(session.url ?? '', typed('4242424242424242'))))
	for (const page of pages) expect(page.location).toContain(`session=${session.id}`)
	expect((await stripe.charges.list()).data).toHaveLength(1)
	const later = await visit(session.url ?? '')
	expect(later.status).toBe(200)
	expect(later.html).toContain('This is done')
	expect(later.html).toContain(`https://merchant.example/done?session=${session.id}`)
})

test('what is typed wrongly is said beside its field, and nothing is charged', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const session = await openSession(playing)
	const cases: [field: string, value: string, words: string][] = [
		['number', '4242 4242 4242 4243', 'This card number is not valid'],
		['number', '', 'Enter the card number'],
		['number', '5425233430109903', 'This is not a test card'],
		['expiry', '13/30', 'Enter the expiry as month and year'],
		['expiry', '02/26', 'The expiry date is in the past'],
		['cvc', '12', 'Enter the security code'],
		['email', 'nobody', 'Enter an email address'],
		['name', '', 'Enter the name on the card'],
		['country', 'Germany', 'Choose a country or region.'],
	]
	for (const [field, value, words] of cases) {
		const page = await visit(session.url ?? '', typed('4242424242424242', { [field]: value }))
		expect(page.status, `${field} ${value}`).toBe(422)
		expect(page.html).toContain(words)
		expect(page.html).toMatch(new RegExp(`id="${field}"[^>]*aria-invalid="true"[^>]*aria-describedby="${field}-error"`))
		expect(page.html).not.toContain('5425233430109903')
	}
	const month = await visit(session.url ?? '', typed('4242424242424242', { expiry: '3/2026' }))
	expect(month.status).toBe(303)
	expect((await stripe.charges.list()).data).toHaveLength(1)
})

test.each([
	['4000000000000002', 'Your card was declined.'],
	['4000000000009995', 'Your card has insufficient funds.'],
	['4000000000009987', 'Your card was declined.'],
	['4000000000009979', 'Your card was declined.'],
	['4000000000000069', 'Your card has expired.'],
	['4000000000000127', 'security code is incorrect'],
	['4000000000000119', 'could not be processed just now'],
	['4100000000000019', 'Your card was declined.'],
	['4242424242424241', 'Your card number is incorrect.'],
])('%s is declined on the page, and another card then pays the same session', async (number, words) => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const session = await openSession(playing)
	const refused = await visit(session.url ?? '', typed(number))
	expect(refused.status).toBe(402)
	expect(refused.html.replaceAll('&#39;', "'")).toContain(words)
	expect(refused.html).toContain('role="alert"')
	expect(refused.html).not.toMatch(/stolen|lost|fraudulent/)
	expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe('open')
	expect((await visit(session.url ?? '', typed('5555555555554444'))).status).toBe(303)
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'payment_intent.payment_failed',
		'charge.failed',
		'charge.succeeded',
		'payment_intent.succeeded',
		'checkout.session.completed',
		'charge.updated',
	])
	const done = await stripe.checkout.sessions.retrieve(session.id)
	expect((await stripe.charges.list({ payment_intent: String(done.payment_intent) })).data).toHaveLength(2)
})

test('a challenge is passed on the way, or failed and tried again', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const session = await openSession(playing)
	const first = await visit(session.url ?? '', typed('4000002760003184'))
	expect(first.status).toBe(303)
	expect(first.location).toContain('/sandbox/challenge/')
	const failed = await visit(first.location ?? '', { answer: 'fail' })
	expect(failed.location).toBe(session.url)
	expect((await visit(session.url ?? '')).html).toContain('Your bank could not confirm that it was you.')

	const second = await visit(session.url ?? '', typed('4000002760003184'))
	expect((await visit(second.location ?? '')).html).toContain('€25.99 to Northwind Lifts')
	const passed = await visit(second.location ?? '', { answer: 'complete' })
	expect(passed.location).toBe(`https://merchant.example/done?session=${session.id}`)
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'payment_intent.requires_action',
		'payment_intent.payment_failed',
		'payment_intent.requires_action',
		'charge.succeeded',
		'payment_intent.succeeded',
		'checkout.session.completed',
		'charge.updated',
	])
	const refused = await openSession(playing)
	const third = await visit(refused.url ?? '', typed('4000008260003178'))
	expect((await visit(third.location ?? '', { answer: 'complete' })).location).toBe(refused.url)
	expect((await visit(refused.url ?? '')).html).toContain('insufficient funds')
	expect((await stripe.checkout.sessions.retrieve(refused.id)).status).toBe('open')
})

test('a session saves the card of its customer for payments without them', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const customer = await stripe.customers.create({ name: 'Acme', email: 'billing@acme.example' })
	const session = await openSession(playing, {
		customer: customer.id,
		payment_intent_data: { setup_future_usage: 'off_session', metadata: { payment: 'p-1' }, description: 'Invoice 7' },
	})
	const page = await visit(session.url ?? '')
	expect(page.html).toContain('billing@acme.example')
	expect(page.html).toContain('for later payments under their terms')
	await visit(session.url ?? '', typed('4000002500003155'))
	const challenge = (await stripe.paymentIntents.list()).data[0]
	expect(challenge).toMatchObject({ status: 'requires_action', metadata: { payment: 'p-1' }, description: 'Invoice 7' })
	await visit(challenge?.next_action?.redirect_to_url?.url ?? '', { answer: 'complete' })
	const [saved] = (await stripe.paymentMethods.list({ customer: customer.id })).data
	const again = await stripe.paymentIntents.create({
		amount: 500,
		currency: 'eur',
		customer: customer.id,
		payment_method: saved?.id ?? '',
		off_session: true,
		confirm: true,
	})
	expect(again.status).toBe('succeeded')
	await sandbox.catchUp()
	expect(receiver.types()).toContain('payment_method.attached')

	await stripe.paymentMethods.update(saved?.id ?? '', { allow_redisplay: 'always' })
	const next = await openSession(playing, { customer: customer.id })
	const offered = await visit(next.url ?? '')
	expect(offered.html).toContain('Visa ending in 3155')
	const withSaved = await visit(next.url ?? '', { saved: saved?.id ?? '' })
	expect(withSaved.location).toContain('/sandbox/challenge/')
})

test('a setup session stores a card without charging, making the customer when there is none', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const session = await stripe.checkout.sessions.create({
		mode: 'setup',
		currency: 'eur',
		customer_creation: 'always',
		success_url: 'https://merchant.example/saved',
		setup_intent_data: { metadata: { contact: '9' } },
	})
	expect(session).toMatchObject({ amount_total: null, payment_status: 'no_payment_required' })
	expect((await visit(session.url ?? '')).html).toContain('Save card')
	expect((await visit(session.url ?? '', typed('4242424242424242'))).location).toBe('https://merchant.example/saved')
	const done = await stripe.checkout.sessions.retrieve(session.id, {
		expand: ['setup_intent.payment_method', 'customer'],
	})
	expect(done).toMatchObject({
		status: 'complete',
		customer: { email: 'ada@example.com' },
		setup_intent: { status: 'succeeded', metadata: { contact: '9' }, payment_method: { card: { last4: '4242' } } },
	})
	expect((await stripe.charges.list()).data).toEqual([])
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'setup_intent.created',
		'customer.created',
		'payment_method.attached',
		'setup_intent.succeeded',
		'checkout.session.completed',
	])
	const declined = await stripe.checkout.sessions.create({
		mode: 'setup',
		currency: 'eur',
		success_url: 'https://merchant.example/saved',
	})
	expect((await visit(declined.url ?? '', typed('4000000000000002'))).status).toBe(402)
})
