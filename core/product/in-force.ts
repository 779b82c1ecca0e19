import type { Scope } from '../act.ts'
import { reach } from '../permit.ts'

/** For a query on `product`: how many contracts in force that the actor reaches have it on a line that still goes on. */
export function contractsInForce(scope: Scope) {
	const { sql, today } = scope
	return sql`(select count(distinct contract.id)::int
		from contract_line as line join contract on contract.id = line.contract_id
			join lateral (
				select ends_on, quantity from contract_line_state where contract_line_id = line.id
				order by effective_on <= ${today} desc, case when effective_on <= ${today} then effective_on end desc,
					effective_on, sequence desc limit 1
			) as standing on coalesce(standing.ends_on >= ${today}, true) and standing.quantity > 0
		where line.product_id = product.id and contract.state in ('active', 'paused', 'ending') and contract.direction = 'receivable'
			and ${reach(scope).contract()})`
}
