import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { amendContract } from '#core/import/amend-contract.ts'
import { bill } from '#core/invoice/run.ts'
import { deliverEffects } from '#core/outbox/deliver.ts'
import { type Effect, queueEffect } from '#core/outbox/queue.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { requestSignIn } from '#core/sign-in/request.ts'
import type { Mail, Post } from '#emails/post/mail.ts'
import { NotSent } from '#emails/post/not-sent.ts'
import { openLog } from '#portal/log.ts'
import { openStripe } from '#portal/stripe/client.ts'
import { carrier } from '#portal/worker-tasks.ts'
import { finance, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'

/** A postbox that keeps what is sent; the next letters may be refused. */
function postbox() {
	const sent: Mail[] = []
	const refusals: NotSent[] = []
	const post: Post = {
		async send(mail) {
			const refusal = refusals.shift()
			if (refusal) throw refusal
			const repeated = sent.some((one) => one.idempotencyKey === mail.idempotencyKey)
			if (!repeated) sent.push(mail)
			return { id: mail.idempotencyKey, repeated }
		},
		async close() {},
	}
	return { sent, refusals, post }
}

async function deliverAll({ books, sql }: World, post: Post): Promise<void> {
	const publicUrl = 'https://portal.example'
	const till = { books, stripe: openStripe('sk_test_none'), live: false, publicUrl, log: openLog('silent') }
	const carry = carrier(till, { books, post, publicUrl })
	const rows = await sql<{ id: string }[]>`
		select id from outbox where delivered_at is null and gave_up_at is null and kind = 'mail' order by id`
	await deliverEffects(
		books,
		rows.map((row) => row.id),
		carry,
	)
}

async function billed(world: World) {
	const { books, clock, sql } = world
	await sql`insert into tax_rate (country, tax_class, label, percent, valid_from) values ('DE', 'standard', 'USt', 19, '2020-01-01')`
	const customer = await welcome(books)
	const contract = expectOk(
		await act(books, system, createContract, {
			customerId: customer.id,
			currency: 'EUR',
			startsOn: '2026-03-10',
			alignment: 'calendar',
			lines: [{ description: 'Wartung Kran', quantity: '3', unitPrice: '40', interval: { unit: 'month', count: 1 } }],
		}),
	)
	expectOk(await act(books, system, activateContract, { id: contract.id }))
	await bill(books, system, clock.today(), 1)
	const [invoice] = await sql<{ id: string; number: string }[]>`select id, number from invoice`
	if (!invoice) throw new Error('nothing was billed')
	return { customer, contract, invoice }
}

async function textOf(content: Uint8Array): Promise<string> {
	const pdf = await getDocument({ data: new Uint8Array(content) }).promise
	const page = await (await pdf.getPage(1)).getTextContent()
	return page.items.map((item) => ('str' in item ? item.str : '')).join(' ')
}

test('a new invoice reaches its reader with a link of their own and the PDF', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { invoice } = await billed(world)
	const { sent, post } = postbox()
	await deliverAll(world, post)
	expect(sent.map((mail) => [mail.name, mail.subject])).toEqual([
		['invoice-issued', expect.stringContaining(invoice.number)],
	])
	const [letter] = sent
	expect(letter?.to).toMatch(/^Anna Petersen <anna-.*@nordwind\.example>$/)
	expect(letter?.text).toMatch(/https:\/\/portal\.example\/l\/[\w-]{43}/)
	const [paper] = letter?.attachments ?? []
	expect(paper?.fileName).toBe(`${invoice.number}.pdf`)
	const text = await textOf(paper?.content ?? new Uint8Array())
	for (const part of [invoice.number, 'Wartung Kran', 'Nordwind Logistik', 'Halden Systems GmbH', '× 22/31'])
		expect(text).toContain(part)
	const kept = await world.sql`select kind, file_name from paper_file`
	expect(kept).toEqual([{ kind: 'invoice', file_name: `${invoice.number}.pdf` }])
})

test('a letter that could not leave waits and then leaves once to each reader', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	await billed(world)
	const { sent, refusals, post } = postbox()
	refusals.push(new NotSent('temporary', 'rate_limited', 'Too many letters'))
	await deliverAll(world, post)
	expect(sent).toEqual([])
	const [waiting] = await world.sql`select attempts, last_error, leased_until > now() as later from outbox`
	expect(waiting).toEqual({ attempts: 1, last_error: 'NotSent: Too many letters', later: true })
	await deliverAll(world, post)
	expect(sent, 'not before its time').toEqual([])
	await world.sql`update outbox set leased_until = null`
	await deliverAll(world, post)
	await world.sql`update outbox set delivered_at = null`
	await deliverAll(world, post)
	expect(sent.length).toBe(1)
})

