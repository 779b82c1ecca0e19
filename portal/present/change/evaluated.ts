import { type Actor, look } from '#core/act.ts'
import type { ChangeDecision, PreviewChange } from '#core/amendment/change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import type { LoadContext } from '#portal/load-context.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { formatDay, formatMoney } from '../format.ts'
import { presentRefusal } from '../refusal.ts'
import { type PreviewWanted, presentPreview, type ShownPreview } from './preview.ts'

/** A change as a page shows it before it is made: what it does, or why not, or that a person must agree. */
export type ShownDecision = { preview: ShownPreview | null; refused: string | null; asks: string | null }

export async function evaluateShown(
	{ books }: LoadContext,
	actor: Actor,
	speaker: Speaker,
	asked: PreviewChange,
	wanted: Omit<PreviewWanted, 'afterRenewal'> = {},
): Promise<ShownDecision> {
	const found = await look(books, actor, evaluateChange, asked)
	if (!found.ok) return { preview: null, refused: presentRefusal(speaker, found.refusal), asks: null }
	const { preview, decision } = found.value
	return {
		preview: preview && presentPreview(preview, { ...wanted, afterRenewal: afterRenewalIn(speaker) }),
		refused: decision.kind === 'refuse' ? whyRefused(speaker, decision) : null,
		asks: decision.kind === 'approve' ? whyApproved(speaker, decision, preview?.currency) : null,
	}
}

/** Words that say after which renewal an invoice comes. */
export function afterRenewalIn({ say, formats }: Speaker): (day: string) => string {
	return (day) => say('contractDays.afterRenewal', { day: formatDay(formats, day) })
}

/** Of several contracts the one that refuses is named, unless the words name it by themselves. */
function whyRefused(speaker: Speaker, { refusal, number }: Extract<ChangeDecision, { kind: 'refuse' }>): string {
	const why = presentRefusal(speaker, refusal)
	return number && !('number' in refusal.facts) ? speaker.say('fault.ofContract', { number, why }) : why
}

/** The limit says why only where it is one, and in the money of the contract. */
function whyApproved(
	{ say, formats }: Speaker,
	{ limitMinor: minor, currency }: Extract<ChangeDecision, { kind: 'approve' }>,
	shown: string | undefined,
): string {
	if (minor === 0n || currency !== shown) return say('change.approvedFirst')
	return say('change.needsApproval', { limit: formatMoney(formats, { minor, currency }) })
}
