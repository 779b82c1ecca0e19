import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { act, expectOk, look } from '#core/act.ts'
import { findPayer, keepPayer, type Payer } from '#core/payment/keep-payer.ts'
import { answered } from './answer.ts'
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
	const made = await answered(
		till.stripe.customers.create(facts, { idempotencyKey: `customer:${customerId}:${facing}` }),
		'customer',
	)
	const processorCustomerId = expectOk(
		await act(till.books, processor, keepPayer, { customerId, processorCustomerId: made.id }),
	)
	return { ...payer, processorCustomerId }
}

const isAddress = (text: string) => text.length <= 512 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)