test('a letter that nobody can be sent is given up, and the timeline says so', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { customer } = await billed(world)
	const { refusals, post } = postbox()
	refusals.push(new NotSent('permanent', 'bad_address', 'Mail cannot be sent to this address'))
	await deliverAll(world, post)
	const [row] = await world.sql`select gave_up_at is not null as gave_up, last_error from outbox`
	expect(row).toEqual({ gave_up: true, last_error: 'Undeliverable: Mail cannot be sent to this address' })
	const [told] = await world.sql`select customer_id, facts ->> 'error' as error from event where kind = 'mail.gave_up'`
	expect(told).toEqual({ customer_id: customer.id, error: 'Undeliverable: Mail cannot be sent to this address' })
})

test('a voided invoice sends its credit note, and the PDF says what it corrects', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { invoice } = await billed(world)
	expectOk(await act(world.books, finance, decided(voidInvoice), { id: invoice.id, reason: 'Falsche Adresse' }))
	const { sent, post } = postbox()
	await deliverAll(world, post)
	const note = sent.find((mail) => mail.name === 'credit-note-issued')
	expect(note?.text).toContain('Falsche Adresse')
	const text = await textOf(note?.attachments?.[0]?.content ?? new Uint8Array())
	expect(text).toContain(invoice.number)
	expect(text).toContain('CN-00001')
})

test('what a change of the contract gives back names the invoice that had charged it', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { contract, invoice } = await billed(world)
	const [line] = await world.sql<{ id: string }[]>`select id from contract_line`
	world.clock.standOn('2026-03-20')
	const fewer = { lineId: line?.id ?? '', set: { quantity: '1' } }
	const change = { id: contract.id, effectiveOn: '2026-03-20', changes: [fewer] }
	expectOk(await act(world.books, system, amendContract, change))
	await bill(world.books, system, world.clock.today(), 1)
	const { sent, post } = postbox()
	await deliverAll(world, post)
	const note = sent.find((mail) => mail.name === 'credit-note-issued')
	expect(note?.subject).toContain(invoice.number)
	const text = await textOf(note?.attachments?.[0]?.content ?? new Uint8Array())
	expect(text).toContain(invoice.number)
	expect(text).toContain('10 Mar 2026')
	expect(text).not.toContain('Reason')
})

test('the secrets of a sign-in letter are gone from the outbox once it has left', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	await world.sql`insert into staff_user (email, name, role) values ('finn@halden.example', 'Finn', 'finance')`
	expectOk(await act(world.books, system, requestSignIn, { audience: 'staff', email: 'finn@halden.example' }))
	const { sent, post } = postbox()
	await deliverAll(world, post)
	expect(sent[0]).toMatchObject({ name: 'sign-in', to: 'Finn <finn@halden.example>' })
	expect(sent[0]?.text).toMatch(/https:\/\/portal\.example\/sign-in\/open\/[\w-]{43}/)
	const [row] = await world.sql`select payload ? 'secrets' as secret from outbox`
	expect(row).toEqual({ secret: false })
})

test('reminders, secure links and refunds of recorded money reach the customer', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	const { customer, contract, invoice } = await billed(world)
	const queue = (effect: Effect) => act(world.books, system, queueEffect, effect).then(expectOk)
	const link = { customerId: customer.id, contactId: null, contractId: contract.id, scope: 'manage' }
	await queue({
		kind: 'mail',
		key: 'link',
		payload: { letter: 'secure-link', ...link, sentBy: 'Finn', message: 'As we agreed on the phone.' },
	})
	await queue({ kind: 'mail', key: 'early', payload: { letter: 'invoice-overdue', invoiceId: invoice.id } })
	await deliverAll(world, postbox().post)
	world.clock.moveOn({ days: 40 })
	await queue({ kind: 'mail', key: 'reminder', payload: { letter: 'invoice-overdue', invoiceId: invoice.id } })
	const [payment] = await world.sql<{ id: string }[]>`
		insert into payment (customer_id, currency, amount_minor, source, state, initiated_by, created_at, received_on, settled_at)
		values (${customer.id}, 'EUR', 5000, 'recorded', 'succeeded', 'customer', now(), '2026-04-19', now()) returning id`
	const refund = { paymentId: payment?.id ?? '', amountMinor: 20_00n, reason: '' }
	expect(expectOk(await act(world.books, finance, decided(refundPayment), refund))).toMatchObject({
		state: 'succeeded',
	})
	const { sent, post } = postbox()
	await deliverAll(world, post)
	expect(sent.map((mail) => mail.name)).toEqual(['invoice-overdue', 'payment-refunded'])
	expect(sent[0]?.text).toContain('26 days')
	const [none] = await world.sql`select from outbox where delivered_at is null`
	expect(none).toBeUndefined()
})

test('a letter without a name is given up', async () => {
	await using world = await openBooks({ on: '2026-03-10' })
	expectOk(await act(world.books, system, queueEffect, { kind: 'mail', key: 'odd', payload: { letter: 'ode' } }))
	await deliverAll(world, postbox().post)
	const [row] = await world.sql`select last_error from outbox where gave_up_at is not null`
	expect(row).toEqual({ last_error: 'Undeliverable: There is no letter "ode"' })
})
