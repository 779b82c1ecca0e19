import type { Scope } from '../act.ts'
import { joinByDay } from './joint-end.ts'
import { billContracts } from './run.ts'

/**
 * Bills what is due of locked contracts today, for verbs that have permitted it; `joined`: what falls due on one day is
 * one invoice of all of them. Answers the ids of what was issued.
 */
export async function billTogether(
	scope: Scope,
	ids: readonly string[],
	{ joined }: { joined: boolean },
): Promise<string[]> {
	const issued: string[] = []
	// Most of many have nothing due: what they are made of need not be read to know it.
	const due = await scope.sql<{ id: string }[]>`
		select contract_id as id from unnest(${ids as string[]}::uuid[]) with ordinality as asked (contract_id, place)
			join contract_billing using (contract_id)
		where next_due_on <= ${scope.today} order by place`
	await billContracts(
		scope,
		due.map(({ id }) => id),
		scope.today,
		(invoices) => issued.push(...invoices.map(({ id }) => id)),
		joined && due.length > 1 ? joinByDay : undefined,
	)
	return issued
}
