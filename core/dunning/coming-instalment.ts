import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'

/** An instalment that will be invoiced. Minor units; days ISO. */
export type ComingInstalment = {
	contractId: string
	contractNumber: string
	customerId: string
	label: string
	/** Counted without the down payment, which is 0. */
	number: number
	of: number
	dueOn: string
	issueOn: string
	amountMinor: bigint
	currency: string
}

/** What the letter ahead of it says; null once it is invoiced, put elsewhere, or its day has come. */
export async function findComingInstalment(scope: Scope, { id }: { id: string }): Promise<ComingInstalment | null> {
	permit(scope, 'invoice.read')
	const { sql, today } = scope
	const [coming] = await sql<ComingInstalment[]>`
		select contract.id as "contractId", contract.number as "contractNumber", contract.customer_id as "customerId", own.label,
			own.number, own.of, own.due_on::text as "dueOn", own.issue_on::text as "issueOn", own.amount_minor as "amountMinor",
			contract.currency
		from (
			select instalment.*, (sum((not down_payment)::int) over ())::int as of,
				(case when down_payment then 0 else sum((not down_payment)::int) over (order by due_on, serial) end)::int as number
			from instalment where dropped_sequence is null and plan_id = (select plan_id from instalment where id = ${id})
		) as own join contract on contract.id = own.contract_id
		where own.id = ${id} and own.due_on >= ${today} and contract.state in ('active', 'paused', 'ending') and not is_invoiced(own.id)`
	return coming ?? null
}
