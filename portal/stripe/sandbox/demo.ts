import type { Sql } from '#db/client.ts'
import type { DemoProcessor } from '#db/demo/processor.ts'
import { chargeable } from '../amount.ts'
import { seedCustomers, seedPayments } from './seed.ts'

const tokens = { pays: 'visa', declines: 'chargeCustomerFail', asks: 'authenticationRequired' }

/** The sandbox as the processor of the demo's past: its cards can be charged and its payments given back. */
export function demoProcessor(sql: Sql): DemoProcessor {
	return {
		async keepCards(people) {
			const seeded = await seedCustomers(
				sql,
				people.map(({ name, email, at, behaves, expires, saved }) => ({
					name,
					email,
					at,
					card: { token: tokens[behaves], expires, saved },
				})),
			)
			return seeded.map(({ customer, paymentMethod }) => ({ customer, paymentMethod: paymentMethod ?? '' }))
		},
		async recordPayments(payments) {
			const possible = payments.flatMap(({ amountMinor, paymentId, ...payment }) => {
				const amount = chargeable(amountMinor, payment.currency)
				return amount === undefined ? [] : [{ ...payment, amount, metadata: { payment_id: paymentId } }]
			})
			const seeded = await seedPayments(sql, possible)
			const intents = new Map(
				possible.map(({ metadata }, index) => [metadata.payment_id, seeded[index]?.paymentIntent]),
			)
			return payments.map(({ paymentId }) => intents.get(paymentId))
		},
	}
}
