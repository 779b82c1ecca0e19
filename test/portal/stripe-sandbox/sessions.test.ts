import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { playSandbox, refusalOf, typed, visit } from './playing.ts'
import { line, openSession } from './selling.ts'

test('a session that nobody finished expires by the clock, or when told, and takes its intent with it', async () => {
	await using playing = await playSandbox()
	const { stripe, sandbox, receiver, world } = playing
	const session = await openSession(playing)
	await visit(session.url ?? '', typed('4000000000000002'))
	const told = await openSession(playing)
	expect(await stripe.checkout.sessions.expire(told.id)).toMatchObject({ status: 'expired', url: null })
	expect(await refusalOf(stripe.checkout.sessions.expire(told.id))).toMatchObject({ statusCode: 400 })
	world.clock.moveOn({ days: 1, minutes: 1 })
	const page = await visit(session.url ?? '', typed('4242424242424242'))
	expect(page.status).toBe(410)
	expect(page.html).toContain('This page has expired')
	await sandbox.catchUp()
	const expired = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] })
	expect(expired).toMatchObject({
		status: 'expired',
		payment_intent: { status: 'canceled', cancellation_reason: 'automatic' },
	})
	expect(receiver.types().slice(-3)).toEqual([
		'checkout.session.expired',
		'payment_intent.canceled',
		'checkout.session.expired',
	])
})

test('the intent of a session is steered by its session alone', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const session = await openSession(playing)
	await visit(session.url ?? '', typed('4000000000000002'))
	const intent = String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent)
	expect(await refusalOf(stripe.paymentIntents.cancel(intent))).toMatchObject({ statusCode: 400 })
	expect(await refusalOf(stripe.paymentIntents.confirm(intent))).toMatchObject({ statusCode: 400 })
	expect(await stripe.checkout.sessions.list({ payment_intent: intent })).toMatchObject({ data: [{ id: session.id }] })
})

test('a session that makes no sense is refused', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const customer = await stripe.customers.create({})
	const soon = Math.floor(playing.world.clock.now().epochMilliseconds / 1000) + 60
	const cases: [Partial<Stripe.Checkout.SessionCreateParams>, string][] = [
		[{ line_items: [] }, 'line_items'],
		[{ line_items: [line('Bolt', 10)] }, 'line_items'],
		[{ success_url: 'nowhere' }, 'success_url'],
		[{ cancel_url: 'javascript:alert(1)' }, 'cancel_url'],
		[{ expires_at: soon }, 'expires_at'],
		[{ expires_at: soon + 100_000 }, 'expires_at'],
		[{ customer: customer.id, customer_email: 'a@b.example' }, 'customer'],
		[{ customer: 'cus_none' }, 'customer'],
		[{ setup_intent_data: { description: 'x' } }, 'setup_intent_data'],
		[
			{
				line_items: [
					line('A', 100),
					{ price_data: { currency: 'usd', unit_amount: 100, product_data: { name: 'B' } } },
				],
			},
			'line_items',
		],
		[{ discounts: [{ coupon: 'x' }] }, 'discounts'],
	]
	for (const [wrong, param] of cases) {
		expect(await refusalOf(openSession(playing, wrong)), param).toMatchObject({ statusCode: 400, param })
	}
	const fine = await openSession(playing, {
		line_items: [
			{
				price_data: { currency: 'EUR', unit_amount_decimal: '0.5' as never, product_data: { name: 'Page' } },
				quantity: 333,
			},
		],
	})
	expect(fine.amount_total).toBe(167)
})

test('the page speaks the language of the session, or of the browser', async () => {
	await using playing = await playSandbox()
	const words = { en: 'Total due', ru: 'Итого к оплате', zh: '应付总额', vi: 'Tổng phải trả' }
	for (const [locale, text] of Object.entries(words)) {
		const session = await openSession(playing, { locale: locale as 'en' })
		expect((await visit(session.url ?? '')).html).toContain(text)
		const auto = await openSession(playing, { locale: 'auto' })
		expect((await visit(auto.url ?? '', undefined, `${locale},en;q=0.5`)).html).toContain(text)
	}
	const other = await openSession(playing, { locale: 'fr' })
	expect((await visit(other.url ?? '')).html).toContain('Total due')
})

test('what the merchant writes is shown as text, and the page runs nothing', async () => {
	await using playing = await playSandbox()
	const session = await openSession(playing, {
		line_items: [line('<script>alert(1)</script> "quoted" & more', 500)],
		customer_email: 'a"onfocus="x@example.com',
		custom_text: { submit: { message: '<b>Thanks</b>' } },
	})
	const page = await visit(session.url ?? '')
	expect(page.html).not.toContain('<script')
	expect(page.html).not.toContain('<b>Thanks')
	expect(page.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &quot;quoted&quot; &amp; more')
	const policy = page.headers.get('content-security-policy') ?? ''
	expect(policy).toContain("default-src 'none'")
	expect(policy).toContain("form-action 'self' https://merchant.example")
	expect(policy).not.toContain('script-src')
	expect(page.headers.get('referrer-policy')).toBe('no-referrer')
	expect((await visit(`${playing.url}/sandbox/pay/cs_test_none`)).status).toBe(404)
	expect((await visit(`${playing.url}/sandbox/challenge/none`)).status).toBe(404)
})

test('the receipt shows what was paid and given back', async () => {
	await using playing = await playSandbox()
	const { stripe } = playing
	const session = await openSession(playing)
	await visit(session.url ?? '', { test_card: '378282246310005' })
	const [charge] = (await stripe.charges.list()).data
	await stripe.refunds.create({ charge: charge?.id ?? '', amount: 599 })
	const page = await visit(charge?.receipt_url ?? '')
	expect(page.html).toContain('Paid with American Express ending in 0005')
	expect(page.html).toContain('Refunded: €5.99')
})
