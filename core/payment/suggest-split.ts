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

/**
 * What money of a customer would settle in the company's order: everything open, in that order. `on`, ISO: the day on which it came,
 * as long as it is free; then penalty interest of that day goes before what was invoiced since, where the company says so. Refuses
 * `not_found`.
 */
export async function suggestSplit(
	scope: Scope,
	money: {
		customerId: string
		currency: string
		amountMinor: bigint
		contractId?: string | null | undefined
		on?: string | undefined
	},
): Promise<SuggestedSplit> {
	permit(scope, 'payment.record')
	const [customer] = await scope.sql`select from customer where id = ${money.customerId} and ${reach(scope).customer()}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const open = await openInOrder(scope, money, { lock: false })
	const penalty = await findPenaltyDue(scope, money)
	const { receiptPaysPenalty } = scope.company
	const on = money.on ?? scope.today.toString()
	const there = receiptPaysPenalty ? open.filter(({ since }) => since <= on) : open
	const first = shareOut(money.amountMinor, there)
	const left = money.amountMinor - sumOf(first)
	const owedThen = receiptPaysPenalty && left > 0n ? await findPenaltyDue(scope, money, on) : []
	const dueMinor = owedThen.reduce((total, one) => total + one.dueMinor, 0n)
	const toPenalty = dueMinor < left ? dueMinor : left
	// As it would have gone: the earliest invoiced first.
	const since = open.filter((one) => !there.includes(one)).sort((one, two) => (one.since < two.since ? -1 : 1))
	const then = shareOut(left - toPenalty, since)
	const shares = new Map([...first, ...then].map(({ to, amountMinor }) => [to.id, amountMinor]))
	const parts = open.map(({ id, number, contractId, dueOn, openMinor }) => ({
		...{ invoiceId: id, number, contractId, dueOn: dueOn.toString(), openMinor },
		daysPastDue: Math.max(0, dayOf(scope.today) - dayOf(dueOn)),
		amountMinor: shares.get(id) ?? 0n,
	}))
	const unallocatedMinor = left - toPenalty - sumOf(then)
	return { order: scope.company.receiptOrder, parts, penalty, unallocatedMinor }
}

const sumOf = (shares: readonly { amountMinor: bigint }[]) =>
	shares.reduce((total, { amountMinor }) => total + amountMinor, 0n)
