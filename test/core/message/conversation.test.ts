import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { safeFileName } from '#core/message/attachment.ts'
import { findAttachment } from '#core/message/find-attachment.ts'
import { sweepFiles } from '#core/message/keep-file.ts'
import { listConversations } from '#core/message/list.ts'
import { settleConversation } from '#core/message/settle.ts'
import { countWaiting, findConversationState, findUnread } from '#core/message/unread.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { agree, fileOf, find, hire, holderOf, readAll, write } from './talking.ts'

let world: World
let customer: Customer
let stranger: Customer
let jonas: Actor
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	customer = await welcome(world.books)
	stranger = await welcome(world.books, 'Südwind Spedition')
	jonas = await hire(world)
}, 60_000)
afterAll(() => world.close())

const unread = async (actor: Actor, contractId: string) =>
	expectOk(await look(world.books, actor, findConversationState, { contractId })).unread

test('what one side writes is new to the other until it is read, and stays in the order it was written', async () => {
	const id = await agree(world, customer)
	expectOk(await write(world, customer.actor, id, ' Could you look at the March invoice? '))
	expectOk(await write(world, jonas, id, 'Certainly.'))
	expectOk(await write(world, jonas, id, 'It is right.'))
	const { messages, earlier } = expectOk(await find(world, customer.actor, id))
	expect(messages.map(({ by, authorName, text, isNew }) => [by, authorName, text, isNew])).toEqual([
		['customer', 'Anna Petersen', 'Could you look at the March invoice?', false],
		['company', 'Jonas Petersen', 'Certainly.', true],
		['company', 'Jonas Petersen', 'It is right.', true],
	])
	expect(earlier).toBe(false)
	expect(expectOk(await look(world.books, customer.actor, findUnread, { customerId: customer.id }))).toMatchObject([
		{ contractId: id, title: 'Fleet software', count: 2 },
	])
	await readAll(world, customer.actor, id)
	expect(await unread(customer.actor, id)).toBe(0)
	expect(expectOk(await look(world.books, customer.actor, findUnread, { customerId: customer.id }))).toEqual([])
	expect(await unread(jonas, id)).toBe(1)
	// The same person with a link has read what they have read.
	expect(await unread(await holderOf(world, customer, id), id)).toBe(0)
	expect(await unread(await holderOf(world, customer, id, 'pay', null), id)).toBe(2)
	const told = await world.sql`select kind from event where kind = 'message.read'`
	expect(told).toHaveLength(1)
	await readAll(world, customer.actor, id)
	expect(await world.sql`select kind from event where kind = 'message.read'`, 'nothing new, no event').toHaveLength(1)
})

test('a long conversation comes by pages, the latest first and each page in order', async () => {
	const id = await agree(world, customer)
	for (let count = 1; count <= 5; count++) expectOk(await write(world, customer.actor, id, `Line ${count}`))
	const page = expectOk(await find(world, jonas, id, { limit: 2 }))
	expect(page.messages.map(({ text }) => text)).toEqual(['Line 4', 'Line 5'])
	expect(page.earlier).toBe(true)
	const before = expectOk(await find(world, jonas, id, { limit: 3, before: page.messages[0]?.id ?? '' }))
	expect(before.messages.map(({ text }) => text)).toEqual(['Line 1', 'Line 2', 'Line 3'])
	expect(before.earlier).toBe(false)
})

test('twenty people who write at once are all heard, and what is read up to the last is read', async () => {
	const id = await agree(world, customer)
	const written = await Promise.all(
		Array.from({ length: 20 }, (_, index) => write(world, index % 2 ? jonas : customer.actor, id, `At once ${index}`)),
	)
	expect(written.every((one) => one.ok)).toBe(true)
	const { messages, lastMessageId } = expectOk(await find(world, jonas, id))
	expect(messages).toHaveLength(20)
	expect(messages.at(-1)?.id).toBe(lastMessageId)
	await readAll(world, jonas, id)
	expect(await unread(jonas, id)).toBe(0)
})

