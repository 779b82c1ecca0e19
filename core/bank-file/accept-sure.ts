import type { Scope } from '../act.ts'
import { recordReceipts } from '../payment/record.ts'
import { recordReceipt } from '../payment/record-receipt.ts'
import { permit } from '../permit.ts'
import { importKeyOf, type LockedEntry, lockEntries, noteReceipts, referenceOf } from './lock-entry.ts'
import { type SuggestedMatch, suggestMatches } from './suggest.ts'

/** So many at once; a press takes the next ones after. */
export const mostAtOnce = 1000

/**
 * Records the receipts of all entries of a file of which it is sure what they pay: number and amount agree. Others wait for
 * somebody. Answers how many, and whether there are more. What one invoice pays goes set-based.
 */
export async function acceptSure(
	scope: Scope,
	{ fileId }: { fileId: string },
): Promise<{ accepted: number; isMore: boolean }> {
	permit(scope, 'payment.record')
	const entries = (await lockEntries(scope, { fileId })).filter(({ valueOn }) => valueOn <= scope.today.toString())
	const first = surely(entries, await suggestMatches(scope, { entries, byName: false })).slice(0, mostAtOnce)
	if (first.length === 0) return { accepted: 0, isMore: false }
	const held = first.flatMap(({ match }) => match.put.map(({ invoiceId }) => invoiceId))
	await scope.sql`select from invoice where id = any(${held}::uuid[]) order by id for update`
	// What was open while it was looked for may be paid by now.
	const again = first.map(({ entry }) => entry)
	const sure = surely(again, await suggestMatches(scope, { entries: again, byName: false }))
	const single = sure.filter(({ match }) => match.put.length === 1)
	const paymentIds = await recordReceipts(
		scope,
		single.map(({ entry, match }) => ({ ...moneyOf(entry, match), invoiceId: match.put[0]?.invoiceId ?? null })),
	)
	const pairs = single.map(({ entry }, index) => ({ entryId: entry.id, paymentId: paymentIds[index] ?? '' }))
	for (const { entry, match } of sure) {
		if (match.put.length === 1) continue
		const { paymentId } = await recordReceipt(scope, {
			...moneyOf(entry, match),
			// What is not invoiced yet is waited for.
			...(match.put.length === 0
				? { contractId: match.contractId, allocate: { by: 'order' } }
				: { allocate: { by: 'hand', to: match.put } }),
		})
		pairs.push({ entryId: entry.id, paymentId })
	}
	await noteReceipts(scope, pairs)
	return { accepted: pairs.length, isMore: first.length === mostAtOnce }
}

type Sure = { entry: LockedEntry; match: SuggestedMatch }

function surely(entries: readonly LockedEntry[], matches: ReadonlyMap<string, SuggestedMatch[]>): Sure[] {
	return entries.flatMap((entry) => {
		const [match] = matches.get(entry.id) ?? []
		return match?.sure ? [{ entry, match }] : []
	})
}

function moneyOf(entry: LockedEntry, { customerId }: SuggestedMatch) {
	const { currency, amountMinor, valueOn: receivedOn } = entry
	return {
		...{ customerId, currency, amountMinor, receivedOn, method: 'transfer' as const },
		...{ reference: referenceOf(entry), importKey: importKeyOf(entry.id) },
	}
}
