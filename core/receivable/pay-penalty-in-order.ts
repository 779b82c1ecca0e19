import type { Scope } from '../act.ts'
import { shareOut } from '../allocation/order.ts'
import type { FreeMoney } from '../allocation/put-in-order.ts'
import { tellPenalties } from './find-penalty.ts'
import { lockContracts, payPenalty } from './pay-penalty.ts'

type Whose = Pick<FreeMoney, 'customerId' | 'currency' | 'contractId'>

/** Minor units. */
export type PenaltyDue = { contractId: string; number: string; dueMinor: bigint }

/**
 * What a customer owes of penalty interest in a currency today, the contract that the money is for first, then by number. With
 * a day, ISO, what was owed on it, and is still.
 */
export async function findPenaltyDue(
	scope: Scope,
	{ customerId, currency, contractId }: Whose,
	on?: string,
): Promise<PenaltyDue[]> {
	const contracts = await bearing(scope, { customerId, currency })
	const ids = contracts.map(({ id }) => id)
	const told = await tellPenalties(scope, ids, scope.today)
	const then = on === undefined ? told : await tellPenalties(scope, ids, Temporal.PlainDate.from(on))
	return contracts
		.flatMap(({ id, number }) => {
			const [now, was] = [told.get(id)?.dueMinor ?? 0n, then.get(id)?.dueMinor ?? 0n]
			const dueMinor = was < now ? was : now
			return dueMinor > 0n ? [{ contractId: id, number, dueMinor }] : []
		})
		.sort((one, two) => Number(two.contractId === contractId) - Number(one.contractId === contractId))
}

/** Holds the contracts that money may go to beside invoices, where the company says so: before these are held. */
export async function lockForPenalty(scope: Scope, money: Whose): Promise<void> {
	if (!scope.company.receiptPaysPenalty) return
	const contracts = await bearing(scope, money)
	await lockContracts(
		scope,
		contracts.map(({ id }) => id),
	)
}

/** Puts what is left of money to the penalty interest of its day, ISO, where the company says so, and answers how much went there. */
export async function payPenaltyInOrder(scope: Scope, money: FreeMoney, on: string): Promise<bigint> {
	const { paymentId, customerId, currency, leftMinor } = money
	if (!scope.company.receiptPaysPenalty || leftMinor <= 0n) return 0n
	const due = await findPenaltyDue(scope, money, on)
	const shares = shareOut(
		leftMinor,
		due.map((one) => ({ ...one, openMinor: one.dueMinor })),
	)
	if (shares.length === 0) return 0n
	const of = { paymentId, customerId, currency, on }
	await payPenalty(
		scope,
		shares.map(({ to: { contractId }, amountMinor }) => ({ ...of, contractId, amountMinor })),
	)
	return shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
}

async function bearing({ sql }: Scope, { customerId, currency }: Whose): Promise<{ id: string; number: string }[]> {
	return await sql<{ id: string; number: string }[]>`
		select id, number from contract
		where customer_id = ${customerId} and currency = ${currency} and direction = 'receivable' and exists (select from penalty_terms)
		order by number`
}
