import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { comingInvoices } from '../contract/preview.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { tellPenalties } from '../receivable/find-penalty.ts'

/** How a contract stands today: what those who ask and decide look at. Minor units of its currency; days are ISO. */
export type ContractMoney = {
	currency: string
	overdueMinor: bigint
	/** Days past due of the oldest that is open; 0 where nothing is. */
	overdueDays: number
	openMinor: bigint
	/** Given up by write-off: no longer owed, though it may still be paid. */
	writtenOffMinor: bigint
	/** Penalty interest that is owed, and what of it was waived. */
	penaltyMinor: bigint
	waivedMinor: bigint
	/** What settles it today: open and penalty interest. */
	payOffMinor: bigint
	/** Reminders of what is late now, sent since it is: by the policy, and by hand. */
	reminders: number
	/** Whether any promise to pay still runs. */
	promiseOpen: boolean
	/** The latest three promises to pay. */
	promises: { on: string; minor: string; currency: string; state: PromiseState }[]
	/** The last day on which a machine of it was delivered. */
	deliveredOn: string | null
}

export type PromiseState = 'open' | 'kept' | 'broken' | 'lapsed' | 'replaced'

type Row = Omit<ContractMoney, 'penaltyMinor' | 'waivedMinor' | 'payOffMinor'>

/** For verbs and finders that have asked whether they may. */
export async function readContractMoney(scope: Scope, contractId: string): Promise<ContractMoney> {
	const { sql, today, company } = scope
	const promised = sql`from payment_promise as promise left join invoice on invoice.id = promise.invoice_id
		where promise.customer_id = contract.customer_id and (promise.invoice_id is null or ${isOfContract(scope)})`
	const [row] = await sql<Row[]>`
		with owed as materialized (
			select invoice.id, due_on, invoice.state, ${openPartOf(scope)} as minor from contract, invoice
			where contract.id = ${contractId} and ${isOfContract(scope)} and invoice.kind = 'invoice'
				and invoice.state in ('issued', 'uncollectible') and invoice.settled_minor < invoice.total_minor
		), late as (select * from owed where state = 'issued' and minor > 0 and due_on < ${today})
		select contract.currency, coalesce((select sum(minor) from owed where state = 'issued'), 0)::bigint as "openMinor",
			coalesce((select sum(minor) from owed where state = 'uncollectible'), 0)::bigint as "writtenOffMinor",
			coalesce((select sum(minor) from late), 0)::bigint as "overdueMinor",
			coalesce((select max(${today}::date - due_on) from late), 0)::int as "overdueDays",
			(select count(*)::int from dunning_step join late on late.id = invoice_id where step like 'after:%')
				+ (select count(*)::int from event join late on late.id = subject_id where event.kind = 'invoice.reminded'
					and subject_kind = 'invoice' and (happened_at at time zone ${company.timeZone})::date > due_on) as reminders,
			exists (select ${promised} and promise.state = 'open') as "promiseOpen",
			coalesce((select jsonb_agg(to_jsonb(told)) from (
				select promised_on as "on", amount_minor::text as minor, promise.currency, promise.state ${promised}
					and promise.state <> 'replaced'
				order by promise.follow_up_id desc limit 3
			) as told), '[]') as promises,
			(select max(moved_on)::text from equipment_move where contract_id = contract.id
				and (action = 'deliver' or (action = 'register' and to_state = 'delivered'))) as "deliveredOn"
		from contract where contract.id = ${contractId}`
	if (!row) throw new Error('A contract is gone')
	const penalty = (await tellPenalties(scope, [contractId], today)).get(contractId)
	const { dueMinor: penaltyMinor = 0n, waivedMinor = 0n } = penalty ?? {}
	return { ...row, penaltyMinor, waivedMinor, payOffMinor: row.openMinor + penaltyMinor }
}

/** More invoices to come than this are not looked through: then it is not all invoiced in any case. */
const mostComing = 600

/** What is sold once, or agreed in instalments, and not invoiced yet; what recurs ends with the contract. Minor units. */
export async function readNotInvoiced(scope: Scope, contractId: string): Promise<bigint> {
	const [billable] = await readSchedules(scope, [contractId], dayOf(scope.today))
	const coming = billable ? await comingInvoices(scope, billable, mostComing) : []
	return coming
		.flatMap(({ lines }) => lines)
		.filter(({ kind }) => kind === 'one_off' || kind === 'instalment')
		.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
}
