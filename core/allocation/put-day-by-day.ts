import type { Scope } from '../act.ts'
import { followMoney } from '../dunning/service-state.ts'
import { payPenaltyInOrder } from '../receivable/pay-penalty-in-order.ts'
import { allocate } from './allocate.ts'
import { freeSince } from './day.ts'
import type { LaterMoney } from './later-money.ts'
import { type OpenForMoney, openInOrder, shareOut } from './order.ts'
import type { FreeMoney, Put } from './put-in-order.ts'
import { takeBack } from './take-back.ts'

type Kept = { money: FreeMoney; on: string; leftMinor: bigint; put: Put[]; penaltyMinor: bigint }

/**
 * Puts money in order where what is left pays penalty interest, and all that came after it anew, day by day: each to what was
 * invoiced by its day, then to the penalty interest of that day, and what it leaves to what was invoiced next. So it becomes
 * what it would have become had it been typed on its day. The money must be locked, in the order of its days.
 */
export async function putDayByDay(
	scope: Scope,
	first: FreeMoney | null,
	later: readonly LaterMoney[],
): Promise<{ put: Put[]; penaltyMinor: bigint; again: number }> {
	for (const { paymentId, leftMinor } of later)
		await takeBack(scope, { paymentId, amountMinor: leftMinor, never: true })
	const moneys: Kept[] = []
	for (const money of [...(first ? [first] : []), ...later]) {
		const on = await freeSince(scope, money.paymentId)
		for (const one of moneys) await putRest(scope, one, on)
		const kept = { money, on, leftMinor: money.leftMinor, put: [], penaltyMinor: 0n }
		await put(scope, kept, (invoice) => invoice.since <= on)
		kept.penaltyMinor = await payPenaltyInOrder(scope, { ...money, leftMinor: kept.leftMinor }, on)
		kept.leftMinor -= kept.penaltyMinor
		moneys.push(kept)
	}
	for (const one of moneys) await putRest(scope, one, scope.today.toString())
	const lost = later.flatMap(({ standing }) => [...standing.keys()])
	if (lost.length > 0) await followMoney(scope, lost)
	const again = later.filter(({ paymentId, standing }) => {
		const now = sums(moneys.find(({ money }) => money.paymentId === paymentId)?.put ?? [])
		return now.size !== standing.size || [...now].some(([id, minor]) => standing.get(id) !== minor)
	}).length
	const own = first ? moneys[0] : undefined
	return { put: own?.put ?? [], penaltyMinor: own?.penaltyMinor ?? 0n, again }
}

/** What was left goes to what was invoiced until a day, as it would have gone when that was: the earliest invoiced first. */
async function putRest(scope: Scope, kept: Kept, until: string): Promise<void> {
	if (kept.leftMinor <= 0n) return
	const { customerId, currency } = kept.money
	const open = await openInOrder(scope, { customerId, currency }, { lock: false })
	const days = new Set(open.map(({ since }) => since).filter((since) => since > kept.on && since <= until))
	for (const day of [...days].sort()) await put(scope, kept, ({ since }) => since === day)
}

async function put(scope: Scope, kept: Kept, which: (invoice: OpenForMoney) => boolean): Promise<void> {
	if (kept.leftMinor <= 0n) return
	const { paymentId, customerId, currency } = kept.money
	const open = await openInOrder(scope, kept.money, { lock: true })
	const parts = shareOut(kept.leftMinor, open.filter(which)).map(({ to, amountMinor }) => ({
		...{ invoiceId: to.id, number: to.number, contractId: to.contractId, amountMinor },
	}))
	await allocate(
		scope,
		parts.map(({ number: _, ...part }) => ({ ...part, paymentId, customerId, currency })),
	)
	kept.put.push(...parts)
	for (const { amountMinor } of parts) kept.leftMinor -= amountMinor
}

function sums(put: readonly Put[]): Map<string, bigint> {
	const of = new Map<string, bigint>()
	for (const { invoiceId, amountMinor } of put) of.set(invoiceId, (of.get(invoiceId) ?? 0n) + amountMinor)
	return of
}
