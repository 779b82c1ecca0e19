import type { Scope } from '../act.ts'
import { seenByActor } from '../contract/seen.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** An instalment as agreed, and what came of it. Minor units; days ISO. */
export type FoundInstalment = {
	id: string
	/** Counted without the down payment, which is 0. */
	number: number
	of: number
	label: string
	dueOn: string
	/** When the run invoices it: today at the earliest. */
	issueOn: string
	plannedMinor: bigint
	invoice: { id: string; number: string } | null
	receivedMinor: bigint
	openMinor: bigint
	/** Days past due; 0 while it is not late or nothing is open. */
	lateDays: number
}

export type FoundPlan = {
	id: string
	contractId: string
	number: number
	label: string
	currency: string
	issueDaysBefore: number
	/** Names of the lines it covers. */
	covers: string[]
	totalMinor: bigint
	givenUpMinor: bigint
	invoicedMinor: bigint
	receivedMinor: bigint
	overdueMinor: bigint
	instalments: FoundInstalment[]
}

type Row = Omit<FoundPlan, 'instalments' | 'invoicedMinor' | 'receivedMinor' | 'overdueMinor'> & {
	instalments: (Omit<FoundInstalment, 'plannedMinor' | 'receivedMinor' | 'openMinor'> & {
		plannedMinor: string
		receivedMinor: string
		openMinor: string
	})[]
}

/** The collection plans of a contract as they stand, or stood on a past day, planned against received. Refuses `not_found`. */
export async function findPlans(
	scope: Scope,
	{ contractId, on }: { contractId: string; on?: string | undefined },
): Promise<FoundPlan[]> {
	permit(scope, 'invoice.read')
	const [reached] =
		await scope.sql`select from contract where id = ${contractId} and ${reach(scope).contract()} and ${seenByActor(scope)}`
	if (!reached) refuse('not_found', { noun: 'contract' })
	const past = on && on < scope.today.toString() ? Temporal.PlainDate.from(on) : scope.today
	return await readPlans(scope, [contractId], past)
}

/**
 * Those of many contracts as agreed on a day that is not to come, with what was invoiced, received and open then: what was rescheduled,
 * given up, taken back, voided or written off only later still stood. For verbs that have asked whether they may.
 */
export async function readPlans(
	{ sql, today }: Pick<Scope, 'sql' | 'today'>,
	contractIds: readonly string[],
	on: Temporal.PlainDate,
): Promise<FoundPlan[]> {
	const stood = (sequence: ReturnType<Scope['sql']>) => sql`exists (
		select from amendment where amendment.contract_id = plan.contract_id and amendment.sequence = ${sequence} and recorded_on <= ${on})`
	const rows = await sql<Row[]>`
		select plan.id, plan.contract_id as "contractId", plan.number, plan.label, plan.currency, plan.issue_days_before as "issueDaysBefore",
			worth.minor - (select coalesce(sum(amount_minor), 0) from instalment where plan_id = plan.id
				and ${stood(sql`instalment.sequence`)} and not ${stood(sql`dropped_sequence`)})::bigint as "givenUpMinor",
			array(select line.description from collection_plan_line as part join contract_line as line on line.id = part.contract_line_id
				where part.plan_id = plan.id order by line.position) as covers,
			worth.minor as "totalMinor",
			coalesce((
				select jsonb_agg(jsonb_build_object('id', own.id, 'number', own.number, 'of', own.of, 'label', own.label,
					'dueOn', own.due_on, 'issueOn', greatest(own.issue_on, ${today}::date), 'plannedMinor', own.amount_minor::text,
					'invoice', case when invoice.id is not null then jsonb_build_object('id', invoice.id, 'number', invoice.number) end,
					'receivedMinor', coalesce((select sum(allocation.amount_minor) from allocation
						where allocation.invoice_id = invoice.id and payment_id is not null and allocated_on <= ${on}), 0)::text,
					'openMinor', stood.open_minor::text,
					'lateDays', case when stood.open_minor > 0 then greatest(0, ${on}::date - own.due_on) else 0 end) order by own.due_on, own.serial)
				from (
					select instalment.*, sum((not down_payment)::int) over () as of,
						case when down_payment then 0 else sum((not down_payment)::int) over (order by due_on, serial) end as number
					from instalment where plan_id = plan.id and ${stood(sql`instalment.sequence`)} and not ${stood(sql`dropped_sequence`)}
				) as own left join lateral (
					select invoice.* from invoice_line as line join invoice on invoice.id = line.invoice_id
					where line.instalment_id = own.id and invoice.issued_on <= ${on} and (not line.released or exists (
						select from invoice_line as back join invoice as note on note.id = back.invoice_id
						where back.credits_line_id = line.id and note.issued_on > ${on})) limit 1
				) as invoice on true cross join lateral (
					select case when invoice.id is null then 0 else invoice.total_minor - (
						select coalesce(sum(amount_minor), 0) from allocation where invoice_id = invoice.id and allocated_on <= ${on}) - (
						select coalesce(sum(amount_minor), 0) from invoice_write_off where invoice_id = invoice.id and written_on <= ${on}) end as open_minor
				) as stood
			), '[]') as instalments
		from collection_plan as plan cross join lateral (
				select sum(net_minor + tax_minor)::bigint as minor from collection_plan_line where plan_id = plan.id
			) as worth
		where plan.contract_id = any(${[...contractIds]}::uuid[]) and ${stood(sql`plan.made_sequence`)}
			and not ${stood(sql`plan.taken_back_sequence`)}
		order by plan.contract_id, plan.number`
	return rows.map(({ instalments, ...plan }) => {
		const own = instalments.map((one) => ({
			...one,
			plannedMinor: BigInt(one.plannedMinor),
			receivedMinor: BigInt(one.receivedMinor),
			openMinor: BigInt(one.openMinor),
		}))
		return {
			...plan,
			invoicedMinor: own.reduce((sum, one) => (one.invoice ? sum + one.plannedMinor : sum), 0n),
			receivedMinor: own.reduce((sum, one) => sum + one.receivedMinor, 0n),
			overdueMinor: own.reduce((sum, one) => (one.lateDays > 0 ? sum + one.openMinor : sum), 0n),
			instalments: own,
		}
	})
}
