import type { Proposed, SubjectKind } from '#core/approval/ask.ts'

/** Where it goes on: to what was done, or to the request where a workflow asks somebody to agree first. */
export function afterProposal<Kind extends SubjectKind>(
	proposed: Proposed<Kind>,
	done: (value: Extract<Proposed<Kind>, { kind: 'done' }>['value']) => string,
): string {
	return proposed.kind === 'asked' ? `/staff/approvals/${proposed.requestId}?did=new` : done(proposed.value)
}
