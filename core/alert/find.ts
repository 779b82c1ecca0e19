import type { Role, Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import type { ContractState } from '../contract/state.ts'
import { permit } from '../permit.ts'
import { seenAlert } from './seen.ts'
import type { AlertTrigger, MachineProblem } from './trigger.ts'

/** What happened, as it is told in any channel. Days are ISO dates. */
export type Alert = {
	id: string
	trigger: AlertTrigger
	customer: { id: string; name: string }
	contract: { id: string; number: string } | null
	/** Of the invoice it is about. */
	invoiceNumber: string | null
	amountMinor: bigint | null
	currency: string | null
	/** Why a payment failed, a code; why somebody leaves, in the reader's language; why they dispute, or what was written: words; the serial number of a machine; who collects, or fills a survey in. */
	reason: string
	/** Whoever is told may not see why a contract ends. */
	reasonHidden: boolean
	/** The last day of a contract that ends, or of a term. */
	endsOn: string | null
	/** The contract goes on by itself after `endsOn`. */
	renews: boolean
	/** Of a promise to pay: its day, and what had come by then. */
	promisedOn: string | null
	receivedMinor: bigint | null
	/** Of a case of collection. */
	caseId: string | null
	/** Of a request about machines: what else than a failure in words of its provider it is. */
	problem: MachineProblem | null
	/** Of a credit survey. */
	surveyId: string | null
	/** Of an instalment. */
	dueOn: string | null
	/** When a failed charge is tried again by itself. */
	nextTryOn: string | null
}

export type FindAlerts = {
	ids: readonly string[]
	/** The reader's, for reasons that the company has words for. */
	language: Language
} & ({ userId: string } | { groupId: string })

/**
 * The oldest first, without what is hidden from the member of staff who is told, or from anybody of a group that is. An alert
 * is read by the product itself, which sends it to whom it was raised for.
 */
export async function findAlerts(scope: Scope, { ids, language, ...reader }: FindAlerts): Promise<Alert[]> {
	permit(scope, 'staff.write')
	const { sql, company } = scope
	const rows = await sql<(Alert & { state: ContractState | null })[]>`
		select alert.id, rule.trigger, contract.state, false as "reasonHidden", jsonb_build_object('id', customer.id, 'name', customer.name) as customer,
			case when contract.id is not null then jsonb_build_object('id', contract.id, 'number', contract.number) end as contract,
			invoice.number as "invoiceNumber", coalesce((facts ->> 'currency'), invoice.currency) as currency,
			coalesce((facts ->> 'amountMinor')::bigint, invoice.total_minor - invoice.settled_minor) as "amountMinor",
			coalesce(case ${language} when 'ru' then label_ru when 'zh' then label_zh when 'vi' then label_vi else label_en end
				|| case when coalesce(facts ->> 'text', '') <> '' then ': ' || (facts ->> 'text') else '' end,
				message.text, facts ->> 'text', facts ->> 'reason', facts ->> 'serialNumber', facts ->> 'name', facts ->> 'note', '') as reason,
			facts ->> 'promisedOn' as "promisedOn", (facts ->> 'receivedMinor')::bigint as "receivedMinor",
			case when event.subject_kind = 'collection_case' then event.subject_id end as "caseId",
			case event.kind when 'machine_request.late' then 'late' when 'machine_request.withdrawn' then 'withdrawn' else facts ->> 'problem' end as problem,
			case when event.subject_kind = 'credit_survey' then event.subject_id end as "surveyId", facts ->> 'dueOn' as "dueOn", facts ->> 'endsOn' as "endsOn", coalesce((facts ->> 'renews')::boolean, false) as renews,
			(dunning.next_retry_at at time zone ${company.timeZone})::date::text as "nextTryOn"
		from alert join alert_rule as rule on rule.id = rule_id join event on event.id = event_id
			join customer on customer.id = event.customer_id
			left join contract on contract.id = event.contract_id
			left join payment on event.subject_kind = 'payment' and payment.id = event.subject_id
			left join invoice on invoice.id = coalesce(case when event.subject_kind = 'invoice' then event.subject_id end, payment.charged_invoice_id)
			left join dunning on rule.trigger = 'payment_failed' and dunning.invoice_id = invoice.id
			left join cancel_reason on cancel_reason.code = facts ->> 'reasonCode'
			left join message on rule.trigger = 'message_received' and message.id = (facts ->> 'messageId')::uuid
		where alert.id = any(${[...ids]}::uuid[]) order by event.happened_at, alert.id`
	const roles = await readRoles(scope, reader)
	return rows.flatMap(({ state, ...alert }) => seenAlert(scope, roles, alert, state))
}

async function readRoles({ sql }: Scope, reader: { userId: string } | { groupId: string }): Promise<Role[]> {
	const rows = await sql<{ role: Role }[]>`
		select distinct role from staff_user where left_at is null and ${
			'userId' in reader
				? sql`id = ${reader.userId}`
				: sql`id in (select user_id from staff_group_member where group_id = ${reader.groupId})`
		}`
	return rows.map(({ role }) => role)
}

/** Whom an alert goes to by mail. Refuses nothing: somebody who has left is null. */
export async function findAlertReader(
	scope: Scope,
	{ userId }: { userId: string },
): Promise<{ name: string; email: string; language: Language; role: string } | null> {
	permit(scope, 'staff.write')
	const [reader] = await scope.sql<{ name: string; email: string; language: Language; role: string }[]>`
		select name, email, language, role from staff_user where id = ${userId} and left_at is null`
	return reader ?? null
}

/**
 * Of alerts, those that a letter of its own tells the same person anyway: notice and messages whoever looks after the
 * contract (where nobody does, administrators, and for messages its team or finance), a dispute finance.
 */
export async function findToldByLetter(
	scope: Scope,
	{ ids, userId }: { ids: readonly string[]; userId: string },
): Promise<ReadonlySet<string>> {
	permit(scope, 'staff.write')
	const { sql } = scope
	// Administrators where nobody is in finance.
	const finance = sql`(select max(role) from staff_user where left_at is null and role in ('finance', 'administrator'))`
	const rows = await sql<{ id: string }[]>`
		select alert.id from alert join alert_rule as rule on rule.id = rule_id join event on event.id = event_id
			join customer on customer.id = event.customer_id left join contract on contract.id = event.contract_id
			join staff_user as reader on reader.id = ${userId}
			left join staff_user as owner on owner.id = coalesce(contract.owner_id, customer.owner_id) and owner.left_at is null
		where alert.id = any(${[...ids]}::uuid[]) and case rule.trigger
			when 'payment_disputed' then reader.role = ${finance}
			when 'contract_cancelled' then owner.id = reader.id or (owner.id is null and reader.role = 'administrator')
			when 'message_received' then owner.id = reader.id or (owner.id is null and (reader.role = ${finance} or reader.id in (
				select user_id from staff_group_member where group_id = coalesce(contract.group_id, customer.group_id))))
			else false end`
	return new Set(rows.map(({ id }) => id))
}
