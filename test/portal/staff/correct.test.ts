import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { creditParts } from '#core/credit-note/credit-parts.ts'
import { findPaperFacts } from '#core/invoice/paper-facts.ts'
import { creditNotePaperOf } from '#portal/deliver/bill-paper.ts'
import { invoicePdf } from '#portal/deliver/paper.ts'
import { byRole, cardOf, rule, step } from '#test/core/approval/office.ts'
import { billed } from '#test/core/credit-note/bill.ts'
import { type Customer, finance as clerk, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { pay } from '#test/core/payment/shares.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let finance: Visit
let customer: Customer

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 20 })
	await world.sql`update approval_workflow set archived_at = now()`
	customer = await welcome(world.books)
	portal = await openPortal(world)
	finance = await come('finance')
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

const come = async (role: Parameters<typeof hire>[1]) =>
	await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)

const pathOf = (id: string) => `/staff/invoices/${id}`
const typed = (value: string | undefined) =>
	(value ?? '').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
const field = (page: string, name: string) => typed(new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1])

/** Looks at what it would do; the press that goes with what was seen. */
async function lookAt(id: string, fields: Record<string, string>, by = finance) {
	const answer = await by.post(`${pathOf(id)}?correct=${fields.intent}`, fields)
	const page = await answer.text()
	const press = Object.fromEntries(['way', 'asked', 'typed', 'seen'].map((name) => [name, field(page, name)]))
	return { status: answer.status, text: textOf(page), press: { intent: 'apply', ...press } }
}
const parts = (lineId: string, given: Record<string, string>, more: Record<string, string> = {}) => ({
	...{ intent: 'parts', reason: 'Machine stood still', 'lines[0].id': lineId },
	...Object.fromEntries(Object.entries(given).map(([name, value]) => [`lines[0].${name}`, value])),
	...more,
})
const notesOf = async (id: string) => (await world.sql`select id from invoice where credits_invoice_id = ${id}`).length

test('a part is looked at with its lines and money first, and is then exactly that credit note', async () => {
	const { id, lineIds } = await billed(world, customer, [
		{ net: 100_00n, tax: 19_00n, quantity: '10' },
		{ net: 50_00n },
	])
	const form = textOf(await finance.read(`${pathOf(id)}?correct=parts`))
	for (const part of ['€100.00 of €100.00 left', '10 of 10 left', 'All that is left']) expect(form).toContain(part)
	const message = 'With our apologies'
	const { text, press } = await lookAt(id, parts(lineIds[0], { quantity: '2,5' }, { message }))
	expect(text).toMatch(/A credit note over €29\.75 is issued/)
	expect(text).toContain('Of this invoice €139.25 is open afterwards (now €169.00)')
	expect(text).toContain('2.5 of 10 are credited, a share of the €100.00 charged')
	expect(text).toContain('it is done at once')
	expect(await notesOf(id)).toBe(0)
	const done = await finance.post(pathOf(id), press)
	expect(done.status).toBe(302)
	const page = textOf(await finance.read(done.headers.get('location') ?? ''))
	for (const part of ['−€29.75', 'Machine stood still', message]) expect(page).toContain(part)
	expect(await openOf(world.books, id)).toBe(139_25n)
	expect(textOf(await finance.read(`${pathOf(id)}?correct=parts`))).toContain('€75.00 of €100.00 left')

	const noteId = (done.headers.get('location') ?? '').split('/').at(-1) ?? ''
	const facts = expectOk(await look(world.books, system, findPaperFacts, { id: noteId }))
	expect(creditNotePaperOf(facts)).toMatchObject({ reason: 'Machine stood still', message, totalMinor: 29_75n })
	const pdf = await invoicePdf({ books: world.books, publicUrl: 'https://portal.example' }, noteId)
	expect(Buffer.from(pdf.content).subarray(0, 5).toString()).toBe('%PDF-')
})

