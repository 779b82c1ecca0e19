import type { Scope } from '../act.ts'
import { actorName } from '../actor-name.ts'
import { seenRequests } from '../approval/seen-requests.ts'
import type { SubjectKind } from '../approval/subject-kinds.ts'
import { unseenMentions } from '../discussion/find.ts'
import { hiddenOf } from '../field-right/seen.ts'
import { isOfContract, openPartOf } from '../invoice/share.ts'
import { unreadBy } from '../message/read.ts'
import { may, permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { ContractState } from './state.ts'
import type { ContractDirection } from './write.ts'

/** What every page about a contract says of it at its top. Days are ISO dates. */
export type ContractHead = {
	id: string
	number: string
	title: string
	state: ContractState
	/** Whether it brings money or costs it. */
	direction: ContractDirection
	/** What the company calls it, where it says more than the state. */
	statusId: string | null
	status: string | null
	/** The name of its type. */
	type: string
	customerId: string
	customerName: string
	currency: string
	startsOn: string
	endsOn: string | null
	lineCount: number
	/** The day on which something is to be billed next. */
	nextDueOn: string | null
	/** Minor units; null for who reads no invoices. */
	overdueMinor: bigint | null
	/** Messages of its customer that the actor has not read; null for who reads none. */
	unread: number | null
	/** Remarks of colleagues in which the actor was named and that they have not seen. */
	named: number
	/** What about it waits for somebody's word, the longest waiting first. */
	requests: { id: string; kind: SubjectKind; requester: string; requestedOn: string }[]
	/** What it is to be signed with, where that is under way: the last day for it is ISO. */
	toSign: { id: string; number: string; isSent: boolean; validUntil: string } | null
	/** Fields that the actor may not see, as `contract.notice`: pages leave them out. */
	hidden: string[]
}

type Row = Omit<ContractHead, 'overdueMinor' | 'hidden'> & { overdueMinor: string | null }

/** Few and indexed reads, however many lines the contract has. Refuses `not_found`. */
export async function findHead(scope: Scope, { id }: { id: string }): Promise<ContractHead> {
	permit(scope, 'contract.read')
	const { sql, actor, company } = scope
	if (actor.kind === 'contact' || actor.kind === 'link') refuse('not_permitted', { action: 'contract.read' })
	const overdue = may(actor, 'invoice.read')
		? sql`(select coalesce(sum(${openPartOf(scope)}), 0)::text from invoice
			where ${isOfContract(scope)} and invoice.kind = 'invoice' and invoice.state = 'issued'
				and invoice.settled_minor < invoice.total_minor and invoice.due_on < ${scope.today})`
		: sql`null::text`
	const unread = may(actor, 'message.read')
		? sql`(select count(*)::int from message where message.subject_kind = 'contract' and message.subject_id = contract.id
			and ${unreadBy(scope)})`
		: sql`null::int`
	const [row] = await sql<Row[]>`
		select contract.id, contract.number, contract.title, contract.state, contract.direction,
			contract.status_id as "statusId", (select name from contract_status where id = contract.status_id) as status,
			(select name from contract_type where code = contract.type) as type, contract.customer_id as "customerId",
			customer.name as "customerName", contract.currency, contract.starts_on::text as "startsOn",
			contract.ends_on::text as "endsOn",
			(select count(*)::int from contract_line where contract_id = contract.id) as "lineCount",
			(select next_due_on::text from contract_billing where contract_id = contract.id) as "nextDueOn",
			${overdue} as "overdueMinor", ${unread} as unread, ${unseenMentions(scope)} as named,
			(select jsonb_build_object('id', id, 'number', number, 'isSent', state = 'sent', 'validUntil', valid_until) from quote
				where for_contract_id = contract.id and purpose = 'signature' and state in ('draft', 'sent')) as "toSign",
			coalesce((select jsonb_agg(jsonb_build_object('id', request.id, 'kind', subject_kind,
					'requester', ${actorName(scope, sql`requested_by`)},
					'requestedOn', (requested_at at time zone ${company.timeZone})::date) order by requested_at, request.id)
				from approval_request as request
				where request.contract_id = contract.id and request.state = 'waiting' and ${seenRequests(scope)}), '[]') as requests
		from contract join customer on customer.id = contract.customer_id
		where contract.id = ${id} and ${reach(scope).contract()}`
	if (!row) refuse('not_found', { noun: 'contract' })
	const overdueMinor = row.overdueMinor === null ? null : BigInt(row.overdueMinor)
	return { ...row, overdueMinor, hidden: hiddenOf(scope, row.state) }
}
