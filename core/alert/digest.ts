import type { Role, Scope } from '../act.ts'
import { listWaitingFor } from '../approval/list-waiting.ts'
import { countDueCases } from '../collection/list.ts'
import { withRights } from '../field-right/rights.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** What somebody finds in the morning. Sums are by currency, in minor units. */
export type Digest = {
	/** What their contracts and customers owe past its day. */
	overdue: { currency: string; minor: bigint; count: number }[]
	/** Money that came on the day before. */
	received: { currency: string; minor: bigint; count: number }[]
	/** Requests that wait for their word. */
	approvals: number
	/** Their customers who wait for an answer. */
	waiting: number
	/** Their next steps with customers, due by today. */
	steps: number
	/** Cases of theirs to collect that are to be looked at. */
	cases: number
	/** Their contracts that end, or go into another term, within thirty days. */
	ending: number
}

/** Of one member of staff, as things are now; everything is of what they look after. */
export async function findDigest(scope: Scope, { userId }: { userId: string }): Promise<Digest> {
	permit(scope, 'staff.write')
	return await digestOf(scope, userId)
}

/** The same of the acting member of staff. Refuses `not_permitted` for everybody else. */
export async function findOwnDigest(scope: Scope): Promise<Digest> {
	permit(scope, 'attention.write')
	if (scope.actor.kind !== 'staff') return refuse('not_permitted', { action: 'attention.write' })
	return await digestOf(scope, scope.actor.userId)
}

async function digestOf(scope: Scope, userId: string): Promise<Digest> {
	const { sql, today } = scope
	const money = await seesMoneyOf(scope, userId)
	const overdue = await sql<Digest['overdue']>`
		select invoice.currency, sum(total_minor - settled_minor)::bigint as minor, count(*)::int as count
		from invoice join customer on customer.id = invoice.customer_id left join contract on contract.id = invoice.contract_id
		where kind = 'invoice' and invoice.state = 'issued' and settled_minor < total_minor and due_on < ${today}
			and coalesce(contract.owner_id, customer.owner_id) = ${userId}
		group by invoice.currency order by invoice.currency`
	const received = await sql<Digest['received']>`
		select payment.currency, sum(amount_minor)::bigint as minor, count(*)::int as count
		from payment join customer on customer.id = payment.customer_id
		where payment.state = 'succeeded' and payment.received_on = ${today.subtract({ days: 1 })} and customer.owner_id = ${userId}
		group by payment.currency order by payment.currency`
	const [counts] = await sql<Pick<Digest, 'waiting' | 'steps' | 'ending'>[]>`
		select
			(select count(*)::int from conversation join customer on customer.id = conversation.customer_id
				left join contract on contract.id = conversation.contract_id
				where waiting_since is not null and coalesce(contract.owner_id, customer.owner_id) = ${userId}) as waiting,
			(select count(*)::int from follow_up
				where next_on <= ${today} and settled_at is null and assignee_id = ${userId}) as steps,
			(select count(*)::int from contract
				where state in ('active', 'ending', 'paused') and owner_id = ${userId}
					and ends_on between ${today} and ${today.add({ days: 30 })}) as ending`
	if (!counts) throw new Error('Nothing was counted')
	const [approvals, cases] = [await countApprovals(scope, userId), await countDueCases(scope, userId)]
	return { overdue: money ? [...overdue] : [], received: money ? [...received] : [], approvals, cases, ...counts }
}

/** Sums are nothing for a role that prices are hidden from. */
async function seesMoneyOf({ sql, company }: Scope, userId: string): Promise<boolean> {
	const [user] = await sql<{ role: Role }[]>`select role from staff_user where id = ${userId}`
	if (!user) return false
	const actor = withRights({ kind: 'staff', userId, role: user.role }, company)
	return actor.kind !== 'staff' || !actor.withheld?.has('invoice.read')
}

async function countApprovals(scope: Scope, userId: string): Promise<number> {
	const [user] = await scope.sql<{ role: Role }[]>`select role from staff_user where id = ${userId}`
	if (!user) return 0
	return (await listWaitingFor({ ...scope, actor: { kind: 'staff', userId, role: user.role } })).length
}