test('what differs from what was seen is not done: it is looked at anew', async () => {
	const own = await welcome(world.books, 'Südwind Spedition')
	const { id, lineIds } = await billed(world, own, [{ net: 100_00n }])
	const { press } = await lookAt(id, parts(lineIds[0], { amount: '30' }))
	await pay(world, [id], 90_00n)
	const answer = await finance.post(pathOf(id), press)
	expect(answer.status).toBe(422)
	const page = await answer.text()
	expect(textOf(page)).toContain('The amounts have changed since you looked')
	expect(textOf(page)).toMatch(/Nothing of this invoice is open afterwards \(now €10\.00\)[\s\S]*€20\.00 stays with us/)
	expect(await notesOf(id)).toBe(0)
	const fresh = { ...press, seen: field(page, 'seen') }
	expect((await finance.post(pathOf(id), fresh)).status).toBe(302)
	// The same press again is another part: what was seen is no longer so.
	expect((await finance.post(pathOf(id), fresh)).status).toBe(422)
	expect(await notesOf(id)).toBe(1)
})

test('what was paid by card goes back to it by choice, and the void says what becomes of the rest', async () => {
	const own = await welcome(world.books, 'Quellwasser Vertrieb')
	const { id, lineIds } = await billed(world, own, [{ net: 100_00n }])
	await pay(world, [id])
	const owed = await billed(world, own, [{ net: 25_00n }])
	expect(textOf(await finance.read(`${pathOf(id)}?correct=parts`))).toContain('Up to €100.00, what cards paid')
	const { text, press } = await lookAt(id, parts(lineIds[0], { amount: '40' }, { paid: 'card' }))
	expect(text).toContain('€40.00 goes back to the card')
	expect((await finance.post(pathOf(id), press)).status).toBe(302)
	const [sent] =
		await world.sql`select amount_minor as minor from refund where credit_note_id is not null and state = 'started'`
	expect(sent).toEqual({ minor: 40_00n })

	const whole = await lookAt(id, { intent: 'void', reason: 'Wrong customer' })
	expect(whole.text).toContain('A credit note over €60.00')
	expect(whole.text).toContain(`Invoice ${owed.number} is settled by it: €0.00 stays open (now €25.00)`)
	expect(whole.text).toContain('€35.00 stays with us')
	expect((await finance.post(pathOf(id), whole.press)).status).toBe(302)
	expect(await openOf(world.books, owed.id)).toBe(0n)
	expect(textOf(await finance.read(pathOf(id)))).not.toContain('Each way shows what it does')
})

test('writing off says what is given up and who has to agree, and asks them', async () => {
	await rule(world, 'write_off', [step({ name: 'Board', approvers: [byRole('administrator')] })])
	await hire(world.books, 'administrator')
	const { id } = await billed(world, customer, [{ net: 80_00n }])
	const { text, press } = await lookAt(id, { intent: 'write_off', reason: 'Insolvent' })
	expect(text).toContain('€80.00 leaves the receivables')
	expect(text).toContain('Board: The administrator (One of them is enough)')
	const asked = await finance.post(pathOf(id), press)
	expect(asked.headers.get('location')).toMatch(/^\/staff\/approvals\/.*did=new/)
	const [row] = await world.sql`select state from invoice where id = ${id}`
	expect(row).toEqual({ state: 'issued' })
	await world.sql`update approval_workflow set archived_at = now() where subject_kind = 'write_off'`
})

