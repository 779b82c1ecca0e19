import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { tellPenalties } from '../receivable/find-penalty.ts'

type Settled = { id: string; contractId: string; customerId: string; number: string; openMinor: bigint }

/**
 * A settlement says that nothing is owed. Where something is again, because money was taken back, or what was given up or written off was not,
 * it is overtaken: it stays in the books with its certificate, which holds no more, and the contract can be settled anew. For verbs
 * that make something owed again, at their end.
 */
export async function overtakeSettlements(scope: Scope, customerIds: readonly string[]): Promise<void> {
	const { sql, now, today } = scope
	const settled = await sql<Settled[]>`
		select request.id, contract.id as "contractId", contract.customer_id as "customerId", certificate_number as number,
			coalesce((select sum(${openPartOf(scope)}) from invoice
				where ${isOfContract(scope)} and invoice.kind = 'invoice' and invoice.state = 'issued'), 0)::bigint as "openMinor"
		from machine_request as request join contract on contract.id = request.contract_id
		where contract.customer_id = any(${[...customerIds]}::uuid[]) and request.kind = 'settlement' and request.state = 'done'
			and overtaken_at is null
		order by request.id for update of request`
	if (settled.length === 0) return
	const penalties = await tellPenalties(
		scope,
		settled.map(({ contractId }) => contractId),
		today,
	)
	const owed = settled.filter(
		({ contractId, openMinor }) => openMinor > 0n || (penalties.get(contractId)?.dueMinor ?? 0n) > 0n,
	)
	if (owed.length === 0) return
	await sql`update machine_request set overtaken_at = ${now} where id = any(${owed.map(({ id }) => id)}::uuid[])`
	await emit(
		scope,
		...owed.map(({ id: requestId, contractId, customerId, number }) => ({
			kind: 'contract.settlement_overtaken' as const,
			subject: { kind: 'contract', id: contractId },
			...{ customerId, contractId, facts: { number, requestId } },
		})),
	)
}
