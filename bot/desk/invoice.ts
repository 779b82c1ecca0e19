import { type ListedInvoice, listInvoices } from '#core/invoice/list-all.ts'
import { refuse } from '#core/refusal.ts'
import { amount, day } from '#emails/words/format.ts'
import type { Visit } from '../command.ts'
import type { Choice } from '../reply.ts'
import { findMeant, type Meant, reference } from './meant.ts'

/** The invoice that was meant, as it stands now. Throws Refused with `not_found`. */
export async function findInvoice(
	{ look }: Visit,
	{ id, number }: { id: string; number: string },
): Promise<ListedInvoice> {
	const { rows } = await look(listInvoices, { search: number, limit: 50 })
	return rows.find((one) => one.id === id) ?? refuse('not_found', { noun: 'invoice' })
}

/** As many as a person reads in a message. */
const most = 8

/**
 * The invoice that was meant by its number, or the reply that asks which: of a customer or contract, its invoices are offered, the
 * oldest due first. `show`: only those that are open.
 */
export async function findMeantInvoice(
	visit: Visit,
	{ what, command, show }: { what: string; command: string; show?: 'open' },
): Promise<Meant> {
	const meant = await findMeant(visit, { what, kinds: ['invoice', 'customer', 'contract'], command })
	const { named } = meant
	if (!named || named.kind === 'invoice') return meant
	const of = named.kind === 'customer' ? { customerId: named.id } : { contractId: named.id }
	const { rows } = await visit.look(listInvoices, { ...of, show, limit: 50 })
	const { words, language } = visit
	const name = named.kind === 'customer' ? named.name : named.number
	const link = { label: words.open, path: `/staff/${named.kind}s/${named.id}` }
	const invoices = rows.filter(({ kind }) => kind === 'invoice')
	// Of what is open the oldest is the most urgent; of all, the newest is the one that is looked for.
	const offered = (show ? invoices.toReversed() : invoices).slice(0, most)
	if (offered.length === 0) return { reply: { title: words.unclear.noInvoice(name), link } }
	const choices = offered.map((one): Choice => {
		const minor = show ? one.openMinor : one.totalMinor
		const label = [one.number, amount(minor, one.currency, language), day(one.dueOn, language, 'medium')].join(' · ')
		return { label, command, input: { what: reference({ kind: 'invoice', id: one.id }) } }
	})
	return { reply: { title: words.unclear.whichInvoice(name), choices, link } }
}
