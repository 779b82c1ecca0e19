import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { type ChargedLine, readChargedLines } from '../credit-note/charged-lines.ts'
import { paidByRule } from '../credit-note/credit-parts.ts'
import { issueNote } from '../credit-note/issue-note.ts'
import { lockCreditable } from '../credit-note/lock.ts'
import { leftOf, lineOfCredit } from '../credit-note/part.ts'
import { busyStates } from '../payment/payment.ts'
import { tellPenalties } from './find-penalty.ts'
import { penaltyWords } from './penalty-words.ts'

type Credited = { line: ChargedLine; amountMinor: bigint }

/**
 * Gives back by credit notes what is invoiced of a contract's penalty interest and did not accrue, as it turned out: money had come
 * before, other terms are agreed, or the late invoice was taken back. The latest invoice first; one that somebody is about to pay
 * waits. Answers how much. The contract must be locked.
 */
export async function creditOverbilled(scope: Scope, contractId: string): Promise<bigint> {
	const told = (await tellPenalties(scope, [contractId], scope.today)).get(contractId)
	const over = new Map((told?.claims ?? []).map(({ invoiceId, overMinor }) => [invoiceId, overMinor]))
	if (![...over.values()].some((minor) => minor > 0n)) return 0n
	let creditedMinor = 0n
	for (const invoice of (await penaltyInvoices(scope, contractId)).toReversed()) {
		if (invoice.busy) continue
		const lines = await readChargedLines(scope, invoice.id)
		const parts = lines.flatMap((line): Credited[] => {
			const late = line.penaltyInvoiceId ?? ''
			const amountMinor = least(over.get(late) ?? 0n, leftOf(line))
			if (amountMinor <= 0n) return []
			over.set(late, (over.get(late) ?? 0n) - amountMinor)
			return [{ line, amountMinor }]
		})
		if (parts.length === 0) continue
		await credit(scope, invoice.id, parts, 'reckonedAnew')
		creditedMinor += sumOf(parts)
	}
	return creditedMinor
}

/**
 * Gives up an amount of what is invoiced of a contract's penalty interest and still open, the oldest invoice first, and answers the
 * credit notes with what each took. The contract must be locked. Refuses `payment.in_progress`.
 */
export async function creditWaived(
	scope: Scope,
	contractId: string,
	wantedMinor: bigint,
): Promise<{ noteId: string; amountMinor: bigint }[]> {
	let missing = wantedMinor
	const notes: { noteId: string; amountMinor: bigint }[] = []
	for (const { id, openMinor } of await penaltyInvoices(scope, contractId)) {
		let most = least(missing, openMinor)
		if (most <= 0n) continue
		await lockCreditable(scope, id)
		const parts = (await readChargedLines(scope, id)).flatMap((line): Credited[] => {
			const amountMinor = least(most, leftOf(line))
			if (amountMinor <= 0n) return []
			most -= amountMinor
			return [{ line, amountMinor }]
		})
		if (parts.length === 0) continue
		const amountMinor = sumOf(parts)
		missing -= amountMinor
		notes.push({ noteId: await credit(scope, id, parts, 'waived'), amountMinor })
	}
	if (missing > 0n) throw new Error('More was waived than is open')
	return notes
}

async function credit(
	scope: Scope,
	invoiceId: string,
	parts: readonly Credited[],
	why: 'waived' | 'reckonedAnew',
): Promise<string> {
	const invoice = await lockCreditable(scope, invoiceId)
	const lines = parts.map(({ line, amountMinor }) => ({
		...lineOfCredit(
			line,
			amountMinor === leftOf(line)
				? { by: 'rest', lineId: line.id }
				: { by: 'amount', lineId: line.id, amountMinor: String(amountMinor) },
			invoice.currency,
		),
		// Reckoned anew, the days were never invoiced; given up, they stay so.
		...(why === 'waived' ? { waived: true } : { kind: 'penalty' as const }),
	}))
	const reason = penaltyWords[invoice.language as Language][why]
	return (
		await issueNote(scope, invoice, { reason, lines, paid: paidByRule(scope), keepsMoney: why === 'reckonedAnew' })
	).id
}

type PenaltyInvoice = { id: string; openMinor: bigint; busy: boolean }

/** The oldest first, held. */
async function penaltyInvoices({ sql }: Scope, contractId: string): Promise<PenaltyInvoice[]> {
	return await sql<PenaltyInvoice[]>`
		select id, case when state = 'issued' then total_minor - settled_minor else 0 end as "openMinor", exists (
				select from payment_invoice join payment on payment.id = payment_id
				where invoice_id = invoice.id and payment.state = any(${busyStates})
			) as busy
		from invoice
		where kind = 'invoice' and state in ('issued', 'uncollectible') and id in (
			select invoice_id from invoice_line where contract_id = ${contractId} and penalty_invoice_id is not null)
		order by issued_on, id for update`
}

const sumOf = (parts: readonly Credited[]) => parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)

const least = (one: bigint, other: bigint) => (one < other ? one : other)
