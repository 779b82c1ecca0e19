import { refuse } from '../refusal.ts'
import type { ContractChange } from './change.ts'
import { later } from './ground.ts'
import { type ContractStanding, lineEnd, standingLine } from './standing.ts'

/**
 * Ends put together by a customer bind them no further than the latest that one of them has already, or a year from today
 * (ISO): a longer term is agreed by its quote, or by staff. Refuses `change.ends_too_late`.
 */
export function refuseTooLate(
	{ endsOn, parts }: Extract<ContractChange, { kind: 'co_terminate' }>,
	standings: readonly ContractStanding[],
	today: string,
): void {
	const ends = parts.flatMap(({ contractId, lineIds }) => {
		const standing = standings.find(({ id }) => id === contractId)
		if (!standing) return []
		const own = lineIds
			?.flatMap((id) => standingLine(standing, id) ?? [])
			.map((line) => lineEnd(line) ?? standing.endsOn)
		return (own ?? [standing.endsOn]).flatMap((end) => end ?? [])
	})
	const latestOn = ends.reduce(later, Temporal.PlainDate.from(today).add({ years: 1 }).toString())
	if (endsOn > latestOn) refuse('change.ends_too_late', { latestOn })
}
