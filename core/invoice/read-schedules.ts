import type { Scope } from '../act.ts'
import type { Day } from '../calendar.ts'
import { formatDay } from '../calendar.ts'
import { parseDecimal } from '../decimal.ts'
import type { EndChange, LineChange, Price, Schedule, ScheduledLine, Terms } from '../schedule/terms.ts'
import { readTaxRates, type Tax, type TaxParties, taxOn } from '../tax/rate.ts'

/** What billing a contract needs beside its schedule. */
export type BillableContract = {
	id: string
	number: string
	title: string
	customerId: string
	currency: string
	language: string
	state: string
	billingPartyId: string
	paymentTermDays: number
	purchaseOrder: string
	autopay: boolean
	/** Somebody can be written to. */
	reachable: boolean
	billedThrough: Day | null
	billAgainFrom: Day | null
	nextDueOn: Day | null
	startsOn: Day
	endsOn: Day | null
	anchorOn: Day
	alignment: Terms['alignment']
	timing: Terms['timing']
	prorate: boolean
} & TaxParties

export type BillableLine = {
	contractId: string
	lineId: string
	description: string
	model: string
	serialNumber: string
	unit: string
	taxClass: string
	intervalUnit: 'day' | 'week' | 'month' | 'year' | null
	intervalCount: number | null
}

export type Billable = {
	contract: BillableContract
	schedule: Schedule
	lines: Map<string, BillableLine>
	/** By tax class. */
	taxes: ReadonlyMap<string, Tax>
}

type StateRow = BillableLine & {
	sequence: number
	effectiveOn: Day
	recordedOn: Day
	startsOn: Day
	endsOn: Day | null
	quantity: string
	unitPrice: string
	discountPercent: string
}

/** The schedules of contracts, in the order of the ids given, taxes as of `taxDay`. Two queries however many they are. */
export async function readSchedules(scope: Scope, ids: readonly string[], taxDay: Day): Promise<Billable[]> {
	const [contracts, states, ends, rates] = await Promise.all([
		readContracts(scope, ids),
		readStates(scope, ids),
		readEnds(scope, ids),
		readTaxRates(scope),
	])
	const on = formatDay(taxDay)
	const billables: Billable[] = []
	for (const id of ids) {
		const contract = contracts.get(id)
		if (!contract) continue
		const taxes = new Map<string, Tax>()
		const percents = new Map<string, Price['taxPercent']>()
		const taxPercentOf = (taxClass: string) => {
			const known = percents.get(taxClass)
			if (known) return known
			const tax = taxOn(rates, contract, taxClass, on)
			const percent = parseDecimal(tax.percent)
			taxes.set(taxClass, tax)
			percents.set(taxClass, percent)
			return percent
		}
		const lines = new Map<string, BillableLine>()
		const scheduled: ScheduledLine[] = []
		for (const group of states.get(id) ?? []) {
			const first = group[0]
			if (!first) continue
			lines.set(first.lineId, first)
			scheduled.push(lineOf(group, first, taxPercentOf(first.taxClass)))
		}
		const endChanges = ends.get(id)
		const terms: Terms = {
			currency: contract.currency,
			start: contract.startsOn,
			end: contract.endsOn,
			anchor: contract.anchorOn,
			alignment: contract.alignment,
			timing: contract.timing,
			prorate: contract.prorate,
			...(endChanges ? { end: endChanges.first, endChanges: endChanges.changes } : {}),
		}
		billables.push({ contract, schedule: { terms, lines: scheduled }, lines, taxes })
	}
	return billables
}

function lineOf(group: readonly StateRow[], first: StateRow, taxPercent: Price['taxPercent']): ScheduledLine {
	const price = priceOf(first, taxPercent)
	const interval =
		first.intervalUnit && first.intervalCount ? { unit: first.intervalUnit, count: first.intervalCount } : null
	const line = { key: first.lineId, interval, start: first.startsOn, end: first.endsOn, price }
	if (group.length === 1) return { ...line, ...knownFrom(first), changes: noChanges }
	const endMoves = group.some((state) => state.endsOn !== first.endsOn)
	const changes: LineChange[] = group.slice(1).map((state) => ({
		on: state.effectiveOn,
		recordedOn: Math.max(state.recordedOn, state.effectiveOn),
		set: { ...priceOf(state, taxPercent), ...(endMoves ? { end: state.endsOn } : {}) },
	}))
	return { ...line, ...knownFrom(first), changes }
}

const noChanges: readonly LineChange[] = []

