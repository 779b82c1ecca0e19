import type { Scope } from '../act.ts'

/** How long what a customer changed by themselves counts together with what they change now, in days. */
const countedDays = 30

/**
 * Amendments that a contract's customer made lately without anybody's word, by their sequence: in several steps they go no
 * further than in one. Not notice, which is theirs in any case, nor what was offered to them to stay.
 */
export async function readOwnChanges({ sql, today }: Scope, contractId: string): Promise<ReadonlySet<number>> {
	const rows = await sql<{ sequence: number }[]>`
		select sequence from amendment where contract_id = ${contractId} and kind not in ('original', 'end')
			and recorded_on > ${today.subtract({ days: countedDays })}
			and (recorded_by like 'contact:%' or recorded_by like 'link:%')
			and not exists (select from save_offer_taken as taken
				where taken.contract_id = amendment.contract_id and taken.sequence = amendment.sequence)`
	return new Set(rows.map(({ sequence }) => sequence))
}
