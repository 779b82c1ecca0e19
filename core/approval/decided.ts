import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import type { SubjectKind } from './subject-kinds.ts'

/**
 * What does a subject of approvals asks this beside `permit`: staff do it where nobody has to agree, or somebody has, and only
 * the register says so. Customers have limits of their own. Of several kinds any is enough. Refuses `not_permitted`.
 */
export function permitDecided({ actor, granted }: Scope, ...kinds: [SubjectKind, ...SubjectKind[]]): void {
	if (actor.kind !== 'staff' || kinds.some((kind) => granted?.has(`decided.${kind}`))) return
	refuse('not_permitted', { action: `decided.${kinds[0]}` })
}

/** For the register, and for core where it takes back at once what it does, or does it as a part of what was decided. */
export function asDecided(scope: Scope, kind: SubjectKind): Scope {
	return { ...scope, granted: new Set([...(scope.granted ?? []), `decided.${kind}` as const]) }
}