/** A line of the original agreement has always been known; one added later only from its amendment on. */
function knownFrom(first: StateRow): { knownOn?: Day } {
	return first.sequence === 1 ? {} : { knownOn: Math.max(first.recordedOn, first.effectiveOn) }
}

function priceOf(state: StateRow, taxPercent: Price['taxPercent']): Price {
	return {
		unitPrice: parseDecimal(state.unitPrice),
		quantity: parseDecimal(state.quantity),
		discountPercent: parseDecimal(state.discountPercent),
		taxPercent,
	}
}

async function readContracts(scope: Scope, ids: readonly string[]): Promise<Map<string, BillableContract>> {
	const rows = await scope.sql<BillableContract[]>`
		select contract.id, contract.number, contract.title, contract.customer_id as "customerId", contract.currency,
			customer.language, contract.state, customer.billing_party_id as "billingPartyId",
			contract.payment_term_days as "paymentTermDays", contract.purchase_order as "purchaseOrder",
			contract.autopay and contract.payment_method_id is not null as autopay, 
			customer.email <> '' or exists (
				select from customer_contact where customer_contact.customer_id = customer.id and customer_contact.billing
			) as "reachable",
			contract.billed_through - date '1970-01-01' as "billedThrough",
			contract.bill_again_from - date '1970-01-01' as "billAgainFrom", contract.next_due_on - date '1970-01-01' as "nextDueOn",
			contract.starts_on - date '1970-01-01' as "startsOn", contract.ends_on - date '1970-01-01' as "endsOn",
			contract.anchor_on - date '1970-01-01' as "anchorOn", contract.alignment, contract.timing, contract.prorate,
			${scope.company.country}::text as "sellerCountry", party.country as "buyerCountry", party.region as "buyerRegion",
			party.tax_number as "buyerTaxNumber", customer.tax_exemption as exemption
		from contract join customer on customer.id = contract.customer_id
			join billing_party as party on party.id = customer.billing_party_id
		where contract.id = any(${ids as string[]}::uuid[])`
	return new Map(rows.map((row) => [row.id, row]))
}

async function readStates(scope: Scope, ids: readonly string[]): Promise<Map<string, StateRow[][]>> {
	const rows = await scope.sql<StateRow[]>`
		select line.contract_id as "contractId", line.id as "lineId", line.description, line.model,
			line.serial_number as "serialNumber", coalesce(product.unit, 'piece') as unit, line.tax_class as "taxClass",
			line.interval_unit as "intervalUnit", line.interval_count as "intervalCount", state.sequence,
			state.effective_on - date '1970-01-01' as "effectiveOn", amendment.recorded_on - date '1970-01-01' as "recordedOn",
			state.starts_on - date '1970-01-01' as "startsOn", state.ends_on - date '1970-01-01' as "endsOn",
			state.quantity, state.unit_price as "unitPrice", state.discount_percent as "discountPercent"
		from contract_line as line
			join contract_line_state as state on state.contract_line_id = line.id
			join amendment on amendment.contract_id = state.contract_id and amendment.sequence = state.sequence
			left join product on product.id = line.product_id
		where line.contract_id = any(${ids as string[]}::uuid[])
		order by line.contract_id, line.position, state.sequence, state.effective_on`
	const byContract = new Map<string, StateRow[][]>()
	for (const row of rows) {
		const groups = byContract.get(row.contractId) ?? []
		if (groups.length === 0) byContract.set(row.contractId, groups)
		const last = groups.at(-1)
		if (last?.[0]?.lineId === row.lineId) last.push(row)
		else groups.push([row])
	}
	return byContract
}

async function readEnds(
	scope: Scope,
	ids: readonly string[],
): Promise<Map<string, { first: Day | null; changes: EndChange[] }>> {
	const rows = await scope.sql<{ contractId: string; knownOn: Day; before: Day | null; end: Day | null }[]>`
		select contract_id as "contractId", recorded_on - date '1970-01-01' as "knownOn",
			(terms->'endsOn'->>0)::date - date '1970-01-01' as before, (terms->'endsOn'->>1)::date - date '1970-01-01' as end
		from amendment
		where contract_id = any(${ids as string[]}::uuid[]) and sequence > 1 and terms ? 'endsOn'
		order by contract_id, sequence`
	const byContract = new Map<string, { first: Day | null; changes: EndChange[] }>()
	for (const row of rows) {
		const known = byContract.get(row.contractId) ?? { first: row.before, changes: [] }
		known.changes.push({ knownOn: row.knownOn, end: row.end })
		byContract.set(row.contractId, known)
	}
	return byContract
}
