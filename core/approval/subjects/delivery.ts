import { z } from 'zod'
import { checkConditions } from '../../delivery/check.ts'
import { conditionKinds } from '../../delivery/condition.ts'
import { issueGatePass, readMachinesToLeave } from '../../delivery/issue.ts'
import { refuse } from '../../refusal.ts'
import { type CardBody, type FactValue, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({
	contractId: z.uuid(),
	equipmentIds: z.array(z.uuid()).min(1).max(100),
	/** Who may take the machines, as far as it is known. */
	taker: z.string().trim().max(200).default(''),
	/** Conditions that whoever asks saw missing; the reason is about them. */
	without: z.array(z.enum(conditionKinds)).default([]),
	reason: z.string().trim().max(500).default(''),
})

type AskDelivery = z.infer<typeof input>

/**
 * Machines of a contract leave the yard: what is approved is their gate pass. The card shows the conditions as of the day it
 * was asked for. One that came to be missing since is nobody's word yet: that refuses it, and whoever asks gives a reason anew.
 */
export const delivery: Subject<AskDelivery, CardBody, Awaited<ReturnType<typeof issueGatePass>>> = {
	permission: 'delivery.ask',
	input,
	async look(scope, { contractId, equipmentIds, taker, without, reason }, on) {
		const about = await lockAbout(scope, contractId)
		const machines = await readMachinesToLeave(scope, { contractId, equipmentIds })
		const missing = (await checkConditions(scope, contractId)).filter(({ met }) => !met)
		if (missing.some(({ kind }) => !without.includes(kind))) refuse('delivery.missing_since', {})
		if (missing.length > 0 && reason === '') refuse('delivery.reason_missing', {})
		const conditions = await checkConditions({ ...scope, today: Temporal.PlainDate.from(on) }, contractId)
		const [contract] = await scope.sql<{ currency: string }[]>`select currency from contract where id = ${contractId}`
		const currency = contract?.currency ?? ''
		const shown: CardBody = {
			facts: [
				...machines.map(({ serialNumber, model }) => ({
					...{ name: 'machine' as const, value: text([serialNumber, model].filter(Boolean).join(' · ')) },
				})),
				...(taker ? [{ name: 'taker' as const, value: text(taker) }] : []),
				...conditions.map((one) => ({
					name: one.met ? ('met' as const) : ('missing' as const),
					value: {
						...{ kind: 'condition', condition: one.kind, percent: one.percent ?? '', note: one.missing.join(', ') },
					} satisfies FactValue,
				})),
				...conditions.flatMap(({ gotMinor, wantedMinor }) => [
					...(gotMinor === null ? [] : [{ name: 'received' as const, value: money(gotMinor, currency) }]),
					...(wantedMinor === null || gotMinor !== null
						? []
						: [{ name: 'open' as const, value: money(wantedMinor, currency) }]),
				]),
				...(missing.length > 0 ? [{ name: 'reason' as const, value: text(reason) }] : []),
			],
			changes: [],
			effect: null,
			told: [],
		}
		const ids = machines.map(({ id }) => id)
		return {
			...about,
			// Requests about the contract itself go their own way; one at a time is about the same machine.
			subjectId: ids[0] ?? contractId,
			...{ amountMinor: null, currency, shown, missing: missing.length, mustAsk: missing.length > 0 },
			fingerprint: fingerprintOf([contractId, ids]),
		}
	},
	run: async (scope, given) => await issueGatePass(scope, given),
	card: (shown) => shown,
	renews: true,
}
