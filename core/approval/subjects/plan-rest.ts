import { z } from 'zod'
import { giveUpRest, previewGiveUp } from '../../receivable/change-plan.ts'
import { refuse } from '../../refusal.ts'
import { type CardBody, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({ contractId: z.uuid(), planId: z.uuid(), reason: z.string().trim().min(1).max(300) })

/** What a plan still asks for and stands on no invoice, given up. Without workflows of its own those of a write-off count. */
export const planRest: Subject<z.infer<typeof input>, CardBody, Awaited<ReturnType<typeof giveUpRest>>> = {
	permission: 'invoice.write_off',
	input,
	async look(scope, { contractId, planId, reason }) {
		const about = await lockAbout(scope, contractId)
		const rest = await previewGiveUp(scope, { planId })
		if (rest.contractId !== contractId) refuse('not_found', { noun: 'collection_plan' })
		const { plan, currency, dropped, restMinor, owedMinor, seen } = rest
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(reason) },
				{ name: 'plan', value: text(plan.label || String(plan.number)) },
				{ name: 'given_up', value: money(restMinor, currency) },
				{ name: 'stays_owed', value: money(owedMinor, currency) },
			],
			changes: [{ name: 'instalments', before: text(String(dropped.length)), after: text('0') }],
			effect: null,
			told: [],
		}
		return {
			...about,
			...{ amountMinor: restMinor, currency, otherwise: 'write_off' as const },
			...{ shown, fingerprint: fingerprintOf([planId, seen, shown]), preview: { seen, effectMinor: 0n } },
		}
	},
	async run(scope, { planId, reason }) {
		const { seen } = await previewGiveUp(scope, { planId })
		return await giveUpRest(scope, { planId, reason, seen })
	},
	card: (shown) => shown,
	renews: true,
}
