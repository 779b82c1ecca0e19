import { z } from 'zod'
import type { Scope } from '../../act.ts'
import { carryOutRequest, requireStill } from '../../machine-request/carry-out.ts'
import { checkRequest } from '../../machine-request/check.ts'
import { endAsked } from '../../machine-request/close.ts'
import { evaluateEnding } from '../../machine-request/ending.ts'
import type { FoundCondition, RequestKind } from '../../machine-request/kinds.ts'
import { type LockedMachineRequest, lockMachineRequest } from '../../machine-request/lock.ts'
import type { ContractMoney } from '../../machine-request/standing.ts'
import { readSettledSoFar } from '../../receivable/settled-so-far.ts'
import { cardOfChange } from '../change-card.ts'
import { shownOf } from '../shown.ts'
import { type CardBody, type CardFact, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({ id: z.uuid() })

/**
 * A request about machines of a contract. Its row is there before anybody is asked; what is approved is what stands in it. Only
 * an unlocking with everything paid needs nobody. The card shows how the contract stood on the day it was asked for, so that a day
 * more past due makes nothing else of it, and money that comes does. A settlement that ends a contract shows what that gives back or
 * charges, as of the day of the decision.
 */
function machineRequest(kind: RequestKind): Subject<z.infer<typeof input>, CardBody, { id: string }> {
	return {
		permission: 'machine_request.ask',
		input,
		async look(scope, { id }, on) {
			const request = await lockMachineRequest(scope, id)
			const about = await lockAbout(scope, request.contractId)
			const still = await requireStill(scope, request)
			const missing = still.conditions.filter(({ met }) => !met).length
			const askedOn = { ...scope, today: Temporal.PlainDate.from(on) }
			const { conditions, money: stands } = await checkRequest(askedOn, request)
			const ends = kind === 'settlement' ? (await evaluateEnding(scope, request.contractId))?.preview : null
			const ending = ends && cardOfChange(shownOf(ends), ends.currency)
			const shown: CardBody = {
				facts: [
					...request.machines.map(({ serialNumber, model }) => ({
						...{ name: 'machine' as const, value: text([serialNumber, model].filter(Boolean).join(' · ')) },
					})),
					...(await saidFacts(scope, request)),
					...conditions.map(conditionFact),
					...moneyFacts(stands),
				],
				changes: ending?.changes ?? [],
				effect: ending?.effect ?? null,
				told: [],
			}
			const ids = request.machines.map((machine) => machine.id)
			return {
				...about,
				...{ subjectId: id, amountMinor: stands.overdueMinor, currency: stands.currency, shown, missing },
				mustAsk: kind !== 'unlock' || missing > 0,
				// What more is missing by the time of the decision refuses it.
				fingerprint: fingerprintOf([
					...[id, ids, await readSettledSoFar(scope, request.contractId)],
					...(ends ? [shownOf(ends)] : []),
				]),
			}
		},
		run: async (scope, { id }) => await carryOutRequest(scope, { id }),
		async ended(scope, { id }, how, note) {
			await endAsked(scope, id, how, note)
		},
		card: (shown) => shown,
		renews: true,
	}
}

const conditionFact = ({ kind, met, days, wantedDays }: FoundCondition): CardFact => ({
	name: met ? 'met' : 'missing',
	value: {
		...{ kind: 'condition', condition: kind, percent: '' },
		note: wantedDays === null ? '' : `${days} / ${wantedDays}`,
	},
})

async function saidFacts({ sql }: Scope, { reason, place, assigneeId, becomes }: LockedMachineRequest) {
	const [fetcher] = assigneeId
		? await sql<{ name: string }[]>`select name from staff_user where id = ${assigneeId}`
		: []
	return [
		{ name: 'reason', value: text(reason) },
		{ name: 'fetched_from', value: text(place) },
		{ name: 'fetched_by', value: text(fetcher?.name ?? '') },
		...(becomes ? [{ name: 'stays_with_customer', value: { kind: 'flag', is: becomes === 'sold' } }] : []),
	].filter(({ value }) => value.kind !== 'none') as CardFact[]
}

function moneyFacts(stands: ContractMoney): CardFact[] {
	const { currency, overdueMinor, overdueDays, penaltyMinor, waivedMinor, writtenOffMinor, payOffMinor } = stands
	return [
		{ name: 'overdue', value: money(overdueMinor, currency) },
		...(overdueDays > 0 ? [{ name: 'overdue_days' as const, value: text(String(overdueDays)) }] : []),
		...(penaltyMinor > 0n ? [{ name: 'penalty_due' as const, value: money(penaltyMinor, currency) }] : []),
		...(waivedMinor > 0n ? [{ name: 'waived' as const, value: money(waivedMinor, currency) }] : []),
		...(writtenOffMinor > 0n ? [{ name: 'written_off' as const, value: money(writtenOffMinor, currency) }] : []),
		{ name: 'pay_off', value: money(payOffMinor, currency) },
		...stands.promises.map(({ on, minor, currency: of, state }) => ({
			name: 'promise' as const,
			value: { kind: 'promise' as const, on, minor, currency: of, state },
		})),
		...(stands.deliveredOn ? [{ name: 'delivered_on' as const, value: day(stands.deliveredOn) }] : []),
	]
}

export const machineLock = machineRequest('lock')
export const machineUnlock = machineRequest('unlock')
export const repossession = machineRequest('repossession')
export const settlement = machineRequest('settlement')