test('a customer waits from their first unanswered message, and those who have waited longest come first', async () => {
	await world.sql`update conversation set waiting_since = null`
	const [first, second, third] = [
		await agree(world, customer),
		await agree(world, stranger),
		await agree(world, customer),
	]
	world.clock.standOn('2026-03-03')
	expectOk(await write(world, stranger.actor, second, 'Hello?'))
	world.clock.standOn('2026-03-04')
	expectOk(await write(world, customer.actor, first, 'Hello?'))
	world.clock.standOn('2026-03-05')
	expectOk(await write(world, stranger.actor, second, 'Is anybody there?'))
	expectOk(await write(world, customer.actor, third, 'Thank you!'))
	const waiting = async () =>
		expectOk(await look(world.books, jonas, listConversations, { show: 'waiting', limit: 10 })).map(
			({ subject, unread }) => [subject.id, unread],
		)
	expect(await waiting()).toEqual([
		[second, 2],
		[first, 1],
		[third, 1],
	])
	expectOk(await write(world, jonas, second, 'Yes.'))
	const seen = expectOk(await find(world, jonas, third)).lastMessageId ?? ''
	expectOk(await write(world, customer.actor, third, 'And one more thing'))
	expect(await act(world.books, jonas, settleConversation, { contractId: third, messageId: seen })).toMatchObject({
		refusal: { code: 'changed_meanwhile' },
	})
	const latest = expectOk(await find(world, jonas, third)).lastMessageId ?? ''
	expect(
		await act(world.books, customer.actor, settleConversation, { contractId: third, messageId: latest }),
	).toMatchObject({ refusal: { code: 'not_permitted' } })
	expectOk(await act(world.books, jonas, settleConversation, { contractId: third, messageId: latest }))
	expect(await waiting()).toEqual([[first, 1]])
	expect(expectOk(await look(world.books, jonas, countWaiting, undefined))).toBe(1)
	const page = expectOk(await look(world.books, jonas, listConversations, { show: 'all', limit: 2 }))
	expect(page.map(({ subject }) => subject.id).slice(0, 2)).toEqual([third, second])
	const next = expectOk(
		await look(world.books, jonas, listConversations, { show: 'all', limit: 50, after: page[1]?.cursor }),
	)
	expect(next.map(({ subject }) => subject.id)).not.toContain(second)
	expect(next[0]?.subject.id).toBe(first)
	world.clock.standOn('2026-03-02')
})

test('who may only look does not write, and another customer finds nothing', async () => {
	const id = await agree(world, customer)
	const file = await fileOf(world, 'March.pdf', 'b')
	expectOk(await write(world, customer.actor, id, 'See the file', [file]))
	const viewer = await holderOf(world, customer, id, 'view')
	expect(await write(world, viewer, id, 'Hello')).toMatchObject({ refusal: { code: 'link.view_only' } })
	const attachmentId = expectOk(await find(world, viewer, id)).messages[0]?.attachments[0]?.id ?? ''
	const at = { id: attachmentId, contractId: id }
	expect(expectOk(await look(world.books, viewer, findAttachment, at))).toMatchObject({
		fileName: 'March.pdf',
		sha256: 'b'.repeat(64),
	})
	for (const actor of [stranger.actor, await holderOf(world, stranger, await agree(world, stranger), 'manage')]) {
		expect(await find(world, actor, id)).toMatchObject({ refusal: { code: 'not_found' } })
		expect(await write(world, actor, id, 'Hello')).toMatchObject({ refusal: { code: 'not_found' } })
		expect(await look(world.books, actor, findAttachment, at)).toMatchObject({ refusal: { code: 'not_found' } })
	}
	const other = await agree(world, customer)
	expect(await look(world.books, customer.actor, findAttachment, { ...at, contractId: other })).toMatchObject({
		refusal: { code: 'not_found' },
	})
	expect(await find(world, await hire(world, 'storekeeper'), id)).toMatchObject({ refusal: { code: 'not_permitted' } })
	const collector = await hire(world, 'collector')
	expect(await find(world, collector, id)).toMatchObject({ ok: true })
	expect(await write(world, collector, id, 'Pay')).toMatchObject({ refusal: { code: 'not_permitted' } })
})

