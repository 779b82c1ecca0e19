import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** A card as letters about it need it. */
export type CardFacts = {
	customerId: string
	brand: string
	last4: string
	/** The last day on which it is good. */
	goodThrough: Temporal.PlainDate
	removed: boolean
	/** Numbers of the contracts that it pays by itself now. */
	contracts: string[]
}

/** Refuses not_found. */
export async function findCardFacts(scope: Scope, input: { paymentMethodId: string }): Promise<CardFacts> {
	permit(scope, 'payment.confirm')
	const [facts] = await scope.sql<CardFacts[]>`
		select customer_id as "customerId", brand, last4, removed_at is not null as removed,
			(make_date(expiry_year, expiry_month, 1) + interval '1 month')::date - 1 as "goodThrough",
			array(select number from contract where payment_method_id = payment_method.id and autopay
				and state in ('active', 'paused', 'ending') order by number) as contracts
		from payment_method where id = ${input.paymentMethodId}`
	return facts ?? refuse('not_found', { noun: 'payment_method' })
}

/** Numbers of contracts, in order. */
export async function findNumbers(scope: Scope, input: { contractIds: string[] }): Promise<string[]> {
	permit(scope, 'payment.confirm')
	const rows = await scope.sql<{ number: string }[]>`
		select number from contract where id = any(${input.contractIds}::uuid[]) order by number`
	return rows.map((row) => row.number)
}
