import type { Scope } from '../act.ts'
import { contractsOf } from '../invoice/share.ts'
import { tellPenalties } from '../receivable/find-penalty.ts'
import { sumPenalties } from '../receivable/sum-penalties.ts'
import type { Debt } from './debt.ts'

/** An invoice of a debt with something open. Minor units of the debt's currency; days are ISO dates. */
export type OwedInvoice = {
	id: string
	number: string
	dueOn: string
	daysPastDue: number
	totalMinor: bigint
	openMinor: bigint
	contract: { id: string; number: string } | null
	/** What of a collection plan it asks for: which of how many, counted without the down payment, which is 0; and its own words. */
	instalment: { number: number; of: number; label: string; downPayment: boolean } | null
	penaltyMinor: bigint
}

export type Owed = { invoices: OwedInvoice[]; overdueMinor: bigint; openMinor: bigint; penaltyMinor: bigint }

/** What of a debt is open as of today, past its day or not, the oldest first, with its penalty interest. For verbs that have asked. */
export async function readOwed(scope: Scope, { customerId, currency }: Debt): Promise<Owed> {
	const { sql, today } = scope
	const rows = await sql<(Omit<OwedInvoice, 'penaltyMinor'> & { contractIds: string[] })[]>`
		select invoice.id, array${contractsOf(scope)} as "contractIds", invoice.number, due_on::text as "dueOn", greatest(0, ${today}::date - due_on)::int as "daysPastDue",
			total_minor as "totalMinor", total_minor - settled_minor as "openMinor",
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number) end as contract,
			(select jsonb_build_object('label', label, 'downPayment', down_payment, 'of', plan.of,
					'number', case when down_payment then 0 else plan.number end)
				from invoice_line join instalment on instalment.id = instalment_id cross join lateral (
					select count(*) as of, count(*) filter (where (every.due_on, every.serial) <= (instalment.due_on, instalment.serial)) as number
					from instalment as every
					where every.plan_id = instalment.plan_id and every.dropped_sequence is null and not every.down_payment
				) as plan
				where invoice_line.invoice_id = invoice.id order by serial limit 1) as instalment
		from invoice left join contract on contract.id = invoice.contract_id
		where invoice.customer_id = ${customerId} and invoice.currency = ${currency} and invoice.kind = 'invoice'
			and invoice.state = 'issued' and settled_minor < total_minor
		order by due_on, invoice.number`
	const penalties = await penaltyByInvoice(
		scope,
		rows.flatMap(({ contractIds }) => contractIds),
	)
	const sums = await sumPenalties(scope, { customerId, contractId: null, on: today })
	const invoices = rows.map(({ contractIds: _, ...row }) => ({ ...row, penaltyMinor: penalties.get(row.id) ?? 0n }))
	const sum = (of: OwedInvoice[]) => of.reduce((total, { openMinor }) => total + openMinor, 0n)
	return {
		invoices,
		overdueMinor: sum(invoices.filter(({ daysPastDue }) => daysPastDue > 0)),
		openMinor: sum(invoices),
		penaltyMinor: sums.get(currency)?.dueMinor ?? 0n,
	}
}

async function penaltyByInvoice(scope: Scope, contractIds: readonly string[]): Promise<Map<string, bigint>> {
	if (contractIds.length === 0) return new Map()
	const told = await tellPenalties(scope, [...new Set(contractIds)], scope.today)
	const sums = new Map<string, bigint>()
	// One that bills several contracts bears penalty interest on the part of each.
	for (const { invoiceId, dueMinor } of [...told.values()].flatMap(({ claims }) => claims))
		sums.set(invoiceId, (sums.get(invoiceId) ?? 0n) + dueMinor)
	return sums
}
