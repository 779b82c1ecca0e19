import { z } from 'zod'
import { readSettledSoFar } from '../../receivable/settled-so-far.ts'
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

/**
 * Penalty interest of a contract, given up. It is told as of the day it was asked for, so that what accrues since makes
 * nothing else of it, and money that comes does; that no more is waived than is due by then is looked at when it is done.
 */
export const penaltyWaiver: Subject<AskWaiver, CardBody, Awaited<ReturnType<typeof waivePenalty>>> = {
	permission: 'penalty.waive',
	input,
	async look(scope, { contractId, amountMinor: given, reason }, on) {
		const about = await lockAbout(scope, contractId)
		const amountMinor = BigInt(given)
		const askedOn = { ...scope, today: Temporal.PlainDate.from(on) }
		const wanted = { contractId, amountMinor, percent: null }
		const { currency, accruedMinor, dueMinor, openMinor } = await weighWaiver(askedOn, wanted)
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
		const seen = fingerprintOf([contractId, given])
		const fingerprint = fingerprintOf([seen, await readSettledSoFar(scope, contractId)])
		return { ...about, amountMinor, currency, shown, fingerprint, preview: { seen, effectMinor: amountMinor } }
	},
	run: async (scope, { contractId, amountMinor, reason }) =>
		await waivePenalty(scope, { contractId, amountMinor: BigInt(amountMinor), percent: null, reason }),
	card: (shown) => shown,
	renews: true,
}
