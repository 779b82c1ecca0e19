import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'
import { dues } from './dues.ts'

/** That a plan has a payment on a day. Refuses `payable.not_due`. */
export async function requireDue(scope: Scope, payableId: string, dueOn: string): Promise<void> {
	const { sql } = scope
	const of = sql`payable.id = ${payableId}`
	const [due] = await sql`
		select from (${dues(scope, { from: dueOn, to: dueOn, of, alsoDrafts: true })}) as due where due.due_on = ${dueOn}`
	if (!due) refuse('payable.not_due', { dueOn })
}
