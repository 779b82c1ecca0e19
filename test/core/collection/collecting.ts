import { type Actor, act, type Books, expectOk, look, type Role } from '#core/act.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { findCase } from '#core/collection/find.ts'
import { listCases } from '#core/collection/list.ts'
import { type LogEntry, logEntry } from '#core/collection/log.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { hire } from '#test/portal/staff/console.ts'
import type { World } from '#test/support/books.ts'
import { type Customer, invoice, system, welcome } from '../payment/ledger.ts'

export type Member = Extract<Actor, { kind: 'staff' }>

export async function member(books: Books, role: Role): Promise<Member> {
	return { kind: 'staff', userId: (await hire(books, role)).id, role }
}

/** A customer with an invoice of 500.00 that is due today. */
export async function owing({ books }: World, name: string, minor = 50_000n) {
	const customer = await welcome(books, name)
	const { id } = await invoice(books, customer, minor, { days: 0 })
	return { customer, invoiceId: id }
}

/** Money by bank transfer for an invoice. */
export async function receive(books: Books, { id }: Customer, invoiceId: string, amountMinor: bigint, on: string) {
	const receipt = {
		...{
			customerId: id,
			currency: 'EUR',
			amountMinor,
			receivedOn: on,
			method: 'transfer' as const,
			reference: '',
		},
		...{ invoiceId, importKey: crypto.randomUUID() },
	}
	expectOk(await act(books, system, recordReceipts, [receipt]))
}

/** Gives a customer's euros to a collector; answers the case. */
export async function given({ books }: World, customer: Customer, collector: Member, by: Actor = system) {
	const debts = [{ customerId: customer.id, currency: 'EUR', seen: null }]
	expectOk(await act(books, by, dispatchDebts, { debts, collectorId: collector.userId }))
	const { cases } = expectOk(await look(books, system, listCases, { show: 'open', customerId: customer.id, limit: 1 }))
	const [found] = cases
	if (!found) throw new Error('No case was opened')
	return found.id
}

export const written = (caseId: string, more: Partial<LogEntry> = {}): LogEntry => ({
	...{ caseId, kind: 'spoke', note: 'They will pay', key: crypto.randomUUID() },
	...more,
})

export const log = async (books: Books, actor: Actor, input: LogEntry) =>
	expectOk(await act(books, actor, logEntry, input))

export const caseAt = async (books: Books, id: string) => expectOk(await look(books, system, findCase, { id }))

export const mine = async (books: Books, actor: Actor) =>
	expectOk(await look(books, actor, listCases, { show: 'mine', limit: 50 })).cases
