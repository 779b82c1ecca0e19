import type { Scope } from '../act.ts'
import type { DatedLineState } from '../amendment/line-states.ts'
import { readLineStates } from '../amendment/line-states.ts'
import { type Day, dayOf, formatDay, type Interval, parseDay } from '../calendar.ts'
import { discountSteps } from '../contract/discount-end.ts'
import {
	assembleBillables,
	type Billable,
	type BillableContract,
	type BillableRows,
	type FactRow,
	type StateRow,
} from '../invoice/billable.ts'
import { contractRows, endRows, factRows, idsOf, stateRows } from '../invoice/billable-rows.ts'
import { planRows } from '../invoice/instalments.ts'
import { readBillableRows } from '../invoice/read-schedules.ts'
import { refuse } from '../refusal.ts'
import { checkedJson, exemptionsJson, rateRows } from '../tax/rate.ts'
import { type ContractChanges, changesOf, type DatedLine } from './changes.ts'
import { agreedDiscounts } from './discount.ts'
import type { Quote, QuoteLine } from './read.ts'
import { termOf } from './terms.ts'

/**
 * What accepting the quote today with these lines would bill: the rows that the invoice run would read of the contract
 * afterwards, put together by the same function. Nothing is written.
 */
export async function billableOf(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Billable> {
	const rows = await rowsOf(scope, quote, chosen)
	const [billable] = assembleBillables(rows, [rows.contracts[0]?.id ?? ''], dayOf(scope.today))
	if (!billable) refuse('not_found', { noun: 'contract' })
	return billable
}

type Rows = Omit<BillableRows, 'rates'>

async function rowsOf(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<BillableRows> {
	const { purpose, forContractId } = quote
	if (forContractId && purpose === 'signature') return await draftRows(scope, quote, forContractId)
	const rows = forContractId
		? await amendedRows(scope, quote, forContractId, chosen)
		: await newRows(scope, quote, chosen)
	return { ...rows, rates: await rateRows(scope) }
}

/** Of a contract that is to be signed: its own, with its lines known by the quote's. */
async function draftRows(scope: Scope, quote: Quote, contractId: string): Promise<BillableRows> {
	const rows = await readBillableRows(scope, [contractId])
	const order = [...new Set(rows.states.map(({ lineId }) => lineId))]
	const known = new Map(order.map((lineId, index) => [lineId, quote.lines[index]?.id ?? lineId]))
	const asQuoted = <Row extends { lineId: string }>(row: Row) => ({
		...row,
		lineId: known.get(row.lineId) ?? row.lineId,
	})
	return {
		...rows,
		contracts: rows.contracts.map((contract) => ({ ...contract, state: 'active' as const })),
		states: rows.states.map(asQuoted),
		plans: (rows.plans ?? []).map((plan) => ({ ...plan, lines: plan.lines.map(asQuoted) })),
	}
}

async function newRows(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Rows> {
	const { startsOn, endsOn } = termOf(quote, scope.today)
	const [customer] = await scope.sql<
		Pick<
			BillableContract,
			| 'language'
			| 'billingPartyId'
			| 'reachable'
			| 'sellerCountry'
			| 'buyerCountry'
			| 'buyerRegion'
			| 'buyerTaxNumber'
			| 'exemptions'
			| 'checked'
		>[]
	>`
		select customer.language, customer.billing_party_id as "billingPartyId", true as reachable,
			${scope.company.country}::text as "sellerCountry", party.country as "buyerCountry", party.region as "buyerRegion",
			party.tax_number as "buyerTaxNumber", ${exemptionsJson(scope)} as exemptions, ${checkedJson(scope)} as checked
		from customer join billing_party as party on party.id = customer.billing_party_id where customer.id = ${quote.customerId}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const { id, number, title, customerId, currency, paymentTermDays, purchaseOrder, alignment, timing, prorate } = quote
	const { renewal, termMonths, noticeDays } = quote
	const start = dayOf(startsOn)
	const contract: BillableContract = {
		...customer,
		...{ id, number, title, customerId, currency, paymentTermDays, purchaseOrder, alignment, timing, prorate },
		...{ renewal, termMonths, noticeDays },
		state: 'active',
		autopay: false,
		billedThrough: null,
		billAgainFrom: null,
		billFrom: null,
		nextDueOn: start,
		startsOn: start,
		endsOn: endsOn && dayOf(endsOn),
		anchorOn: start,
	}
	const place = { contractId: id, sequence: 1, effectiveOn: start, recordedOn: dayOf(scope.today) }
	const states = chosen.flatMap((line) => statesOf(line, { ...place, lineId: line.id }))
	return { contracts: [contract], states, ends: [], facts: factsOf(quote, startsOn, place) }
}

async function amendedRows(
	scope: Scope,
	quote: Quote,
	contractId: string,
	chosen: readonly QuoteLine[],
): Promise<Rows> {
	const ids = idsOf(scope, [contractId])
	const [contracts, states, ends, facts, plans, changes] = await Promise.all([
		contractRows(scope, ids),
		stateRows(scope, ids),
		endRows(scope, ids),
		factRows(scope, ids),
		planRows(scope, ids),
		changesFor(scope, quote, contractId, chosen),
	])
	const [contract] = contracts
	if (!contract) refuse('not_found', { noun: 'contract' })
	const sequence = Math.max(...states.map((state) => state.sequence), 1) + 1
	const recordedOn = dayOf(scope.today)
	const added = changes.added.flatMap((line) =>
		statesOf(line, {
			contractId,
			lineId: line.id,
			sequence,
			effectiveOn: parseDay(changes.effectiveOn),
			recordedOn,
		}),
	)
	const changed = states.flatMap((state, index) => {
		const last = states[index + 1]?.lineId !== state.lineId
		return last ? [state, ...changes.states.flatMap((to) => restated(state, to, sequence, recordedOn))] : [state]
	})
	const end = changes.endsOn === null ? null : parseDay(changes.endsOn)
	const known = greaterDay(parseDay(changes.effectiveOn), recordedOn)
	return {
		contracts: [
			{
				...contract,
				// A recorded amendment brings the contract back to the run on the day its money falls due.
				billedThrough: contract.billedThrough === null ? null : Math.min(contract.billedThrough, known - 1),
				...(end === null ? {} : { endsOn: end }),
			},
		],
		states: [...changed, ...added],
		facts: [...facts, ...factsOf(quote, termOf(quote, scope.today).startsOn, { contractId, sequence, recordedOn })],
		plans,
		ends: end === null ? [...ends] : [...ends, { contractId, knownOn: recordedOn, before: contract.endsOn, end }],
	}
}

const greaterDay = (one: Day, other: Day): Day => Math.max(one, other)

function restated(state: StateRow, to: DatedLineState, sequence: number, recordedOn: Day): StateRow[] {
	if (to.lineId !== state.lineId) return []
	const { quantity, unitPrice, discountPercent } = to
	return [
		{
			...state,
			...{ quantity, unitPrice, discountPercent, sequence, recordedOn },
			effectiveOn: parseDay(to.effectiveOn),
			startsOn: parseDay(to.startsOn),
			endsOn: to.endsOn === null ? null : parseDay(to.endsOn),
		},
	]
}

type Place = Pick<StateRow, 'contractId' | 'lineId' | 'sequence' | 'effectiveOn' | 'recordedOn'>

/** A new line from its first day, and from the day after its discount ends by itself. */
function statesOf(line: QuoteLine, place: Place): StateRow[] {
	const { intervalUnit: unit, intervalCount: count } = line
	const first = formatDay(place.effectiveOn)
	return discountSteps(line, unit && count ? { unit, count } : null, first, line.freeDays).map((step) => ({
		...stateOf(line, place),
		discountPercent: step.discountPercent,
		effectiveOn: parseDay(step.effectiveOn),
	}))
}

/** What the quote takes off everything. */
function factsOf(
	quote: Quote,
	startsOn: Temporal.PlainDate,
	place: Pick<FactRow, 'contractId' | 'sequence' | 'recordedOn'>,
): FactRow[] {
	return agreedDiscounts(quote, startsOn).map(({ percent, monthMinor, ...days }, index) => ({
		...place,
		id: `discount ${index}`,
		kind: 'discount',
		startsOn: parseDay(days.startsOn),
		endsOn: days.endsOn === null ? null : parseDay(days.endsOn),
		percent,
		month: monthMinor === null ? null : String(monthMinor),
	}))
}

function stateOf(line: QuoteLine, place: Place): StateRow {
	const { description, names, model, serialNumber, unit, taxClass, intervalUnit, intervalCount } = line
	const { quantity, unitPrice, discountPercent, freeDays } = line
	return {
		...place,
		...{ description, names, model, serialNumber, unit, taxClass, intervalUnit, intervalCount },
		...{ quantity, unitPrice, discountPercent, freeDays },
		startsOn: place.effectiveOn,
		endsOn: null,
	}
}

/** What accepting does to the contract, as its lines stand now. */
export async function changesFor(
	scope: Scope,
	quote: Quote,
	contractId: string,
	chosen: readonly QuoteLine[],
): Promise<ContractChanges> {
	const lines = await readDatedLines(scope, contractId)
	return changesOf(quote, chosen, termOf(quote, scope.today), lines)
}

/** A contract's lines with their states, by their ids and in their order. */
export async function readDatedLines(scope: Scope, contractId: string): Promise<Map<string, DatedLine>> {
	const states = await readLineStates(scope, [contractId])
	const rows = await scope.sql<{ id: string; unit: Interval['unit'] | null; count: number | null }[]>`
		select id, interval_unit as unit, interval_count as count from contract_line where contract_id = ${contractId} order by position`
	return new Map(
		rows.map(({ id, unit, count }) => {
			const interval = unit && count ? { unit, count } : null
			return [id, { interval, states: states.get(id) ?? [] }] as const
		}),
	)
}
