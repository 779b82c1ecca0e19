import type { Fragment } from 'postgres'
import type { Scope } from '../act.ts'
import { may } from '../permit.ts'

/** SQL over a person's id: whose commission the actor sees, everybody's, their own or nobody's. */
export function whoseCommission({ sql, actor }: Pick<Scope, 'sql' | 'actor'>, person: Fragment): Fragment {
	if (may(actor, 'commission.read') && may(actor, 'commission.read_all')) return sql`true`
	return actor.kind === 'staff' && may(actor, 'commission.read') ? sql`${person} = ${actor.userId}` : sql`false`
}
