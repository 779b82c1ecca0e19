import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { cancelContract } from '../../amendment/cancel.ts'
import { type AppliedChange, changeInput, changeSchema } from '../../amendment/change.ts'
import { evaluateChange } from '../../amendment/evaluate-change.ts'
import { noticeTerms } from '../../amendment/leaving.ts'
import { readStanding } from '../../amendment/standing.ts'
import { findCancelReasons, knownReason } from '../../contract/cancel-reasons.ts'
import { noticeOn } from '../../contract/notice.ts'
import { dayInput } from '../../day-input.ts'
import type { Subject } from '../subject.ts'
import {
	cardOfStaffChange,
	lookAtChange,
	makeStaffChange,
	type ShownStaffChange,
	type StaffChange,
} from './staff-change.ts'

const input = z.object({
	contractId: z.uuid(),
	/** The last day; the first that notice allows where it is left out. */
	endsOn: dayInput.optional(),
	reasonCode: z.string().max(60).nullable(),
	text: z.string().max(2000).optional(),
	/** It is the customer's notice, noted for them. */
	forCustomer: z.boolean().optional(),
	/** Ended by another way than notice: lines that are taken off, or contracts that end together. */
	change: changeSchema.optional(),
	...changeInput.pick({ on: true, timing: true, prorate: true }).shape,
})
type EndedByStaff = z.infer<typeof input>
/** `noticeBy`: who may take it back; of another way to end there is no notice. */
type ShownEnd = ShownStaffChange & { noticeBy?: 'customer' | 'company' }

/** A contract ended by staff. `daysBeforeTerm`: how much earlier than its term it ends. */
export const cancellation: Subject<EndedByStaff, ShownEnd, AppliedChange> = {
	permission: 'contract.change',
	input,
	async look(scope, given, on) {
		const { asked, preview } = await lookAtChange(scope, changeOf(given), on)
		const reasonLabels = given.reasonCode === null ? undefined : await labelsOf(scope, given.reasonCode)
		const noticeBy = given.change ? undefined : await partyOf(scope, given)
		const shown = { ...asked.shown, ...(reasonLabels && { reasonLabels }), ...(noticeBy && { noticeBy }) }
		let daysBeforeTerm = 0
		for (const { contractId, leavesOn, endsOn } of preview.parts) {
			const last = given.change ? leavesOn : endsOn.after
			if (last) daysBeforeTerm = Math.max(daysBeforeTerm, await daysTooEarly(scope, contractId, last, on))
		}
		return { ...asked, shown, daysBeforeTerm }
	},
	// As of the day it was asked, as it was shown: notice does not get later by waiting for an approval.
	async run(scope, given, on) {
		if (given.change) return await makeStaffChange(scope, changeOf(given), on)
		const { contractId, change } = changeOf(given)
		const { preview } = await evaluateChange(scope, { contractId, change, on })
		return await cancelContract(scope, { ...given, on, seen: preview?.seen ?? '' })
	},
	card({ noticeBy, ...shown }, currency) {
		const card = cardOfStaffChange(shown, currency)
		if (!noticeBy) return card
		return { ...card, facts: [{ name: 'notice_by', value: { kind: 'party', is: noticeBy } }, ...card.facts] }
	},
	renews: true,
}

/** As it stands once it is given: notice that was the company's stays so, whoever asks for another day. */
async function partyOf(
	scope: Scope,
	{ contractId, reasonCode, forCustomer }: EndedByStaff,
): Promise<'customer' | 'company'> {
	const { state, noticeByCustomer } = await readStanding(scope, contractId)
	const isTheirs = forCustomer ?? (await knownReason(scope, reasonCode)) !== null
	return isTheirs && (state !== 'ending' || noticeByCustomer) ? 'customer' : 'company'
}

async function labelsOf(scope: Scope, code: string) {
	return (await findCancelReasons(scope)).find((reason) => reason.code === code && reason.active)?.labels
}

/** One without a term may end any day. */
async function daysTooEarly(scope: Scope, contractId: string, last: string, on: string): Promise<number> {
	const terms = noticeTerms(await readStanding(scope, contractId))
	const notice = noticeOn(terms, Temporal.PlainDate.from(on))
	const term = terms.endsOn ?? (notice.kind === 'open' ? null : notice.endsOn)
	return term ? Temporal.PlainDate.from(last).until(term, { largestUnit: 'day' }).days : 0
}

function changeOf({ contractId, endsOn, text = '', change, on, timing, prorate }: EndedByStaff): StaffChange {
	const how = { ...(on && { on }), ...(timing && { timing }), ...(prorate !== undefined && { prorate }) }
	const cancel = { kind: 'cancel' as const, ...(endsOn ? { endsOn } : {}) }
	return { contractId, change: change ?? cancel, reason: text.slice(0, 500), ...(change && how) }
}
