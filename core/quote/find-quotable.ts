import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { QuoteLine } from './read.ts'

/** A contract that a change or renewal can be quoted for, with its recurring lines as they will be at its end. */
export type Quotable = { id: string; number: string; customerId: string; lines: QuoteLine[] }

/** Refuses `not_found`, also for a contract that is not in force. */
export async function findQuotable(scope: Scope, { id }: { id: string }): Promise<Quotable> {
	permit(scope, 'quote.write')
	const { sql } = scope
	const [contract] = await sql<Omit<Quotable, 'lines'>[]>`
		select id, number, customer_id as "customerId" from contract
		where id = ${id} and state in ('active', 'paused', 'ending') and ${reach(scope).contract()}`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const lines = await sql<QuoteLine[]>`
		select line.id, line.position, line.id as "contractLineId", line.product_id as "productId", line.plan_id as "planId",
			line.description, line.model, line.serial_number as "serialNumber", line.factory_number as "factoryNumber",
			coalesce(product.unit, 'piece') as unit, line.interval_unit as "intervalUnit", line.interval_count as "intervalCount",
			line.tax_class as "taxClass", 0 as "freeDays", state.quantity, state.unit_price as "unitPrice",
			state.discount_percent as "discountPercent", false as optional, true as chosen, '' as choice
		from contract_line as line
			cross join lateral (
				select * from contract_line_state where contract_line_id = line.id order by effective_on desc, sequence desc limit 1
			) as state
			left join product on product.id = line.product_id
		where line.contract_id = ${id} and line.interval_unit is not null
			and (state.ends_on is null or state.ends_on >= ${scope.today})
		order by line.position limit 500`
	return { ...contract, lines: [...lines] }
}
