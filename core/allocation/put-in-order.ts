import type { Scope } from '../act.ts'
import { followMoney } from '../dunning/service-state.ts'
import { lockForPenalty } from '../receivable/pay-penalty-in-order.ts'
import { allocate } from './allocate.ts'
import { type LaterMoney, lockLater } from './later-money.ts'
import { type OpenForMoney, openInOrder, shareOut } from './order.ts'
import { putDayByDay } from './put-day-by-day.ts'
import { takeBack } from './take-back.ts'

/** Money of a payment that settles nothing; minor units. */
export type FreeMoney = {
	paymentId: string
	customerId: string
	currency: string
	leftMinor: bigint
	/** The contract that it is for, whose invoices come first. */
	contractId?: string | null | undefined
}

/** What of it settles an invoice. */
export type Put = { invoiceId: string; number: string; contractId: string | null; amountMinor: bigint }

/**
 * Puts free money to invoices in the company's order. Money that came after it and was put in order too is put anew where
 * that makes a difference, so that it does not matter in which order receipts are typed. Where the company says that what is
 * left goes to penalty interest, all of them are put day by day. The payment must be locked.
 */
export async function putInOrder(
	scope: Scope,
	money: FreeMoney,
): Promise<{ put: Put[]; penaltyMinor: bigint; again: number }> {
	await lockForPenalty(scope, money)
	const later = await lockLater(scope, money)
	if (scope.company.receiptPaysPenalty) return await putDayByDay(scope, money, later)
	const [put = [], ...others] = await plan(scope, money, [money, ...later], later)
	return { put, penaltyMinor: 0n, again: await carryOut(scope, { money, put }, later, others) }
}

/** The same after a payment has gone that was put before others: those that came after it are put anew. */
export async function putAgain(scope: Scope, gone: FreeMoney): Promise<number> {
	await lockForPenalty(scope, gone)
	const later = await lockLater(scope, gone)
	if (later.length === 0) return 0
	if (scope.company.receiptPaysPenalty) return (await putDayByDay(scope, null, later)).again
	return await carryOut(scope, null, later, await plan(scope, gone, later, later))
}

/** What each gets, one after the other, as if none of the later ones had been put anywhere yet. */
async function plan(
	scope: Scope,
	of: FreeMoney,
	moneys: readonly FreeMoney[],
	later: readonly LaterMoney[],
): Promise<Put[][]> {
	const freeing = later.map(({ paymentId }) => paymentId)
	const orders = new Map<string | null, OpenForMoney[]>()
	const left = new Map<string, bigint>()
	const plans: Put[][] = []
	for (const { leftMinor, contractId = null } of moneys) {
		const order = orders.get(contractId) ?? (await openInOrder(scope, { ...of, contractId }, { lock: true, freeing }))
		orders.set(contractId, order)
		const open = order.map((one) => ({ ...one, openMinor: left.get(one.id) ?? one.openMinor }))
		const shares = shareOut(leftMinor, open)
		for (const { to, amountMinor } of shares) left.set(to.id, to.openMinor - amountMinor)
		plans.push(
			shares.map(({ to: { id: invoiceId, number, contractId: owner }, amountMinor }) => ({
				...{ invoiceId, number, contractId: owner, amountMinor },
			})),
		)
	}
	return plans
}

async function carryOut(
	scope: Scope,
	first: { money: FreeMoney; put: Put[] } | null,
	later: readonly LaterMoney[],
	plans: readonly Put[][],
): Promise<number> {
	const changed = later.flatMap((money, place) => {
		const put = plans[place] ?? []
		const same =
			put.length === money.standing.size && put.every((part) => money.standing.get(part.invoiceId) === part.amountMinor)
		return same ? [] : [{ money, put }]
	})
	for (const { money } of changed)
		await takeBack(scope, { paymentId: money.paymentId, amountMinor: money.leftMinor, never: true })
	const all = [...(first ? [first] : []), ...changed]
	await allocate(
		scope,
		all.flatMap(({ money: { paymentId, customerId, currency }, put }) =>
			put.map(({ number: _, ...part }) => ({ ...part, paymentId, customerId, currency })),
		),
	)
	const lost = changed.flatMap(({ money }) => [...money.standing.keys()])
	if (lost.length > 0) await followMoney(scope, lost)
	return changed.length
}
