import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { payByCard } from '#core/contract/pay-by-card.ts'
import { bill } from '#core/invoice/run.ts'
import { keepCard } from '#core/payment/keep-card.ts'
import { answered } from '#portal/stripe/answer.ts'
import { ensurePayer } from '#portal/stripe/payer.ts'
import { type Customer, system } from '#test/core/payment/ledger.ts'
import type { Taking } from './taking.ts'

/** What these need of a company that takes cards. */
export type Paying = Pick<Taking, 'books' | 'sql' | 'clock' | 'till'>

/** Keeps one of Stripe's test cards, such as `pm_card_visa`, for the customer. */
export async function keepTestCard(taking: Paying, customer: Customer, card: string): Promise<string> {
	const payer = await ensurePayer(taking.till, customer.id)
	const attached = await answered(
		taking.till.stripe.paymentMethods.attach(card, { customer: payer.processorCustomerId }),
		'payment_method',
	)
	return expectOk(
		await act(taking.books, system, keepCard, {
			customerId: customer.id,
			processorMethodId: attached.id,
			brand: attached.card?.brand ?? '',
			last4: attached.card?.last4 ?? '',
			expiryMonth: attached.card?.exp_month ?? 1,
			expiryYear: attached.card?.exp_year ?? 2030,
		}),
	)
}

/** A monthly contract over 100.00 that pays itself, billed for its first month. Answers the invoice. */
export async function billAutomatically(taking: Paying, customer: Customer, card: string): Promise<string> {
	const { books, clock, sql } = taking
	const contract = expectOk(
		await act(books, system, createContract, {
			customerId: customer.id,
			currency: customer.currency,
			startsOn: clock.today().toString(),
			lines: [{ description: 'Plan', quantity: '1', unitPrice: '100', interval: { unit: 'month', count: 1 } }],
		}),
	)
	expectOk(await act(books, system, activateContract, { id: contract.id }))
	const paymentMethodId = await keepTestCard(taking, customer, card)
	expectOk(await act(books, system, payByCard, { id: contract.id, paymentMethodId }))
	await bill(books, system, clock.today(), 1)
	const [invoice] = await sql<{ id: string }[]>`select id from invoice where contract_id = ${contract.id}`
	return invoice?.id ?? ''
}
