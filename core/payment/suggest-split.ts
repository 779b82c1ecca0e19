import type { Scope } from '../act.ts'
import { openInOrder, type ReceiptOrder, shareOut } from '../allocation/order.ts'
import { dayOf } from '../calendar.ts'
import { permit, reach } from '../permit.ts'
import { findPenaltyDue, type PenaltyDue } from '../receivable/pay-penalty-in-order.ts'
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
	/** What is owed of penalty interest today, by contract; money goes there by hand, or last where the company says so. */
	penalty: PenaltyDue[]
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
	const dueMinor = penalty.reduce((total, one) => total + one.dueMinor, 0n)
	const left = money.amountMinor - sum
	const toPenalty = !scope.company.receiptPaysPenalty ? 0n : dueMinor < left ? dueMinor : left
	return { order: scope.company.receiptOrder, parts, penalty, unallocatedMinor: left - toPenalty }
}
