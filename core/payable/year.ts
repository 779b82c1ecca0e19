import type { Scope } from '../act.ts'
import { dues } from './dues.ts'

/** What the plan of a contract says for the twelve months from a day, agreed or still a draft. */
export async function sumYear(
	scope: Scope,
	{ contractId, from }: { contractId: string; from: Temporal.PlainDate },
): Promise<bigint> {
	const within = {
		from: from.toString(),
		to: from.add({ years: 1 }).subtract({ days: 1 }).toString(),
		of: scope.sql`payable.contract_id = ${contractId}`,
		alsoDrafts: true,
	}
	const [year] = await scope.sql<{ minor: bigint }[]>`
		select coalesce(sum(payable.amount_minor), 0)::bigint as minor
		from (${dues(scope, within)}) as due join payable on payable.id = due.payable_id`
	return year?.minor ?? 0n
}
