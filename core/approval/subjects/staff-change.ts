import type { z } from 'zod'
import type { Scope } from '../../act.ts'
import { applyChange } from '../../amendment/apply-change.ts'
import type { AppliedChange, changeInput } from '../../amendment/change.ts'
import { evaluateChange } from '../../amendment/evaluate-change.ts'
import { tellChange } from '../../amendment/tell-change.ts'
import type { Language } from '../../company/read.ts'
import { refuse } from '../../refusal.ts'
import { cardOfChange } from '../change-card.ts'
import { partsOf, type ShownChange, shownOf } from '../shown.ts'
import { type CardBody, type FactValue, fingerprintOf, text } from '../subject.ts'
import { lockAbout } from './about.ts'

export type StaffChange = z.output<typeof changeInput>
/** `reasonLabels`: of a coded reason, as the company's words were when it was asked; not in the fingerprint. */
export type ShownStaffChange = ShownChange & { reason: string; reasonLabels?: Record<Language, string> }

/** A change that staff make, worked out as of the day they asked; nobody's rules bind it but the workflow. */
export async function lookAtChange(scope: Scope, input: StaffChange, on: string) {
	const about = await lockAbout(scope, input.contractId)
	const { preview, decision } = await evaluateChange(scope, asOf(input, on))
	if (decision.kind === 'refuse') refuse(decision.refusal.code, decision.refusal.facts as never)
	if (!preview) throw new Error('A change without a preview was not refused')
	const shown = { ...shownOf(preview), reason: input.reason ?? '' }
	const told = await tellChange(scope, { contractId: input.contractId, change: preview.change })
	const difference = BigInt(shown.month.after) - BigInt(shown.month.before)
	return {
		preview,
		asked: {
			...about,
			amountMinor: difference < 0n ? -difference : difference,
			currency: preview.currency,
			shown: { ...shown, told, parts: partsOf(preview) } as ShownStaffChange,
			fingerprint: fingerprintOf(shown),
			preview: { seen: preview.seen, effectMinor: preview.effect?.totalMinor ?? 0n },
		},
	}
}

export async function makeStaffChange(scope: Scope, input: StaffChange, on: string): Promise<AppliedChange> {
	const asked = asOf(input, on)
	const { preview } = await evaluateChange(scope, asked)
	return await applyChange(scope, { ...asked, seen: preview?.seen ?? '' })
}

export function cardOfStaffChange(
	{ reason, reasonLabels: labels, ...shown }: ShownStaffChange,
	currency: string,
): CardBody {
	const card = cardOfChange(shown, currency)
	const value: FactValue = labels ? { kind: 'labelled', labels, text: reason } : text(reason)
	return { ...card, facts: [{ name: 'reason', value }, ...card.facts] }
}

const asOf = (input: StaffChange, on: string) => ({ ...input, on: input.on ?? on })
