import type { Scope } from '../act.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { nextStep, type ServiceState, stepFor } from './ladder.ts'
import type { DunningPolicy } from './policy.ts'

/** How a contract's service stands, derived from what is open today. Days are ISO. */
export type Service = {
	state: ServiceState
	/** Due day of the oldest open invoice; null when nothing is late. */
	dueOn: string | null
	overdueMinor: bigint
	/** What comes when no money does, and when. */
	next: { state: ServiceState; on: string } | null
}

export type ContractService = Service & { contractId: string; number: string; customerId: string; currency: string }

/** As `serviceOf` answers it: what is late of a contract in force, and the company's ladder. */
export type ServiceRow = Pick<DunningPolicy, 'warnedAfterDays' | 'restrictedAfterDays' | 'blockedAfterDays'> & {
	dueOn: string | null
	overdueMinor: string
	inForce: boolean
}

/** A part of a query on `contract`: what `readService` makes of it is how its service stands. */
export function serviceOf(scope: Pick<Scope, 'sql' | 'today'>) {
	const { sql, today } = scope
	return sql`(select jsonb_build_object('dueOn', min(due_on), 'overdueMinor', coalesce(sum(${openPartOf(scope)}), 0)::text,
			'inForce', contract.state in ('active', 'paused', 'ending'),
			'warnedAfterDays', (select warned_after_days from dunning_policy),
			'restrictedAfterDays', (select restricted_after_days from dunning_policy),
			'blockedAfterDays', (select blocked_after_days from dunning_policy))
		from invoice where ${isOfContract(scope)} and invoice.kind = 'invoice' and invoice.state = 'issued'
			and invoice.settled_minor < invoice.total_minor and invoice.due_on < ${today})`
}

export function readService(
	{ inForce, dueOn, overdueMinor, ...ladder }: ServiceRow,
	today: Temporal.PlainDate,
): Service {
	const late = { dueOn, overdueMinor: BigInt(overdueMinor) }
	if (!inForce || !dueOn) return { ...late, state: 'normal', next: null }
	const due = Temporal.PlainDate.from(dueOn)
	const next = nextStep(due, today, ladder)
	return {
		...late,
		state: stepFor(due.until(today, { largestUnit: 'day' }).days, ladder),
		next: next && { state: next.state, on: next.on.toString() },
	}
}

type Row = Omit<ContractService, keyof Service> & { service: ServiceRow }

/** Refuses not_found. */
export async function findService(scope: Scope, input: { contractId: string }): Promise<ContractService> {
	permit(scope, 'contract.read')
	const [row] = await scope.sql<Row[]>`
		select contract.id as "contractId", contract.number, contract.customer_id as "customerId", contract.currency,
			${serviceOf(scope)} as service
		from contract where contract.id = ${input.contractId} and ${reach(scope).contract()}`
	if (!row) return refuse('not_found', { noun: 'contract' })
	const { service, ...contract } = row
	return { ...contract, ...readService(service, scope.today) }
}
