import type { Scope } from '../act.ts'
import { dayOf } from '../calendar.ts'
import { noticeOn } from '../contract/notice.ts'
import { foreseenInvoices } from '../contract/preview.ts'
import { seenByActor } from '../contract/seen.ts'
import { readSchedules } from '../invoice/read-schedules.ts'
import { contractsOf, isOfContract } from '../invoice/share.ts'
import type { Money } from '../money.ts'
import { permit, reach } from '../permit.ts'

/** A day worth an entry in a calendar. `on` is an ISO date; `key` stays the same when the feed is read again. */
export type CalendarDay = { key: string; on: string; contract: { id: string; number: string; title: string } } & (
	| { kind: 'invoice'; total: Money }
	| { kind: 'due'; invoice: { id: string; number: string }; open: Money }
	| { kind: 'last_day_of_notice'; endsOn: string }
	| { kind: 'end' }
)

/** No more contracts than these, the ones that bill next first, and so many invoices of each. */
const mostContracts = 100
const mostInvoices = 12

/**
 * The days that matter to a customer: the next invoices with their exact amounts, when open ones are due, the last day to
 * give notice, and the end. Of all contracts that the actor reaches, or of one.
 */
export async function findCalendarDays(scope: Scope, { contractId }: { contractId?: string }): Promise<CalendarDay[]> {
	permit(scope, 'contract.read')
	const contracts = await readContracts(scope, contractId)
	const schedules = await readSchedules(
		scope,
		contracts.map(({ id }) => id),
		dayOf(scope.today),
	)
	const days: CalendarDay[] = await readOpen(scope, contractId)
	for (const billable of schedules) {
		const facts = contracts.find(({ id }) => id === billable.contract.id)
		if (!facts) continue
		const { id, number, title, currency } = facts
		const contract = { id, number, title }
		for (const coming of await foreseenInvoices(scope, billable, mostInvoices)) {
			const on = coming.on.toString()
			const total = { minor: coming.totalMinor, currency }
			if (coming.totalMinor > 0n) days.push({ key: `invoice-${id}-${on}`, kind: 'invoice', on, contract, total })
		}
		days.push(...endDays(scope, facts, contract))
	}
	return days.sort((one, two) => one.on.localeCompare(two.on) || one.key.localeCompare(two.key))
}

type ContractFacts = {
	id: string
	number: string
	title: string
	currency: string
	state: string
	startsOn: Temporal.PlainDate
	endsOn: Temporal.PlainDate | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
}

function readContracts(scope: Scope, contractId: string | undefined) {
	const { sql } = scope
	return sql<ContractFacts[]>`
		select contract.id, number, title, currency, state, starts_on as "startsOn", ends_on as "endsOn", renewal,
			term_months as "termMonths", notice_days as "noticeDays"
		from contract
		where state in ('active', 'paused', 'ending') and direction = 'receivable' and ${reach(scope).contract()} and ${seenByActor(scope)}
			and (${contractId ?? null}::uuid is null or contract.id = ${contractId ?? null})
		order by starts_on desc, number limit ${mostContracts}`
}

/** When what has been billed must be paid; what bills several contracts together has the numbers of all of them. */
async function readOpen(scope: Scope, contractId: string | undefined): Promise<CalendarDay[]> {
	const { sql } = scope
	const rows = await sql<
		{ id: string; number: string; on: string; minor: bigint; currency: string; contract: CalendarDay['contract'] }[]
	>`
		select invoice.id, invoice.number, due_on::text as on, total_minor - settled_minor as minor, invoice.currency,
			of.contract
		from invoice cross join lateral (
			select jsonb_build_object('id', min(id::text), 'number', string_agg(number, ', ' order by number),
				'title', case when count(*) = 1 then min(title) else '' end) as contract
			from contract where contract.id in ${contractsOf(scope)} having count(*) > 0
		) as of
		where invoice.kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor and ${reach(scope).invoice()}
			${contractId ? sql`and ${isOfContract(scope, contractId)}` : sql``}
		order by due_on, invoice.id limit 200`
	return rows.map(({ id, number, on, minor, currency, contract }) => ({
		key: `due-${id}`,
		kind: 'due',
		on,
		contract,
		invoice: { id, number },
		open: { minor, currency },
	}))
}

function endDays(scope: Scope, facts: ContractFacts, contract: CalendarDay['contract']): CalendarDay[] {
	const end = (endsOn: Temporal.PlainDate): CalendarDay => ({
		key: `end-${facts.id}-${endsOn}`,
		kind: 'end',
		on: endsOn.toString(),
		contract,
	})
	if (facts.state === 'ending') return facts.endsOn ? [end(facts.endsOn)] : []
	const notice = noticeOn(facts, scope.today)
	if (notice.kind === 'fixed') return [end(notice.endsOn)]
	if (notice.kind === 'open') return []
	const on = notice.lastDay.toString()
	return [
		{ key: `notice-${facts.id}-${on}`, kind: 'last_day_of_notice', on, contract, endsOn: notice.endsOn.toString() },
	]
}
