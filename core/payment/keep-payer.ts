import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** Keeps the card processor's own customer. The first one kept stays; answers that one. Refuses not_found. */
export async function keepPayer(
	scope: Scope,
	input: { customerId: string; processorCustomerId: string },
): Promise<string> {
	permit(scope, 'payment.confirm')
	const [kept] = await scope.sql<{ processorCustomerId: string }[]>`
		update customer set processor_customer_id = coalesce(processor_customer_id, ${input.processorCustomerId})
		where id = ${input.customerId} returning processor_customer_id as "processorCustomerId"`
	return kept?.processorCustomerId ?? refuse('not_found', { noun: 'customer' })
}

/** The processor does not know its customer: of another account, or of the sandbox. The next payment makes a new one. */
export async function forgetPayer(
	scope: Scope,
	input: { customerId: string; processorCustomerId: string },
): Promise<void> {
	permit(scope, 'payment.confirm')
	await scope.sql`
		update customer set processor_customer_id = null
		where id = ${input.customerId} and processor_customer_id = ${input.processorCustomerId}`
}

export type Payer = {
	customerId: string
	name: string
	email: string
	language: string
	processorCustomerId: string | null
}

/** What the card processor is told of who pays. Refuses not_found. */
export async function findPayer(scope: Scope, input: { customerId: string }): Promise<Payer> {
	permit(scope, 'payment.confirm')
	const [payer] = await scope.sql<Payer[]>`
		select id as "customerId", name, email, language, processor_customer_id as "processorCustomerId"
		from customer where id = ${input.customerId}`
	return payer ?? refuse('not_found', { noun: 'customer' })
}
