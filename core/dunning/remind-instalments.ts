import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffects } from '../outbox/queue.ts'

type Coming = {
	instalmentId: string
	step: string
	customerId: string
	contractId: string
	dueOn: string
	amountMinor: bigint
	currency: string
}

/**
 * Reminds customer and collector ahead of instalments that are invoiced only later, on the days of the policy; each once,
 * whoever looks. Not of those that a card will pay by itself. Answers how many letters were queued. For verbs that have asked.
 */
export async function remindInstalments(
	scope: Scope,
	beforeDays: readonly number[],
	lateDays: number,
): Promise<number> {
	const coming = await take(scope, beforeDays, lateDays)
	await emit(
		scope,
		...coming.map(({ customerId, contractId, dueOn, amountMinor, currency }) => ({
			kind: 'instalment.reminded' as const,
			subject: { kind: 'contract', id: contractId },
			...{ customerId, contractId, facts: { dueOn, currency, amountMinor: String(amountMinor) } },
		})),
	)
	await queueEffects(
		scope,
		coming.map(({ instalmentId, step }) => ({
			kind: 'mail' as const,
			key: `reminder:${instalmentId}:${step}`,
			payload: { letter: 'instalment-due-soon', instalmentId },
		})),
	)
	return coming.length
}

async function take({ sql, today }: Scope, beforeDays: readonly number[], lateDays: number): Promise<Coming[]> {
	return await sql<Coming[]>`
		with due as (
			select instalment.id, 'before:' || days as step, contract.customer_id, contract.id as contract_id, due_on, amount_minor,
				contract.currency
			from unnest(${[...beforeDays]}::integer[]) as days
				join instalment on due_on between ${today}::date + days - ${lateDays}::integer and ${today}::date + days
					and due_on > ${today}::date and issue_on > ${today}::date and dropped_sequence is null
				join contract on contract.id = instalment.contract_id and contract.state in ('active', 'paused', 'ending')
			where not is_invoiced(instalment.id) and not (contract.autopay and exists (
				select from payment_method as card where card.id = contract.payment_method_id and card.removed_at is null))
		), taken as (
			insert into instalment_reminder (instalment_id, step, taken_on)
			select id, step, ${today} from due order by id, step
			on conflict do nothing returning instalment_id, step
		)
		select instalment_id as "instalmentId", taken.step, customer_id as "customerId", contract_id as "contractId",
			due_on::text as "dueOn", amount_minor as "amountMinor", currency
		from taken join due on due.id = instalment_id and due.step = taken.step order by instalment_id, taken.step`
}
