import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { dues } from './dues.ts'

/** So many days before a payment is to be made it is told of, and again on the day after where it is still open. */
const daysBefore = 7
/** What has been late for longer, such as a plan that is entered afterwards, is not told of any more. */
const daysLate = 31

type Told = {
	payableId: string
	dueOn: string
	late: boolean
	description: string
	amountMinor: bigint
	currency: string
	customerId: string
	contractId: string
}

/** Tells, once before and once after its day, of each payment of a plan that is not marked as paid. Answers how many. Set-based. */
export async function tellPayables(scope: Scope): Promise<number> {
	permit(scope, 'payable.write')
	const { sql, today } = scope
	await sql`select pg_advisory_xact_lock(hashtextextended('payable.due', 0))`
	const [from, to] = [today.subtract({ days: daysLate }).toString(), today.add({ days: daysBefore }).toString()]
	const told = await sql<Told[]>`
		select payable.id as "payableId", due.due_on::text as "dueOn", due.due_on < ${today} as late, description,
			amount_minor as "amountMinor", currency, customer_id as "customerId", contract_id as "contractId"
		from (${dues(scope, { from, to })}) as due join payable on payable.id = due.payable_id
		where due.payment_id is null and not exists (
			select from event where subject_kind = 'payable' and subject_id = payable.id and kind = 'payable.due'
				and facts->>'dueOn' = due.due_on::text and (facts->>'late')::boolean = (due.due_on < ${today}))
		order by due.due_on, payable.id`
	await emit(
		scope,
		...told.map(({ payableId, customerId, contractId, description, amountMinor, ...facts }) => ({
			kind: 'payable.due' as const,
			subject: { kind: 'payable', id: payableId },
			...{ customerId, contractId },
			facts: { ...facts, text: description, amountMinor: String(amountMinor) },
		})),
	)
	return told.length
}
