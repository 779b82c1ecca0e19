import type { Scope } from '../act.ts'
import { type EventKind, emit } from '../event.ts'
import { contractsOf } from '../invoice/share.ts'
import { queueEffects } from '../outbox/queue.ts'
import { permit } from '../permit.ts'
import { type ServiceState, serviceStates, stepOf } from './ladder.ts'

type Changed = {
	contractId: string
	customerId: string
	before: ServiceState | null
	state: ServiceState
	dueOn: string | null
}

const kinds: Record<ServiceState, EventKind> = {
	normal: 'service.restored',
	warned: 'service.warned',
	restricted: 'service.restricted',
	blocked: 'service.blocked',
}

/** Every contract in force goes to the step of the ladder that its oldest open invoice says. Answers how many moved. */
export async function bringServiceStates(scope: Scope): Promise<number> {
	permit(scope, 'payment.confirm')
	return await bring(scope, null)
}

/**
 * What money did to invoices is followed: nothing is tried again for one that is settled, and the contracts' service
 * recovers, or falls back, at once. For the verb that settles, which holds the invoices.
 */
export async function followMoney(scope: Scope, invoiceIds: readonly string[]): Promise<void> {
	const { sql } = scope
	const contracts = await sql<{ id: string }[]>`
		with settled as (
			update dunning set next_retry_at = null, asks = '' from invoice
			where invoice.id = dunning.invoice_id and dunning.invoice_id = any(${[...invoiceIds]}::uuid[])
				and settled_minor >= total_minor
		)
		select distinct billed.contract_id as id from invoice cross join lateral ${contractsOf(scope)} as billed
		where invoice.id = any(${[...invoiceIds]}::uuid[])`
	if (contracts.length > 0)
		await bring(
			scope,
			contracts.map((contract) => contract.id),
		)
}

async function bring(scope: Scope, contractIds: string[] | null): Promise<number> {
	const changed = await write(scope, contractIds)
	await emit(
		scope,
		...changed.map(({ contractId, customerId, state, before, dueOn }) => ({
			kind: kinds[state],
			subject: { kind: 'contract', id: contractId },
			customerId,
			contractId,
			facts: { before: before ?? 'normal', ...(dueOn ? { dueOn } : {}) },
		})),
	)
	await queueEffects(
		scope,
		changed.filter(isWorthALetter).map(({ contractId, state }) => ({
			kind: 'mail' as const,
			key: `service:${contractId}:${state}:${scope.today}`,
			payload: { letter: 'service-changed', contractId, state },
		})),
	)
	return changed.length
}

/** A way up that ends half-way says nothing: the state that was told before was worse. */
function isWorthALetter({ before, state }: Changed): boolean {
	return state === 'normal' || serviceStates.indexOf(state) > serviceStates.indexOf(before ?? 'normal')
}

// In the order of their ids, so that two never wait for each other.
async function write(scope: Scope, contractIds: string[] | null): Promise<Changed[]> {
	const { sql, today } = scope
	const isLate = sql`invoice.kind = 'invoice' and invoice.state in ('issued', 'uncollectible')
		and settled_minor < total_minor and due_on < ${today}`
	const only = (column: string) => (contractIds ? sql`and ${sql(column)} = any(${contractIds}::uuid[])` : sql``)
	return await sql<Changed[]>`
		with late as materialized (
			select contract_id, min(due_on) as due_on from (
				select contract_id, due_on from invoice where ${isLate} and contract_id is not null ${only('contract_id')}
				union all
				select line.contract_id, due_on from invoice join invoice_line as line on line.invoice_id = invoice.id
				where ${isLate} and invoice.contract_id is null and line.contract_id is not null ${only('line.contract_id')}
					${contractIds ? sql`and customer_id in (select customer_id from contract where id = any(${contractIds}::uuid[]))` : sql``}
			) as owed group by contract_id
		), standing as materialized (
			select contract.id, contract.customer_id, late.due_on, ${stepOf(scope, sql`late.due_on`)} as state
			from (
				select contract_id from late
				union select contract_id from contract_service where state <> 'normal' ${only('contract_id')}
			) as concerned
			join contract on contract.id = concerned.contract_id left join late on late.contract_id = contract.id
			where contract.state in ('active', 'paused', 'ending')
		), moved as (
			insert into contract_service (contract_id, state, since_on)
			select id, state, ${today} from standing
			where state <> coalesce((select told.state from contract_service as told where told.contract_id = id), 'normal')
			order by id
			on conflict (contract_id) do update set state = excluded.state, since_on = excluded.since_on
				where contract_service.state <> excluded.state
			returning contract_id, old.state as before, state
		)
		select moved.contract_id as "contractId", standing.customer_id as "customerId", moved.before, moved.state,
			standing.due_on::text as "dueOn"
		from moved join standing on standing.id = moved.contract_id order by moved.contract_id`
}
