import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { act, expectOk, look } from '#core/act.ts'
import { findPayer, keepPayer, type Payer } from '#core/payment/keep-payer.ts'
import { answered, listed } from './answer.ts'
import { once } from './once.ts'
import { processor, type Till } from './till.ts'

type Known = Payer & { processorCustomerId: string }

/** The customer with the customer that Stripe keeps for them, made at the first payment. */
export async function ensurePayer(till: Till, customerId: string): Promise<Known> {
	const payer = expectOk(await look(till.books, processor, findPayer, { customerId }))
	if (payer.processorCustomerId) return { ...payer, processorCustomerId: payer.processorCustomerId }
	const facts: Stripe.CustomerCreateParams = {
		name: payer.name.slice(0, 256),
		metadata: { customer_id: customerId },
		...(isAddress(payer.email) ? { email: payer.email } : {}),
	}
	// Made twice, the second is never used: harmless, so a change of the facts may have a key of its own.
	const facing = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
	const made = await once(
		`customer:${customerId}:${facing}`,
		(idempotencyKey) => answered(till.stripe.customers.create(facts, { idempotencyKey }), 'customer'),
		async () => {
			if (!facts.email) return undefined
			const alike = await listed(till.stripe.customers.list({ email: facts.email, limit: 100 }))
			return alike.find((one) => one.metadata.customer_id === customerId)
		},
	)
	const processorCustomerId = expectOk(
		await act(till.books, processor, keepPayer, { customerId, processorCustomerId: made.id }),
	)
	return { ...payer, processorCustomerId }
}

const isAddress = (text: string) => text.length <= 512 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
