import type { Scope } from '../act.ts'
import { type Actor, act, type Books, expectOk } from '../act.ts'
import { readRenewalPolicy } from '../contract/renewal-policy.ts'
import { permit } from '../permit.ts'
import { offerRenewal } from './offer-renewal.ts'
import { readRenewing } from './renewing.ts'

/**
 * Makes and sends the quotes for another term of contracts that are renewed by quote, so many days before their end as the
 * company says; each in a transaction of its own, once for a term. Answers how many, and what went wrong with which.
 */
export async function quoteRenewals(
	books: Books,
	actor: Actor,
): Promise<{ quoted: number; failed: { id: string; problem: string }[] }> {
	const ids = expectOk(await act(books, actor, findDue, undefined))
	const failed: { id: string; problem: string }[] = []
	let quoted = 0
	for (const id of ids) {
		const made = await act(books, actor, quoteRenewal, { contractId: id })
		if (!made.ok) failed.push({ id, problem: made.refusal.code })
		else if (made.value) quoted++
	}
	return { quoted, failed }
}

async function findDue(scope: Scope): Promise<string[]> {
	permit(scope, 'quote.write')
	const { quoteDays } = await readRenewalPolicy(scope)
	const rows = await scope.sql<{ id: string }[]>`
		select id from contract where renewal = 'quote' and state in ('active', 'paused')
			and ends_on between ${scope.today} and ${scope.today.add({ days: quoteDays })}
			and not exists (select from renewal_notice as notice
				where notice.contract_id = contract.id and notice.ends_on = contract.ends_on and notice.kind = 'quote')
			and not exists (select from quote where for_contract_id = contract.id and purpose = 'renewal'
				and state in ('draft', 'sent', 'accepted') and quote.starts_on > contract.ends_on)
		order by ends_on, id limit 500`
	return rows.map(({ id }) => id)
}

/** The quote of one contract; null where another process has just made it, or nothing of it recurs at its end. */
async function quoteRenewal(scope: Scope, { contractId }: { contractId: string }): Promise<{ id: string } | null> {
	const [contract] = await readRenewing(scope, [contractId])
	if (!contract?.lines.length) return null
	const [first] = await scope.sql`
		insert into renewal_notice (contract_id, ends_on, kind, days, told_on)
		values (${contractId}, ${contract.endsOn}, 'quote', 0, ${scope.today}) on conflict do nothing returning days`
	if (!first) return null
	return await offerRenewal(scope, contract)
}
