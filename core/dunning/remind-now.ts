import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { queueEffect } from '../outbox/queue.ts'
import { lockPayable } from '../payment/payable.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/**
 * Mails a reminder of an open invoice now, once a day at most. Refuses `not_found`, `invoice.not_issued`,
 * `invoice.already_settled`, `reminder.sent_today`.
 */
export async function remindNow(scope: Scope, input: { invoiceId: string }): Promise<{ number: string }> {
	permit(scope, 'reminder.send')
	const { sql, today } = scope
	const [invoice] = await lockPayable(scope, [input.invoiceId])
	if (!invoice) refuse('not_found', { noun: 'invoice' })
	const { id, number, customerId, contractId, openMinor } = invoice
	if (openMinor <= 0n) refuse('invoice.already_settled', { number })
	const key = `reminder:${id}:now:${today}`
	const [sent] = await sql`select from outbox where key = ${key}`
	if (sent) refuse('reminder.sent_today', { number })
	const [due] = await sql<{ late: boolean }[]>`select due_on < ${today} as late from invoice where id = ${id}`
	await emit(scope, { kind: 'invoice.reminded', subject: { kind: 'invoice', id }, customerId, contractId })
	const letter = due?.late ? 'invoice-overdue' : 'invoice-due-soon'
	await queueEffect(scope, { kind: 'mail', key, payload: { letter, invoiceId: id } })
	return { number }
}
