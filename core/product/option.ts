import type { ContractState } from '../contract/state.ts'
import type { Tier } from '../price/decide.ts'

/** Something that can be added to a contract, or is on it already; at the list price of the day in the contract's currency. */
export type Option = {
	productId: string
	planId: string | null
	code: string
	name: string
	description: string
	unit: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	/** In major units, exact decimal; null where there is no price in the currency, so that it cannot be added. */
	unitPrice: string | null
	/** What each costs by how many there are. Not by which list: its name is the company's own. */
	tiers: Pick<Tier, 'fromQuantity' | 'unitPrice'>[]
	/** None where its customer has had the product before. */
	trialDays: number
	/** Its prices include the tax. */
	taxIncluded: boolean
	/** Exact decimals: what the rules and the offer leave the customer; null: no bound. The largest is what may still be added. */
	smallest: string | null
	largest: string
	/** Lines of it in force today. */
	lines: { lineId: string; quantity: string; unitPrice: string; endsOn: string | null }[]
}

/** A line of the contract that can be counted up and down or exchanged, with the plans it could have instead. */
export type ChangeableLine = {
	lineId: string
	description: string
	model: string
	serialNumber: string
	productId: string | null
	planId: string | null
	unit: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
	quantity: string
	unitPrice: string
	discountPercent: string
	/** What the rules and the offer leave its customer, beside other lines of the same. */
	smallest: string | null
	largest: string
	/** Added to the contract by itself, and can be taken off again by itself. */
	optional: boolean
	/** Its last day, where one is set. */
	endsOn: string | null
	/** What it will be from a day on, where that is settled already; and whether its customer may have it stay as it is. */
	planned: { on: string; quantity: string; unitPrice: string; mayKeep: boolean } | null
	plans: { planId: string; name: string; intervalUnit: string; intervalCount: number; unitPrice: string }[]
}

/** `access` is what the customer may change by themselves. */
export type ContractOptions = {
	contractId: string
	number: string
	title: string
	customerId: string
	state: ContractState
	currency: string
	/** Whom a customer can ask for what they may not do: who looks after the contract. */
	owner: { name: string; email: string } | null
	/** What waits for somebody's word already. */
	requestId: string | null
	access: 'none' | 'upsell' | 'upsell_and_downsell'
	lines: ChangeableLine[]
	options: Option[]
}
