import { z } from 'zod'
import { applyChange } from '../../amendment/apply-change.ts'
import { type ContractChange, changeInput, type PreviewChange } from '../../amendment/change.ts'
import { evaluateChange } from '../../amendment/evaluate-change.ts'
import { refuse } from '../../refusal.ts'
import { type ShownChange, shownOf } from '../shown.ts'
import { day, fingerprintOf, money, type Subject } from '../subject.ts'
import { lockAbout } from './about.ts'

export type ChangeAsked = { contractId: string; change: ContractChange; reason?: string | undefined }

/** Core has promised it: access and limits are not asked again, and the customer's rules count. */
const ground = { granted: true, byRules: true }

/** A change above the limit that a customer asks for. It counts from the day they asked, and does what they saw or nothing. */
export const contractChange: Subject<ChangeAsked, ShownChange> = {
	permission: 'contract.change',
	input: z.object({ contractId: z.uuid(), change: changeInput.shape.change, reason: z.string().max(500).optional() }),
	async look(scope, input, on) {
		const about = await lockAbout(scope, input.contractId)
		const { preview, decision } = await evaluateChange(scope, changeOf(input, on), ground)
		if (decision.kind === 'refuse') refuse(decision.refusal.code, decision.refusal.facts as never)
		if (!preview) throw new Error('A change without a preview was not refused')
		const shown = shownOf(preview)
		const difference = BigInt(shown.month.after) - BigInt(shown.month.before)
		return {
			...about,
			amountMinor: difference < 0n ? -difference : difference,
			currency: preview.currency,
			shown,
			fingerprint: fingerprintOf(shown),
		}
	},
	async run(scope, input, on) {
		const asked = changeOf(input, on)
		const { preview } = await evaluateChange(scope, asked, ground)
		return await applyChange(scope, { ...asked, seen: preview?.seen ?? '' }, ground)
	},
	card(shown, currency) {
		return {
			facts: [{ name: 'effective_on', value: day(shown.effectiveOn) }],
			changes: [
				{
					name: 'month',
					before: money(BigInt(shown.month.before), currency),
					after: money(BigInt(shown.month.after), currency),
				},
				...shown.endsOn
					.filter(({ before, after }) => before !== after)
					.map(({ before, after }) => ({ name: 'ends_on' as const, before: day(before), after: day(after) })),
			],
			effect: shown.effect && { minor: shown.effect.total, currency, lines: shown.effect.lines },
			told: shown.told ?? [],
		}
	},
	renews: false,
}

function changeOf({ contractId, change, reason }: ChangeAsked, on: string): PreviewChange {
	return { contractId, change, on, ...(reason ? { reason } : {}) }
}
