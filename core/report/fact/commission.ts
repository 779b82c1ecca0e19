import { earned } from '../../commission/earned.ts'
import { ofInvoice, type Source } from './fact.ts'

/** What was earned by the company's rules, of whoever held the contract when it was invoiced. It is of those the actor may see. */
export const commission: Source = {
	subject: 'invoice',
	dimensions: ofInvoice,
	holders: true,
	facts: (scope, { from, to }) => scope.sql`
		select subject_id, on_day, currency, amount, 'commission' as part, contract_id, customer_id, line_id, null as reason,
			person_id, group_id
		from (${earned(scope, { from, to })}) as earned where amount <> 0`,
}
