import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { nextStep, type ServiceState, stepFor } from './ladder.ts'
import { readPolicy } from './policy.ts'

/** How a contract's service stands, derived from what is open today. Days are ISO. */
export type Service = {
	contractId: string
	number: string
	customerId: string
	currency: string
	state: ServiceState
	/** Due day of the oldest open invoice; null when nothing is late. */
	dueOn: string | null
	overdueMinor: bigint
	/** What comes when no money does, and when. */
	next: { state: ServiceState; on: string } | null
}

type Row = Omit<Service, 'state' | 'next' | 'dueOn'> & { dueOn: Temporal.PlainDate | null; inForce: boolean }

/** Refuses not_found. */
export async function findService(scope: Scope, input: { contractId: string }): Promise<Service> {
	permit(scope, 'contract.read')
	const { sql, today } = scope
	const [row] = await sql<Row[]>`
		select contract.id as "contractId", contract.number, contract.customer_id as "customerId", contract.currency,
			contract.state in ('active', 'paused', 'ending') as "inForce", late.due_on as "dueOn",
			coalesce(late.minor, 0)::bigint as "overdueMinor"
		from contract left join lateral (
			select min(due_on) as due_on, sum(total_minor - settled_minor) as minor from invoice
			where contract_id = contract.id and kind = 'invoice' and state = 'issued' and settled_minor < total_minor and due_on < ${today}
		) as late on true
		where contract.id = ${input.contractId} and ${reach(scope).contract()}`
	if (!row) return refuse('not_found', { noun: 'contract' })
	const { inForce, dueOn, ...service } = row
	if (!inForce || !dueOn) return { ...service, dueOn: dueOn?.toString() ?? null, state: 'normal', next: null }
	const policy = await readPolicy(scope)
	const days = dueOn.until(today, { largestUnit: 'day' }).days
	const next = nextStep(dueOn, today, policy)
	return {
		...service,
		dueOn: dueOn.toString(),
		state: stepFor(days, policy),
		next: next && { state: next.state, on: next.on.toString() },
	}
}
