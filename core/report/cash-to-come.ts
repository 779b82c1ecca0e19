import type { Scope } from '../act.ts'
import { type Day, dayOf, formatDay, parseDay } from '../calendar.ts'
import { foreseenRenewals, withRenewals } from '../contract/renewals.ts'
import type { Billable } from '../invoice/billable.ts'
import { readCharged } from '../invoice/read-charged.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { reach } from '../permit.ts'
import type { Ledger } from '../schedule/ledger.ts'
import { simulate } from '../schedule/simulate.ts'
import { spreadTaxes } from '../tax/spread.ts'

/** An invoice that a contract in force will make. */
export type ToCome = {
	contractId: string
	/** The day by which it is to be paid, ISO. */
	on: string
	/** Minor units with tax; less than zero where it will be a credit note. */
	totalMinor: bigint
	/** What it covers, half-open, ISO. */
	periodFrom: string
	periodTo: string
}

/** Days by which invoices are to be paid, the last not among them. */
type Within = { from: string; to: string }

/** So many contracts are read together: what they are made of is let go before the next are read. */
const contractsAtOnce = 500
/** Nothing is foreseen further ahead of today. */
const yearsAhead = 5

/**
 * The invoices to come of contracts in force, by the functions that bill them, with the renewals that come by themselves.
 * What is late to be billed counts as billed today. Instalments are not among them: their plans say them. Only what the
 * asking may reach.
 */
export async function findToCome(scope: Scope, { from, to }: Within): Promise<ToCome[]> {
	const { sql } = scope
	const today = dayOf(scope.today)
	const end = Math.min(parseDay(to), dayOf(scope.today.add({ years: yearsAhead })))
	if (end <= today) return []
	const contracts = await sql<{ id: string }[]>`
		select contract.id from contract join contract_billing as billing on billing.contract_id = contract.id
		where contract.state in ('active', 'paused', 'ending') and (next_due_on < ${formatDay(end)}::date or renewal = 'tacit')
			and ${reach(scope).contract()}`
	const ids = contracts.map(({ id }) => id)
	const coming: ToCome[] = []
	for (let start = 0; start < ids.length; start += contractsAtOnce) {
		const billables = await readSchedules(scope, ids.slice(start, start + contractsAtOnce), today)
		const renewed = billables.map((billable) =>
			withRenewals(billable, foreseenRenewals(billable.contract, today, end), end),
		)
		const charged = await readCharged(scope, renewed, end)
		for (const billable of renewed)
			coming.push(...ofContract(scope, billable, charged.get(billable.contract.id), { from: parseDay(from), end }))
	}
	return coming
}

function ofContract(
	{ company, today }: Scope,
	{ contract, schedule }: Billable,
	charged: Ledger | undefined,
	{ from, end }: { from: Day; end: Day },
): ToCome[] {
	const { billedThrough, paymentTermDays } = contract
	return simulate(schedule, {
		from: billedThrough ?? Number.NEGATIVE_INFINITY,
		until: end - 1 - paymentTermDays,
		billed: { through: billedThrough, charged: charged ?? new Map() },
	}).flatMap(({ on, lines }) => {
		const dueOn = Math.max(on, dayOf(today)) + paymentTermDays
		if (dueOn < from || dueOn >= end || lines.some(({ instalment }) => instalment)) return []
		const taxed = company.taxRounding === 'rate' ? spreadTaxes(lines) : lines
		const totalMinor = taxed.reduce((sum, { amount, tax }) => sum + amount + tax, 0n)
		if (totalMinor === 0n) return []
		return {
			contractId: contract.id,
			on: formatDay(dueOn),
			totalMinor,
			periodFrom: formatDay(Math.min(...lines.map((line) => line.from))),
			periodTo: formatDay(Math.max(...lines.map((line) => line.to))),
		}
	})
}
