import { expect, test } from 'vitest'
import { seedCustomers, seedPayments } from '#portal/stripe/sandbox/seed.ts'
import { playSandbox } from './playing.ts'

test('a demo starts with thousands of saved cards and payments, of which nobody is told', async () => {
	await using playing = await playSandbox('2026-03-02')
	const { stripe, sandbox, receiver, world } = playing
	const at = world.clock.now().subtract({ hours: 24 * 90 })
	const customers = await seedCustomers(
		world.sql,
		Array.from({ length: 3000 }, (_, count) => ({
			name: `Customer ${count}`,
			email: `c${count}@example.com`,
			at,
			metadata: { customer: String(count) },
			...(count % 10 === 0 ? {} : { card: { token: count % 2 === 0 ? 'visa' : 'mastercard' } }),
		})),
	)
	expect(customers).toHaveLength(3000)
	expect(customers[0]?.paymentMethod).toBe(null)
	const seeded = customers[1]
	const method = seeded?.paymentMethod ?? ''
	const payments = await seedPayments(
		world.sql,
		customers.flatMap(({ customer, paymentMethod }, count) =>
			paymentMethod === null
				? []
				: [
						{
							customer,
							paymentMethod,
							amount: 1000 + count,
							currency: 'EUR',
							at,
							metadata: { payment: String(count) },
						},
					],
		),
	)
	expect(payments).toHaveLength(2700)

	const intent = await stripe.paymentIntents.retrieve(payments[0]?.paymentIntent ?? '', {
		expand: ['customer', 'payment_method', 'latest_charge.balance_transaction'],
	})
	expect(intent).toMatchObject({
		status: 'succeeded',
		amount_received: 1001,
		customer: { name: 'Customer 1', invoice_settings: { default_payment_method: method } },
		payment_method: { card: { brand: 'mastercard' } },
		latest_charge: { paid: true, balance_transaction: { amount: 1001 } },
	})
	const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500 })
	expect(refund.status).toBe('succeeded')
	const next = await stripe.paymentIntents.create({
		amount: 700,
		currency: 'eur',
		customer: seeded?.customer ?? '',
		payment_method: method,
		off_session: true,
		confirm: true,
	})
	expect(next.status).toBe('succeeded')
	expect((await stripe.customers.search({ query: 'metadata["customer"]:"2999"' })).data[0]?.name).toBe('Customer 2999')
	await sandbox.catchUp()
	expect(receiver.types()).not.toContain('customer.created')
	await expect(
		seedPayments(world.sql, [{ customer: 'x', paymentMethod: 'pm_none', amount: 1, currency: 'eur', at }]),
	).rejects.toThrow('There is no payment method pm_none')
})

test('the card of somebody who has only paid with it is not among their saved ones, and what they paid can be given back', async () => {
	await using playing = await playSandbox('2026-03-02')
	const { stripe, world } = playing
	const at = world.clock.now().subtract({ hours: 24 })
	const person = { name: 'Ada', email: 'ada@example.com', at }
	const [payer] = await seedCustomers(world.sql, [{ ...person, card: { saved: false } }])
	const [customer, paymentMethod] = [payer?.customer ?? '', payer?.paymentMethod ?? '']
	const [paid] = await seedPayments(world.sql, [{ customer, paymentMethod, amount: 900, currency: 'EUR', at }])
	expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([])
	const known = await stripe.customers.retrieve(customer)
	expect(known).toMatchObject({ invoice_settings: { default_payment_method: null } })
	const refund = await stripe.refunds.create({ payment_intent: paid?.paymentIntent ?? '' })
	expect(refund.status).toBe('succeeded')
})
