import type { Scope } from '../act.ts'

/** An instalment that is to be invoiced next of its plan. Minor units; the day is ISO. */
export type ComingInstalment = {
	id: string
	customerId: string
	contractId: string
	contract: string
	currency: string
	amountMinor: bigint
	dueOn: string
	/** Money of the customer that settles nothing yet may be for it already. */
	isWaitedFor: boolean
}

/** What of customers’ plans in force is invoiced next, each plan by its first. */
export async function findComing({ sql }: Scope, customerIds: readonly string[]): Promise<ComingInstalment[]> {
	if (customerIds.length === 0) return []
	return await sql<ComingInstalment[]>`
		select distinct on (plan.id) instalment.id, contract.customer_id as "customerId", contract.id as "contractId",
			contract.number as contract, plan.currency, instalment.amount_minor as "amountMinor", due_on::text as "dueOn",
			exists (
				select from payment where payment.customer_id = contract.customer_id and payment.currency = plan.currency
					and payment.state = 'succeeded' and allocated_minor + returned_minor < payment.amount_minor
			) as "isWaitedFor"
		from contract join collection_plan as plan on plan.contract_id = contract.id and plan.taken_back_sequence is null
			join instalment on instalment.plan_id = plan.id and dropped_sequence is null and not is_invoiced(instalment.id)
		where contract.customer_id = any(${[...customerIds]}::uuid[]) and contract.activated_at is not null
			and contract.direction = 'receivable'
		order by plan.id, due_on, serial`
}
