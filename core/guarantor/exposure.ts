import type { Scope } from '../act.ts'
import { sumComing } from '../contract/sum-coming.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'

/** A contract that somebody stands good for. Minor units of its currency. */
export type GuaranteedContract = {
	guarantorId: string
	/** Null where they are marked on the customer's page as standing good for all of it. */
	guaranteeId: string | null
	customerId: string
	customerName: string
	contractId: string
	number: string
	title: string
	state: string
	currency: string
	limitMinor: bigint | null
	/** The currency of the limit; null where there is none. */
	limitCurrency: string | null
	/** Invoiced and not paid. */
	outstandingMinor: bigint
	/** Still to be invoiced, to its end or a year ahead. */
	comingMinor: bigint
	/**
	 * What they stand good for: both together, or what contracts before it leave of the limit of its guarantee. With a limit in another
	 * currency it is that limit: amounts of two currencies do not meet, and they pay no more than they said.
	 */
	exposureMinor: bigint
	exposureCurrency: string
}

/** All in one currency; contracts are counted where the exposure by them is. */
export type Exposure = {
	currency: string
	outstandingMinor: bigint
	comingMinor: bigint
	exposureMinor: bigint
	contracts: number
}

/** What ever binds somebody; a contract of another state binds nobody, or nobody yet. */
const binding = ['approved', 'sent', 'signed', 'active', 'paused', 'ending', 'closed', 'filed']
const billing = new Set(['approved', 'sent', 'signed', 'active', 'paused', 'ending'])

/**
 * The contracts that guarantors stand good for, leaving one out where it is asked so. For verbs that have asked. Set-based in the
 * ledger; what is to come is reckoned contract by contract.
 */
export async function readGuaranteed(
	scope: Scope,
	{ guarantorIds, except = null }: { guarantorIds: readonly string[]; except?: string | null },
): Promise<GuaranteedContract[]> {
	if (guarantorIds.length === 0) return []
	const { sql } = scope
	const rows = await sql<Omit<GuaranteedContract, 'comingMinor' | 'exposureMinor' | 'exposureCurrency'>[]>`
		with bound as (
			select guarantor_id, id as guarantee_id, customer_id, contract_id, limit_minor, currency from guarantee
			where guarantor_id = any(${guarantorIds as string[]}::uuid[]) and released_on is null
			union all
			select guarantor.id, null, customer_contact.customer_id, null, null, null from guarantor
				join customer_contact on customer_contact.contact_id = guarantor.contact_id and customer_contact.guarantor
			where guarantor.id = any(${guarantorIds as string[]}::uuid[])
		)
		select distinct on (bound.guarantor_id, contract.id) bound.guarantor_id as "guarantorId", bound.guarantee_id as "guaranteeId",
			customer.id as "customerId", customer.name as "customerName", contract.id as "contractId", contract.number, contract.title,
			contract.state, contract.currency, bound.limit_minor as "limitMinor",
			case when bound.limit_minor is not null then bound.currency end as "limitCurrency",
			coalesce((select sum(${openPartOf(scope)}) from invoice where ${isOfContract(scope)}), 0)::bigint as "outstandingMinor"
		from bound join contract on contract.customer_id = bound.customer_id and (bound.contract_id is null or bound.contract_id = contract.id)
			join customer on customer.id = contract.customer_id
		where contract.state = any(${binding}) and contract.id is distinct from ${except}::uuid
		order by bound.guarantor_id, contract.id, bound.limit_minor is null desc, bound.currency = contract.currency desc, bound.limit_minor desc`
	const ids = new Set(rows.filter(({ state }) => billing.has(state)).map(({ contractId }) => contractId))
	const coming = ids.size > 0 ? await sumComing(scope, [...ids]) : new Map()
	// A guarantee for all that a customer owes has one limit over all of their contracts.
	const leftOf = new Map<string, bigint>()
	const exposed = (row: (typeof rows)[number]): GuaranteedContract => {
		const { guaranteeId, limitMinor, limitCurrency, currency } = row
		const comingMinor: bigint = coming.get(row.contractId)?.minor ?? 0n
		const whole = row.outstandingMinor + comingMinor
		if (guaranteeId === null || limitMinor === null)
			return { ...row, comingMinor, exposureMinor: whole, exposureCurrency: currency }
		const left = leftOf.get(guaranteeId) ?? limitMinor
		const isOther = limitCurrency !== currency
		const exposureMinor = (isOther && whole > 0n) || left < whole ? left : whole
		leftOf.set(guaranteeId, exposureMinor > 0n ? left - exposureMinor : left)
		return { ...row, comingMinor, exposureMinor, exposureCurrency: limitCurrency ?? currency }
	}
	// What can be counted against a limit comes before what is in another currency.
	const told = new Map(
		[...rows].sort((one, two) => Number(isForeign(one)) - Number(isForeign(two))).map((row) => [row, exposed(row)]),
	)
	return rows.flatMap((row) => told.get(row) ?? [])
}

const isForeign = ({ limitCurrency, currency }: Pick<GuaranteedContract, 'limitCurrency' | 'currency'>) =>
	limitCurrency !== null && limitCurrency !== currency

/** Sums of each guarantor by currency, the greatest first. */
export function sumExposure(contracts: readonly GuaranteedContract[], guarantorId: string): Exposure[] {
	const sums = new Map<string, Exposure>()
	const add = (currency: string, more: Partial<Omit<Exposure, 'currency'>>) => {
		const { outstandingMinor = 0n, comingMinor = 0n, exposureMinor = 0n, contracts: count = 0 } = more
		const sum = sums.get(currency)
		sums.set(currency, {
			currency,
			outstandingMinor: (sum?.outstandingMinor ?? 0n) + outstandingMinor,
			comingMinor: (sum?.comingMinor ?? 0n) + comingMinor,
			exposureMinor: (sum?.exposureMinor ?? 0n) + exposureMinor,
			contracts: (sum?.contracts ?? 0) + count,
		})
	}
	for (const one of contracts) {
		if (one.guarantorId !== guarantorId) continue
		add(one.exposureCurrency, { exposureMinor: one.exposureMinor, contracts: 1 })
		add(one.currency, { outstandingMinor: one.outstandingMinor, comingMinor: one.comingMinor })
	}
	return [...sums.values()].sort((one, other) => (other.exposureMinor > one.exposureMinor ? 1 : -1))
}

/** The same without currencies in which nobody counts on them: what is owed there is bounded in another one. */
export const exposureOf = (contracts: readonly GuaranteedContract[], guarantorId: string): Exposure[] =>
	sumExposure(contracts, guarantorId).filter((sum) => sum.contracts > 0)
