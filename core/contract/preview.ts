import type { Scope } from '../act.ts'
import { type Day, dateOf, dayOf } from '../calendar.ts'
import { seesMoney } from '../field-right/rights.ts'
import { invoiceLineOf } from '../invoice/line.ts'
import { readCharged } from '../invoice/read-charged.ts'
import { type Billable, readSchedules } from '../invoice/read-schedules.ts'
import type { NewInvoiceLine } from '../invoice/write-lines.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { NOTHING_BILLED } from '../schedule/due.ts'
import { simulate } from '../schedule/simulate.ts'
import type { DueLine } from '../schedule/terms.ts'
import { spreadTaxes } from '../tax/spread.ts'
import { type ForeseenRenewal, foreseenRenewals, withRenewals } from './renewals.ts'
import type { ContractState } from './state.ts'

/** An invoice to come. Minor units; `on` is the day the schedule asks for it. */
export type ComingInvoice = {
	on: Temporal.PlainDate
	/** Of an instalment: the day by which it is to be paid. */
	dueOn?: Temporal.PlainDate
	lines: NewInvoiceLine[]
	subtotalMinor: bigint
	taxMinor: bigint
	totalMinor: bigint
	/** The first day of the term it is for, where that is agreed by itself only later. */
	renewedOn?: Temporal.PlainDate
}

/** How far ahead of today the preview looks. */
export const horizonYears = 25

/** The next invoices of a contract as it stands, by the functions that bill it. Of a draft: as if it began now. Refuses `not_found`, `field.hidden`. */
export async function previewInvoices(scope: Scope, input: { id: string; count: number }): Promise<ComingInvoice[]> {
	permit(scope, 'contract.read')
	const [reached] = await scope.sql<
		{ state: ContractState }[]
	>`select state from contract where id = ${input.id} and ${reach(scope).contract()}`
	if (!reached) refuse('not_found', { noun: 'contract' })
	if (!seesMoney(scope, reached.state)) refuse('field.hidden', { field: 'unit price' })
	const [billable] = await readSchedules(scope, [input.id], dayOf(scope.today))
	if (!billable) refuse('not_found', { noun: 'contract' })
	return await foreseenInvoices(scope, billable, input.count)
}

/** The same for a contract that has been read; of those only the ones from a day on, where one is given. */
export async function foreseenInvoices(
	scope: Scope,
	billable: Billable,
	count: number,
	since?: Temporal.PlainDate,
): Promise<ComingInvoice[]> {
	const { renewals, renewed } = foreseen(scope, billable)
	return withRenewal(await comingInvoices(scope, renewed, count, since), renewals)
}

/** The renewals that come by themselves, and the contract as it is billed with them; at least through a day, where one is given. */
export function foreseen({ today }: Pick<Scope, 'today'>, billable: Billable, through = Number.NEGATIVE_INFINITY) {
	const horizon = dayOf(today.add({ years: horizonYears }))
	const renewals = foreseenRenewals(billable.contract, dayOf(today), Math.max(horizon, through))
	return { renewals, renewed: withRenewals(billable, renewals, horizon) }
}

/** Each with the term that the last day it covers is in. */
export function withRenewal(invoices: ComingInvoice[], renewals: readonly ForeseenRenewal[]): ComingInvoice[] {
	if (renewals.length === 0) return invoices
	return invoices.map((invoice) => {
		const last = Math.max(...invoice.lines.map(({ periodTo }) => (periodTo ? dayOf(periodTo) - 1 : dayOf(invoice.on))))
		const renewal = renewals.findLast(({ from }) => from <= last)
		return renewal ? { ...invoice, renewedOn: dateOf(renewal.from) } : invoice
	})
}

/** The next invoices to the end that is agreed now; of those only the ones from a day on, where one is given. */
export async function comingInvoices(
	scope: Scope,
	billable: Billable,
	count: number,
	since?: Temporal.PlainDate,
): Promise<ComingInvoice[]> {
	const until = dayOf(scope.today.add({ years: horizonYears }))
	return await simulated(scope, billable, { since: since ? dayOf(since) : Number.NEGATIVE_INFINITY, until, count })
}

/** All that the schedule asks for through a day, that day included, to the end that is agreed now. */
export async function invoicesThrough(scope: Scope, billable: Billable, until: Day): Promise<ComingInvoice[]> {
	return await simulated(scope, billable, { since: Number.NEGATIVE_INFINITY, until, count: Number.POSITIVE_INFINITY })
}

async function simulated(
	scope: Scope,
	billable: Billable,
	{ since, until, count }: { since: Day; until: Day; count: number },
): Promise<ComingInvoice[]> {
	const { contract, schedule } = billable
	const from = Math.max(contract.billedThrough ?? Number.NEGATIVE_INFINITY, since)
	const charged = await readCharged(scope, [billable], until)
	const billed =
		contract.billedThrough === null
			? NOTHING_BILLED
			: { through: contract.billedThrough, charged: charged.get(contract.id) ?? new Map() }
	return simulate(schedule, { from, until, limit: count, billed }).map((invoice) =>
		comingInvoice(scope, billable, invoice.on, invoice.lines),
	)
}

/** What falls due on a day, as the invoice it will be. */
export function comingInvoice(scope: Scope, billable: Billable, on: Day, due: readonly DueLine[]): ComingInvoice {
	const instalment = due[0]?.instalment
	const taxed = scope.company.taxRounding === 'rate' && !instalment ? spreadTaxes(due) : due
	const lines = taxed.map((line) => invoiceLineOf(billable, line))
	const subtotalMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
	const taxMinor = lines.reduce((sum, line) => sum + line.taxMinor, 0n)
	const by = instalment ? { dueOn: dateOf(instalment.dueOn) } : {}
	return { on: dateOf(on), ...by, lines, subtotalMinor, taxMinor, totalMinor: subtotalMinor + taxMinor }
}