test('what cannot be sent is refused with a reason, and nothing of it is kept', async () => {
	const id = await agree(world, customer)
	const file = await fileOf(world, 'a.pdf', 'c')
	const refusals = [
		await write(world, customer.actor, id, '   '),
		await write(world, customer.actor, id, 'x'.repeat(5001)),
		await write(world, customer.actor, id, 'x', [{ ...file, fileName: 'page.html' }]),
		await write(world, customer.actor, id, 'x', [{ ...file, sizeBytes: 10 * 1024 * 1024 + 1 }]),
		await write(world, customer.actor, id, 'x', [file, file, file, file, file, file]),
	]
	expect(refusals.map((one) => (one.ok ? '' : one.refusal.code))).toEqual([
		'message.empty',
		'message.too_long',
		'message.file_type',
		'message.file_too_large',
		'message.too_many_files',
	])
	expect(expectOk(await find(world, customer.actor, id)).messages).toEqual([])
	const draft = expectOk(
		await act(world.books, system, createContract, {
			customerId: customer.id,
			currency: 'EUR',
			startsOn: '2026-03-02',
			lines: [{ description: 'Plan', quantity: '1', unitPrice: '1', interval: { unit: 'month', count: 1 } }],
		}),
	)
	expect(await write(world, jonas, draft.id, 'Hello')).toMatchObject({
		refusal: { code: 'contract.not_allowed_in_state' },
	})
	expect(await write(world, customer.actor, draft.id, 'Hello')).toMatchObject({ refusal: { code: 'not_found' } })
})

test.each([
	['../../etc/passwd', 'passwd'],
	['C:\\Users\\Anna\\Отчёт за март.pdf', 'Отчёт за март.pdf'],
	['invoice\u202efdp.exe', 'invoicefdp.exe'],
	['two\r\nlines.csv', 'twolines.csv'],
	['..', 'file'],
	['', 'file'],
	[`${'ü'.repeat(300)}.xlsx`, `${'ü'.repeat(195)}.xlsx`],
	['报价 (最终).docx', '报价 (最终).docx'],
])('a file that was called %j is called %j', (typed, kept) => {
	expect(safeFileName(typed)).toBe(kept)
})

test('files that no message names go after a day, and one that comes again at that moment is kept', async () => {
	const id = await agree(world, customer)
	const named = await fileOf(world, 'Named.pdf', 'd')
	expectOk(await write(world, customer.actor, id, 'Here', [named]))
	await fileOf(world, 'Unnamed.pdf', 'e')
	await fileOf(world, 'Young.pdf', 'f')
	await world.sql`update stored_file set stored_at = now() - interval '25 hours' where sha256 <> ${'f'.repeat(64)}`
	const gone: string[] = []
	let again: Promise<unknown> | undefined
	const sweeping = sweepFiles(world.books, async (sha256) => {
		gone.push(sha256.slice(0, 1))
		// Whoever brings it now waits until it is gone, and then announces it anew.
		if (sha256.startsWith('e')) again = fileOf(world, 'Unnamed.pdf', 'e')
		await new Promise((resolve) => setTimeout(resolve, 100))
	})
	await sweeping
	expect(gone).toContain('e')
	expect(gone).not.toContain('d')
	expect(gone).not.toContain('f')
	await again
	expect(await world.sql`select from stored_file where sha256 = ${'e'.repeat(64)}`).toHaveLength(1)
	expect(await sweepFiles(world.books, async () => {})).toBe(0)
})
