import { z } from 'zod'
import { waivePenalty, weighWaiver } from '../../receivable/waiver.ts'
import { type CardBody, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

/** Minor units of the contract's currency. */
const input = z.object({
	contractId: z.uuid(),
	amountMinor: z.string().regex(/^[1-9]\d{0,17}$/),
	reason: z.string().trim().min(1).max(300),
})

type AskWaiver = z.infer<typeof input>

/** Penalty interest of a contract, given up. What was due meanwhile grows by the day: the amount asked for stays. */
export const penaltyWaiver: Subject<AskWaiver, CardBody, Awaited<ReturnType<typeof waivePenalty>>> = {
	permission: 'penalty.waive',
	input,
	async look(scope, { contractId, amountMinor: given, reason }) {
		const about = await lockAbout(scope, contractId)
		const amountMinor = BigInt(given)
		const { currency, accruedMinor, dueMinor, openMinor } = await weighWaiver(scope, {
			...{ contractId, amountMinor, percent: null },
		})
		const shown: CardBody = {
			facts: [
				{ name: 'reason', value: text(reason) },
				{ name: 'waived', value: money(amountMinor, currency) },
				{ name: 'penalty_accrued', value: money(accruedMinor, currency) },
				{ name: 'open', value: money(openMinor, currency) },
			],
			changes: [
				{ name: 'penalty_due', before: money(dueMinor, currency), after: money(dueMinor - amountMinor, currency) },
			],
			effect: null,
			told: [],
		}
		const fingerprint = fingerprintOf([contractId, given])
		return {
			...about,
			...{ amountMinor, currency, shown, fingerprint, preview: { seen: fingerprint, effectMinor: amountMinor } },
		}
	},
	run: async (scope, { contractId, amountMinor, reason }) =>
		await waivePenalty(scope, { contractId, amountMinor: BigInt(amountMinor), percent: null, reason }),
	card: (shown) => shown,
	renews: true,
}