test('a part waits for the decision of those whom credit notes, or refunds where it goes to the card, are asked of', async () => {
	await rule(world, 'refund', [step({ name: 'Refunds', approvers: [byRole('administrator')] })])
	const own = await welcome(world.books, 'Ostsee Handel')
	const { id, lineIds } = await billed(world, own, [{ net: 100_00n, quantity: '4' }])
	await pay(world, [id])
	const kept = await lookAt(id, parts(lineIds[0], { quantity: '1' }, { paid: 'balance' }))
	expect(kept.text).toContain('it is done at once')
	const { text, press } = await lookAt(id, parts(lineIds[0], { quantity: '1' }, { paid: 'card' }))
	expect(text).toMatch(/Somebody has to agree first[\s\S]*Refunds/)
	const place = (await finance.post(pathOf(id), press)).headers.get('location') ?? ''
	const requestId = /approvals\/([0-9a-f-]+)/.exec(place)?.[1] ?? ''
	const card = await cardOf(world, requestId)
	expect(card).toMatchObject({ kind: 'credit_note', amountMinor: 25_00n, effect: { minor: '-2500' } })
	expect(card.facts).toContainEqual({ name: 'to_card', value: { kind: 'money', minor: '2500', currency: 'EUR' } })
	expect(await notesOf(id)).toBe(0)
	// What is credited meanwhile changes where the money goes no more than the lines: both are in what was shown.
	const rest = [{ by: 'rest' as const, lineId: lineIds[0] }]
	expectOk(await act(world.books, clerk, decided(creditParts), { id, parts: rest, reason: 'All of it' }))
	const admin = await come('administrator')
	const path = `/staff/approvals/${requestId}`
	await admin.post(path, { intent: 'approve', seen: card.seen, comment: '' })
	expect((await cardOf(world, requestId)).state).toBe('failed')
	expect(await notesOf(id)).toBe(1)
	await world.sql`update approval_workflow set archived_at = now() where subject_kind = 'refund'`
})

test('an invoice that asks for nothing but what it credited says so, in sentences at the field', async () => {
	const { id, lineIds } = await billed(world, customer, [{ net: 100_00n, quantity: '4' }])
	const tries: [Record<string, string>, string][] = [
		[{ amount: '100.01' }, 'No more than €100.00 before tax can be credited of “Line 1”'],
		[{ quantity: '5' }, 'No more than €100.00 before tax'],
		[{ amount: 'ten' }, 'This is not an amount'],
		[{ quantity: '1', amount: '10' }, 'Fill in one of the three'],
		[{}, 'Say of at least one line'],
		[{ amount: '-5' }, 'No less than 0'],
	]
	for (const [given, why] of tries) {
		const { status, text } = await lookAt(id, parts(lineIds[0], given))
		expect([status, text]).toEqual([422, expect.stringContaining(why)])
	}
	for (const [name, tooMuch] of [
		['amount', '100.01'],
		['quantity', '5'],
	] as const) {
		const page = await (
			await finance.post(`${pathOf(id)}?correct=parts`, parts(lineIds[0] ?? '', { [name]: tooMuch }))
		).text()
		const field = new RegExp(`<input[^>]* name="lines\\[0\\].${name}"[^>]*>`).exec(page)?.[0]
		expect(field, name).toContain('aria-invalid="true"')
	}
	expect(await notesOf(id)).toBe(0)
})

test('who may not see no way to, and a forged press is not found or refused', async () => {
	const { id, lineIds } = await billed(world, customer, [{ net: 100_00n }])
	const { press } = await lookAt(id, parts(lineIds[0], { rest: 'on' }))
	const collector = await come('collector')
	expect(await collector.read(`${pathOf(id)}?correct=parts`)).not.toContain('All that is left')
	expect((await collector.post(pathOf(id), press)).status).toBe(404)
	for (const forged of [
		{ seen: '0'.repeat(64) },
		{ seen: '' },
		{ asked: '[]' },
		{ asked: '{"reason":"x","parts":[{}]}' },
	])
		expect((await finance.post(pathOf(id), { ...press, ...forged })).status).toBe(422)
	// Of another invoice than the page's own nothing is done.
	const other = await billed(world, customer, [{ net: 10_00n }])
	expect((await finance.post(pathOf(other.id), press)).status).toBe(422)
	expect([await notesOf(id), await notesOf(other.id)]).toEqual([0, 0])
})
