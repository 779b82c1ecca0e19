import type { Scope } from '../act.ts'
import { openInOrder, type ReceiptOrder, shareOut } from '../allocation/order.ts'
import { dayOf } from '../calendar.ts'
import { permit, reach } from '../permit.ts'
import { tellPenalties } from '../receivable/find-penalty.ts'
import { refuse } from '../refusal.ts'

/** An open invoice, and what of the money would go there. Minor units; the day is ISO. */
export type SuggestedPart = {
	invoiceId: string
	number: string
	contractId: string | null
	dueOn: string
	daysPastDue: number
	openMinor: bigint
	amountMinor: bigint
}

export type SuggestedSplit = {
	order: ReceiptOrder
	parts: SuggestedPart[]
	unallocatedMinor: bigint
	/** What is owed of penalty interest today, by contract; money goes there only by hand. */
	penalty: { contractId: string; number: string; dueMinor: bigint }[]
}

/** What money of a customer would settle in the company's order: everything open, in that order. Refuses `not_found`. */
export async function suggestSplit(
	scope: Scope,
	money: { customerId: string; currency: string; amountMinor: bigint; contractId?: string | null | undefined },
): Promise<SuggestedSplit> {
	permit(scope, 'payment.record')
	const [customer] = await scope.sql`select from customer where id = ${money.customerId} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const open = await openInOrder(scope, money, { lock: false })
	const shares = new Map(shareOut(money.amountMinor, open).map(({ to, amountMinor }) => [to.id, amountMinor]))
	const parts = open.map(({ id, number, contractId, dueOn, openMinor }) => ({
		...{ invoiceId: id, number, contractId, dueOn: dueOn.toString(), openMinor },
		daysPastDue: Math.max(0, dayOf(scope.today) - dayOf(dueOn)),
		amountMinor: shares.get(id) ?? 0n,
	}))
	const sum = parts.reduce((total, part) => total + part.amountMinor, 0n)
	const penalty = await findPenaltyDue(scope, money)
	return { order: scope.company.receiptOrder, parts, penalty, unallocatedMinor: money.amountMinor - sum }
}

async function findPenaltyDue(scope: Scope, { customerId, currency }: { customerId: string; currency: string }) {
	const contracts = await scope.sql<{ id: string; number: string }[]>`
		select id, number from contract
		where customer_id = ${customerId} and currency = ${currency} and direction = 'receivable' and exists (select from penalty_terms)
		order by number`
	const ids = contracts.map(({ id }) => id)
	const told = await tellPenalties(scope, ids, scope.today)
	return contracts.flatMap(({ id, number }) => {
		const dueMinor = told.get(id)?.dueMinor ?? 0n
		return dueMinor > 0n ? [{ contractId: id, number, dueMinor }] : []
	})
}
