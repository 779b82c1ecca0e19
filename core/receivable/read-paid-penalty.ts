import type { Scope } from '../act.ts'

/** What was paid of each contract's penalty interest by a day, that day included; minor units. */
export async function readPaidPenalty(
	{ sql }: Pick<Scope, 'sql'>,
	contractIds: readonly string[],
	on: Temporal.PlainDate,
): Promise<Map<string, bigint>> {
	const rows = await sql<{ contractId: string; minor: bigint }[]>`
		select contract_id as "contractId", sum(amount_minor)::bigint as minor from penalty_payment
		where contract_id = any(${[...contractIds]}::uuid[]) and paid_on <= ${on} group by 1`
	return new Map(rows.map(({ contractId, minor }) => [contractId, minor]))
}
