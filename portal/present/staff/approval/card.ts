import type { ApprovalCard } from '#core/approval/card.ts'
import type { Refusal } from '#core/refusal.ts'
import type { Speaker } from '../../../words/speaker.ts'
import { presentRefusal } from '../../refusal.ts'

/** A card as its page takes it: moments as text, what failed in words. */
export function presentCard(speaker: Speaker, card: ApprovalCard) {
	const { requestedAt, steps, talk, outcome, history, ...rest } = card
	return {
		...rest,
		requestedAt: requestedAt.toString(),
		steps: steps.map(({ dueAt, escalatedAt, approvers, ...step }) => ({
			...step,
			dueAt: dueAt?.toString() ?? null,
			escalated: escalatedAt !== null,
			approvers: approvers.map(({ said, ...approver }) => ({
				...approver,
				said: said && { ...said, at: said.at.toString() },
			})),
		})),
		talk: talk.map((one) => ({ ...one, at: one.at.toString() })),
		history: history.map((one) => ({ ...one, requestedAt: one.requestedAt.toString() })),
		outcome: outcome && {
			...outcome,
			at: outcome.at.toString(),
			failure: outcome.failure ? presentRefusal(speaker, revived(outcome.failure)) : null,
		},
	}
}

export type PresentedCard = ReturnType<typeof presentCard>

/** A refusal was kept with its amounts as text. */
function revived({ code, facts }: Refusal): Refusal {
	const read = Object.entries(facts).map(([name, fact]) => [
		name,
		name.endsWith('Minor') && typeof fact === 'string' ? BigInt(fact) : fact,
	])
	return { code, facts: Object.fromEntries(read) } as Refusal
}
