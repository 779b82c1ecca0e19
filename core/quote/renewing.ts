import type { Scope } from '../act.ts'
import type { Interval } from '../calendar.ts'
import { reach } from '../permit.ts'

/** A contract with an end, as it is offered for another term. Days are ISO dates. */
export type Renewing = {
	id: string
	number: string
	title: string
	customerId: string
	customer: string
	/** Its own, else its customer's. */
	groupId: string | null
	currency: string
	startsOn: string
	/** The last day of its present term. */
	endsOn: string
	termMonths: number | null
	/** Somebody gets the customer's letters about money. */
	reachable: boolean
	lines: RenewingLine[]
}

/** What recurs and is still there on the last day, as it is then. Quantities and prices are exact decimals. */
export type RenewingLine = {
	contractLineId: string
	description: string
	productId: string | null
	planId: string | null
	model: string
	serialNumber: string
	factoryNumber: string
	taxClass: string
	unit: string | null
	interval: Interval
	quantity: string
	unitPrice: string
	discountPercent: string
}

/** Contracts in the order of their ids; those that the actor does not reach, or that have no end, are not among them. */
export async function readRenewing(scope: Scope, ids: readonly string[]): Promise<Renewing[]> {
	const { sql } = scope
	const contracts = await sql<Omit<Renewing, 'lines'>[]>`
		select contract.id, contract.number, title, customer_id as "customerId", customer.name as customer, contract.currency,
			coalesce(contract.group_id, customer.group_id) as "groupId",
			starts_on::text as "startsOn", ends_on::text as "endsOn", term_months as "termMonths",
			customer.email <> '' or exists (select from customer_contact join contact on contact.id = contact_id
				where customer_contact.customer_id = customer.id and billing and contact.email <> '') as reachable
		from contract join customer on customer.id = contract.customer_id
		where contract.id = any(${[...ids]}::uuid[]) and ends_on is not null and ${reach(scope).contract()}
		order by contract.id`
	const lines = await sql<(RenewingLine & { contractId: string })[]>`
		select contract.id as "contractId", line.id as "contractLineId", line.description, line.product_id as "productId",
			line.plan_id as "planId", line.model, line.serial_number as "serialNumber", line.factory_number as "factoryNumber",
			line.tax_class as "taxClass", line.unit, jsonb_build_object('unit', interval_unit, 'count', interval_count) as interval,
			state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
		from contract join contract_line as line on line.contract_id = contract.id ${stateAtEnd(scope)}
		where contract.id = any(${contracts.map(({ id }) => id)}::uuid[]) and ${recursAtEnd(scope)}
		order by contract.id, line.position`
	const byContract = Map.groupBy(lines, ({ contractId }) => contractId)
	return contracts.map((contract) => ({
		...contract,
		lines: (byContract.get(contract.id) ?? []).map(({ contractId: _, ...line }) => line),
	}))
}

/** Joins to `line` of `contract` its state on the contract's last day, and the end of it that is known last. */
export function stateAtEnd({ sql }: Pick<Scope, 'sql'>) {
	return sql`cross join lateral (
			select quantity, unit_price, discount_percent from contract_line_state
			where contract_line_id = line.id and effective_on <= contract.ends_on order by effective_on desc, sequence desc limit 1
		) as state cross join lateral (
			select ends_on from contract_line_state where contract_line_id = line.id order by effective_on desc, sequence desc limit 1
		) as latest`
}

export function recursAtEnd({ sql }: Pick<Scope, 'sql'>) {
	return sql`line.interval_unit is not null and (latest.ends_on is null or latest.ends_on >= contract.ends_on)`
}
