import type { Scope } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import { assignedHere } from './assigned.ts'
import { attributesText } from './changes.ts'
import { isOwnName, ownHere } from './own.ts'

/** A known contract as it stands, with the line that it was imported with. Days are ISO dates. */
export type CurrentContract = {
	id: string
	number: string
	customerId: string
	state: ContractState
	version: number
	title: string
	currency: string
	startsOn: string
	endsOn: string | null
	timing: string
	renewal: string
	purchaseOrder: string
	paymentTermDays: number
	noticeDays: number
	billFrom: string | null
	/** Their address, and the group's name. */
	owner: string
	group: string
	attributes: Record<string, string>
	lineId: string
	description: string
	model: string
	serialNumber: string
	factoryNumber: string
	product: string
	interval: string
	quantity: string
	unit: string
	unitPrice: string
	discountPercent: string
	/** The line's own days; '' for no end of its own. */
	lineStart: string
	lineEnd: string
	/** What stands in own fields, by their keys. */
	own: Record<string, string>
}

/**
 * The first line is the imported one; others have been added here. Its state is the last, planned changes included. Locks
 * the contracts; with `lock: false` only reads them.
 */
export async function readCurrentContracts(
	scope: Scope,
	ids: readonly string[],
	{ lock = true }: { lock?: boolean } = {},
): Promise<CurrentContract[]> {
	return await scope.sql<CurrentContract[]>`
		select contract.id, contract.number, contract.customer_id as "customerId", contract.state, contract.version, contract.title,
			contract.currency, contract.starts_on::text as "startsOn", contract.ends_on::text as "endsOn", contract.timing,
			contract.renewal, contract.purchase_order as "purchaseOrder", contract.payment_term_days as "paymentTermDays",
			contract.notice_days as "noticeDays", contract.bill_from::text as "billFrom", contract.attributes,
			${assignedHere(scope, 'contract')},
			line.id as "lineId", line.description, line.model, line.serial_number as "serialNumber",
			line.factory_number as "factoryNumber", coalesce(product.name, '') as product,
			coalesce(line.interval_count || ' ' || line.interval_unit, 'once') as interval,
			trim_scale(state.quantity)::text as quantity, coalesce(line.unit, product.unit, 'piece') as unit, trim_scale(state.unit_price)::text as "unitPrice",
			trim_scale(state.discount_percent)::text as "discountPercent",
			state.starts_on::text as "lineStart", coalesce(state.ends_on::text, '') as "lineEnd", ${ownHere(scope, 'contract')} as own
		from contract
			join contract_line as line on line.contract_id = contract.id and line.position = 1
			left join product on product.id = line.product_id
			cross join lateral (
				select quantity, unit_price, discount_percent, starts_on, ends_on from contract_line_state as state
				where state.contract_line_id = line.id order by effective_on desc, sequence desc limit 1
			) as state
		where contract.id = any(${ids as string[]}::uuid[]) order by contract.id
		${lock ? scope.sql`for update of contract` : scope.sql``}`
}

/** What stands here of a field, as the text that a digest is made of. */
export function textHere(current: CurrentContract, field: string): string {
	switch (field) {
		case 'customer':
			return current.customerId
		case 'start':
			return current.startsOn
		case 'end':
			return current.endsOn ?? ''
		case 'attributes':
			return attributesText(current.attributes)
		default: {
			if (isOwnName(field)) return current.own[field] ?? ''
			const value = current[field as keyof CurrentContract]
			return value === null ? '' : String(value)
		}
	}
}
