import type { Scope } from '../act.ts'

/** Keeps from the customer's side what is not agreed or offered yet, or was a mistake. A condition on `contract`. */
export function seenByActor({ sql, actor }: Pick<Scope, 'sql' | 'actor'>) {
	if (actor.kind === 'staff' || actor.kind === 'system') return sql`true`
	return sql`contract.state in ('sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed', 'expired')`
}
