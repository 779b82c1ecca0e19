import type { Scope } from '../act.ts'
import type { DatedLineState } from '../amendment/line-states.ts'
import { readLineStates } from '../amendment/line-states.ts'
import { type Day, dayOf, parseDay } from '../calendar.ts'
import {
	assembleBillables,
	type Billable,
	type BillableContract,
	type EndRow,
	type FactRow,
	type StateRow,
} from '../invoice/billable.ts'
import { contractRows, endRows, factRows, idsOf, stateRows } from '../invoice/billable-rows.ts'
import { refuse } from '../refusal.ts'
import { rateRows } from '../tax/rate.ts'
import { type ContractChanges, changesOf } from './changes.ts'
import type { Quote, QuoteLine } from './read.ts'
import { termOf } from './terms.ts'

/**
 * What accepting the quote today with these lines would bill: the rows that the invoice run would read of the contract
 * afterwards, put together by the same function. Nothing is written.
 */
export async function billableOf(scope: Scope, quote: Quote, chosen: readonly QuoteLine[]): Promise<Billable> {
	const rows = quote.forContractId
		? await amendedRows(scope, quote, quote.forContractId, chosen)
		: await newRows(scope, quote, chosen)
	const rates = await rateRows(scope)
	const [billable] = assembleBillables({ ...rows, rates }, [rows.contracts[0]?.id ?? ''], dayOf(scope.today))
	if (!billable) refuse('not_found', { noun: 'contract' })
	return billable
}

type Rows = { contracts: BillableContract[]; states: StateRow[]; ends: EndRow[]; facts: FactRow[] }

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
			| 'exemption'
		>[]
	>`
		select customer.language, customer.billing_party_id as "billingPartyId", true as reachable,
			${scope.company.country}::text as "sellerCountry", party.country as "buyerCountry", party.region as "buyerRegion",
			party.tax_number as "buyerTaxNumber", customer.tax_exemption as exemption
		from customer join billing_party as party on party.id = customer.billing_party_id where customer.id = ${quote.customerId}`
	if (!customer) refuse('not_found', { noun: 'customer' })
	const { id, number, title, customerId, currency, paymentTermDays, purchaseOrder, alignment, timing, prorate } = quote
	const start = dayOf(startsOn)
	const contract: BillableContract = {
		...customer,
		...{ id, number, title, customerId, currency, paymentTermDays, purchaseOrder, alignment, timing, prorate },
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
	const states = chosen.map((line) =>
		stateOf(line, { contractId: id, lineId: line.id, sequence: 1, effectiveOn: start, recordedOn: dayOf(scope.today) }),
	)
	return { contracts: [contract], states, ends: [], facts: [] }
}

async function amendedRows(
	scope: Scope,
	quote: Quote,
	contractId: string,
	chosen: readonly QuoteLine[],
): Promise<Rows> {
	const ids = idsOf(scope, [contractId])
	const [contracts, states, ends, facts, changes] = await Promise.all([
		contractRows(scope, ids),
		stateRows(scope, ids),
		endRows(scope, ids),
		factRows(scope, ids),
		changesFor(scope, quote, contractId, chosen),
	])
	const [contract] = contracts
	if (!contract) refuse('not_found', { noun: 'contract' })
	const sequence = Math.max(...states.map((state) => state.sequence), 1) + 1
	const recordedOn = dayOf(scope.today)
	const added = changes.added.map((line) =>
		stateOf(line, {
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
		facts: [...facts],
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

function stateOf(line: QuoteLine, place: Place): StateRow {
	const { description, model, serialNumber, unit, taxClass, intervalUnit, intervalCount } = line
	const { quantity, unitPrice, discountPercent, freeDays } = line
	return {
		...place,
		...{ description, model, serialNumber, unit, taxClass, intervalUnit, intervalCount },
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
	const states = await readLineStates(scope, contractId)
	const rows = await scope.sql<{ id: string; intervalUnit: string | null }[]>`
		select id, interval_unit as "intervalUnit" from contract_line where contract_id = ${contractId} order by position`
	const lines = new Map(
		rows.map(({ id, intervalUnit }) => [id, { intervalUnit, states: states.get(id) ?? [] }] as const),
	)
	return changesOf(quote, chosen, termOf(quote, scope.today), lines)
}
