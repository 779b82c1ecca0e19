import { z } from 'zod'
import { findCustomerForStaff } from '#core/customer/find.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { may } from '#core/permit.ts'
import { refuse } from '#core/refusal.ts'
import { amount, day } from '#emails/words/format.ts'
import { defineCommand, type Visit } from '../command.ts'
import { findInvoice } from '../desk/invoice.ts'
import { findMeant } from '../desk/meant.ts'
import { promisedMinor } from '../desk/promised.ts'
import { readPromise, type SaidPromise } from '../desk/read-promise.ts'
import type { Reply } from '../reply.ts'

/** Keeps what a customer promised to pay, of an invoice or of anything; whether it is kept is found out by itself. */
export const promise = defineCommand({
	name: 'promise',
	says: {
		en: ['promise *: *', 'promised *: *', 'promise to pay *: *', 'promise', 'promise *'],
		ru: ['обещание *: *', 'обещал *: *', 'обещают *: *', 'обещание', 'обещание *'],
		zh: ['承诺 *: *', '承诺*: *', '承诺'],
		vi: ['hứa *: *', 'hẹn trả *: *', 'hứa'],
	},
	input: z.object({ what: z.string().max(200).default(''), text: z.string().max(5000).default('') }),
	read: ([what = '', text = '']) => ({ what, text }),
	run: async (visit, { what, text }) => {
		const { words, language } = visit
		const today = (await visit.look(async (scope) => scope.today, undefined)).toString()
		const said = text ? readPromise(text.slice(0, 400), { today, language }) : undefined
		if (!what || !said) return { title: words.unclear.title, tone: 'bad', text: words.promise.how }
		const kinds = ['invoice', 'customer'] as const
		const { named, reply } = await findMeant(visit, { what, kinds, command: 'promise', input: { text } })
		if (!named) return reply
		return named.kind === 'invoice'
			? await ofInvoice(visit, named, said, text)
			: await ofCustomer(visit, named, said, text)
	},
})

type Meant = { id: string; number: string; name: string; customerId: string }

async function ofInvoice(visit: Visit, named: Meant, said: SaidPromise, text: string): Promise<Reply> {
	const { openMinor, currency, contractId } = await findInvoice(visit, named)
	if (openMinor <= 0n) refuse('invoice.already_settled', { number: named.number })
	const promised = said.amount ? promisedMinor(said.amount, currency, named.number) : openMinor
	return await keep(visit, named, text, {
		invoiceId: named.id,
		contractId,
		amountMinor: promised,
		currency,
		on: said.on,
	})
}

async function ofCustomer(visit: Visit, named: Meant, said: SaidPromise, text: string): Promise<Reply> {
	// Whoever reads no invoices is told nothing of what is open, not even that it is nothing.
	const reads = await visit.look(async ({ actor }) => may(actor, 'invoice.read'), undefined)
	if (!said.amount && !reads)
		return { title: visit.words.unclear.title, tone: 'bad', text: visit.words.promise.sayAmount(named.name) }
	const { currency, openMinor } = await visit.look(findCustomerForStaff, { id: named.id })
	const amountMinor = said.amount ? promisedMinor(said.amount, currency, named.number) : openMinor
	if (amountMinor <= 0n) return { title: visit.words.promise.nothingOpen(named.name), tone: 'bad' }
	return await keep(visit, named, text, { invoiceId: null, contractId: null, amountMinor, currency, on: said.on })
}

type Kept = { invoiceId: string | null; contractId: string | null; amountMinor: bigint; currency: string; on: string }

async function keep(visit: Visit, named: Meant, text: string, { contractId, ...promised }: Kept): Promise<Reply> {
	const { words, language } = visit
	await visit.note(recordFollowUp, {
		...{ customerId: named.customerId, contractId, kind: 'other', text, key: visit.key, promise: promised },
	})
	const money = amount(promised.amountMinor, promised.currency, language)
	const by = day(Temporal.PlainDate.from(promised.on), language)
	const what = promised.invoiceId ? `${named.number}, ${named.name}` : named.name
	return {
		title: words.promise.done(money, by),
		...{ tone: 'good', text: `${what}: ${text}`, note: words.promise.note },
		link: { label: words.open, path: `/staff/customers/${named.customerId}` },
	}
}
