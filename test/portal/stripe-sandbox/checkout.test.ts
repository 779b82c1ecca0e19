import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { type Playing, playSandbox, typed, visit } from './playing.ts'

const line = (name: string, minor: number, quantity = 1): Stripe.Checkout.SessionCreateParams.LineItem => ({
	price_data: { currency: 'eur', unit_amount: minor, product_data: { name } },
	quantity,
})

function openSession(playing: Playing, rest: Partial<Stripe.Checkout.SessionCreateParams> = {}) {
	return playing.stripe.checkout.sessions.create({
		mode: 'payment',
		line_items: [line('Service visit', 12_50, 2), line('Spare part', 99)],
		success_url: 'https://merchant.example/done?session={CHECKOUT_SESSION_ID}',
		cancel_url: 'https://merchant.example/invoices',
		...rest,
	})
}

test('a customer pays a session with a test card and the merchant hears of it in order', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver } = playing
	const session = await openSession(playing, { metadata: { invoice: '2026-0001' } })
	expect(session).toMatchObject({ status: 'open', payment_status: 'unpaid', amount_total: 25_99, currency: 'eur' })

	const page = await visit(session.url ?? '')
	expect(page.status).toBe(200)
	expect(page.html).toContain('Northwind Lifts')
	expect(page.html).toContain('€25.99')
	const paid = await visit(session.url ?? '', typed('4242 4242 4242 4242'))
	expect(paid).toMatchObject({ status: 303, location: `https://merchant.example/done?session=${session.id}` })

	const done = await stripe.checkout.sessions.retrieve(session.id, {
		expand: ['payment_intent.latest_charge', 'line_items'],
	})
	expect(done).toMatchObject({ status: 'complete', payment_status: 'paid', url: null })
	expect(done.payment_intent).toMatchObject({
		status: 'succeeded',
		amount_received: 25_99,
		latest_charge: { paid: true },
	})
	expect(done.line_items?.data.map((item) => item.amount_total)).toEqual([25_00, 99])
	await sandbox.catchUp()
	expect(receiver.types()).toEqual([
		'payment_intent.created',
		'charge.succeeded',
		'payment_intent.succeeded',
		'checkout.session.completed',
		'charge.updated',
	])
})
