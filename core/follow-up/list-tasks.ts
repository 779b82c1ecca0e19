import type { Scope } from '../act.ts'
import { permit, reach } from '../permit.ts'

/** A next step that is open. Days are ISO dates. */
export type Task = {
	id: string
	nextStep: string
	nextOn: string
	/** Days past its day; 0 while there is time. */
	lateDays: number
	/** What the follow-up said, its beginning. */
	text: string
	customerId: string
	customerName: string
	contractId: string | null
	contractNumber: string | null
	assigneeId: string | null
	assigneeName: string
}

export type ListTasks = {
	/** Of one member; everybody's when not given. */
	assigneeId?: string | undefined
	/** First and last day, ISO, both included. */
	from?: string | undefined
	to?: string | undefined
	contractId?: string | undefined
	customerId?: string | undefined
	/** Id and day of the last one seen. */
	after?: { id: string; on: string } | undefined
	limit: number
}

/** Next steps that are open, the earliest day first; one more than `limit` where there are more. */
export async function listTasks(scope: Scope, input: ListTasks): Promise<Task[]> {
	permit(scope, 'customer.read')
	const { sql } = scope
	const { assigneeId, from, to, contractId, customerId, after, limit } = input
	return await sql<Task[]>`
		select follow_up.id, next_step as "nextStep", next_on::text as "nextOn",
			greatest(0, ${scope.today}::date - next_on) as "lateDays", left(text, 300) as text,
			follow_up.customer_id as "customerId", customer.name as "customerName", follow_up.contract_id as "contractId",
			contract.number as "contractNumber", assignee_id as "assigneeId", coalesce(staff_user.name, '') as "assigneeName"
		from follow_up join customer on customer.id = follow_up.customer_id
			left join contract on contract.id = follow_up.contract_id
			left join staff_user on staff_user.id = assignee_id
		where next_on is not null and settled_at is null and ${reach(scope).customer('follow_up.customer_id')}
			${assigneeId ? sql`and assignee_id = ${assigneeId}` : sql``}
			${from ? sql`and next_on >= ${from}::date` : sql``} ${to ? sql`and next_on <= ${to}::date` : sql``}
			${contractId ? sql`and follow_up.contract_id = ${contractId}` : sql``}
			${customerId ? sql`and follow_up.customer_id = ${customerId}` : sql``}
			${after ? sql`and (next_on, follow_up.id) > (${after.on}::date, ${after.id}::uuid)` : sql``}
		order by next_on, follow_up.id limit ${limit + 1}`
}

export type TaskCounts = { overdue: number; today: number; week: number; all: number }

/** How many wait: past their day, today, today and the six days after it, and in all. */
export async function countTasks(scope: Scope, { assigneeId }: Pick<ListTasks, 'assigneeId'>): Promise<TaskCounts> {
	permit(scope, 'customer.read')
	const { sql, today } = scope
	const [counts] = await sql<TaskCounts[]>`
		select count(*) filter (where next_on < ${today})::int as overdue,
			count(*) filter (where next_on = ${today})::int as today,
			count(*) filter (where next_on between ${today} and ${today.add({ days: 6 })})::int as week, count(*)::int as all
		from follow_up
		where next_on is not null and settled_at is null and ${reach(scope).customer('follow_up.customer_id')}
			${assigneeId ? sql`and assignee_id = ${assigneeId}` : sql``}`
	if (!counts) throw new Error('Nothing was counted')
	return counts
}
