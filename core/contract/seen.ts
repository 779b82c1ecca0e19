import type { Scope } from '../act.ts'

/** Keeps from the customer's side what is not agreed or offered yet, or was a mistake. A condition on `contract`. */
export function seenByActor(scope: Pick<Scope, 'sql' | 'actor'>) {
	const { sql, actor } = scope
	if (actor.kind === 'staff' || actor.kind === 'system') return sql`true`
	return seenByCustomer(scope)
}

/** Whether its customer sees a contract. A condition on `contract`. */
export function seenByCustomer({ sql }: Pick<Scope, 'sql'>) {
	return sql`contract.state in ('sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired')`
}
