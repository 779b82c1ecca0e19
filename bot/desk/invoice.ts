import { type ListedInvoice, listInvoices } from '#core/invoice/list-all.ts'
import { refuse } from '#core/refusal.ts'
import type { Visit } from '../command.ts'

/** The invoice that was meant, as it stands now. Throws Refused with `not_found`. */
export async function findInvoice(
	{ look }: Visit,
	{ id, number }: { id: string; number: string },
): Promise<ListedInvoice> {
	const { rows } = await look(listInvoices, { search: number, limit: 50 })
	return rows.find((one) => one.id === id) ?? refuse('not_found', { noun: 'invoice' })
}
