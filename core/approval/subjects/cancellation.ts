import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { cancelContract } from '../../amendment/cancel.ts'
import type { AppliedChange } from '../../amendment/change.ts'
import { evaluateChange } from '../../amendment/evaluate-change.ts'
import { noticeTerms } from '../../amendment/leaving.ts'
import { readStanding } from '../../amendment/standing.ts'
import { findCancelReasons } from '../../contract/cancel-reasons.ts'
import { noticeOn } from '../../contract/notice.ts'
import { dayInput } from '../../day-input.ts'
import type { Subject } from '../subject.ts'
import { cardOfStaffChange, lookAtChange, type ShownStaffChange } from './staff-change.ts'

const input = z.object({
	contractId: z.uuid(),
	/** The last day; the first that notice allows where it is left out. */
	endsOn: dayInput.optional(),
	reasonCode: z.string().max(60).nullable(),
	text: z.string().max(2000).optional(),
})
type EndedByStaff = z.infer<typeof input>

/** A contract ended by staff. `daysBeforeTerm`: how much earlier than its term it ends. */
export const cancellation: Subject<EndedByStaff, ShownStaffChange, AppliedChange> = {
	permission: 'contract.change',
	input,
	async look(scope, given, on) {
		const { contractId, text = '' } = given
		const change = changeOf(given)
		const { asked } = await lookAtChange(scope, { contractId, change, reason: text.slice(0, 500) }, on)
		const reasonLabels = given.reasonCode === null ? undefined : await labelsOf(scope, given.reasonCode)
		const terms = noticeTerms(await readStanding(scope, contractId))
		// One without a term may end any day.
		const notice = noticeOn(terms, Temporal.PlainDate.from(on))
		const term = terms.endsOn ?? (notice.kind === 'open' ? null : notice.endsOn)
		const last = asked.shown.endsOn[0]?.after
		const days = last && term ? Temporal.PlainDate.from(last).until(term, { largestUnit: 'day' }).days : 0
		const shown = { ...asked.shown, ...(reasonLabels && { reasonLabels }) }
		return { ...asked, shown, daysBeforeTerm: Math.max(0, days) }
	},
	// As of the day it was asked, as it was shown: notice does not get later by waiting for an approval.
	async run(scope, given, on) {
		const change = changeOf(given)
		const { preview } = await evaluateChange(scope, { contractId: given.contractId, change, on })
		return await cancelContract(scope, { ...given, on, seen: preview?.seen ?? '' })
	},
	card: cardOfStaffChange,
	renews: true,
}

async function labelsOf(scope: Scope, code: string) {
	return (await findCancelReasons(scope)).find((reason) => reason.code === code && reason.active)?.labels
}

const changeOf = ({ endsOn }: EndedByStaff) => ({ kind: 'cancel' as const, ...(endsOn ? { endsOn } : {}) })
