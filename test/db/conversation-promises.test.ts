// What the database refuses of conversations, their files and ratings, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, tried, writeStanding } from './standing.ts'

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique, foreign] = [/^23001 /, /^23514 /, /^23505 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)

const message = (number: number) => `
	insert into message (id, subject_kind, subject_id, customer_id, author_kind, author_id, author_name, "text", created_at)
	values ('${keyOf(number)}', 'contract', '${contract}', '${acme}', 'contact', '${keyOf(99)}', 'Anna', 'Hello', '2026-03-02T10:00Z')`
const digest = 'a'.repeat(64)
const stored = `insert into stored_file (sha256, size_bytes, stored_at) values ('${digest}', 12, now())`
const attached = (more: { name?: string; type?: string; position?: number; size?: number; sha?: string } = {}) => `
	insert into message_attachment (message_id, position, file_name, media_type, size_bytes, sha256)
	values ('${keyOf(50)}', ${more.position ?? 1}, '${more.name ?? 'a.pdf'}', '${more.type ?? 'application/pdf'}', ${more.size ?? 12},
		'${more.sha ?? digest}')`

test('a file stays with its message as it was sent', async () => {
	const sent = [message(50), stored, attached()]
	expect(await say(...sent)).toBe('done')
	expect(await say(...sent, `update message_attachment set file_name = 'b.pdf'`)).toMatch(frozen)
	expect(await say(...sent, 'delete from message_attachment')).toMatch(frozen)
})

test('what a message names is not swept, and nothing is named that is not stored', async () => {
	expect(await say(message(50), stored, attached(), 'delete from stored_file')).toMatch(foreign)
	expect(await say(message(50), attached())).toMatch(foreign)
	expect(await say(stored, 'delete from stored_file')).toBe('done')
})

test('a file is of a known type, not too long, one of five, and its name leads nowhere', async () => {
	const before = [message(50), stored]
	expect(await say(...before, attached({ type: 'text/html' }))).toMatch(checked)
	expect(await say(...before, attached({ size: 10485761 }))).toMatch(checked)
	expect(await say(...before, attached({ position: 6 }))).toMatch(checked)
	expect(await say(...before, attached(), attached())).toMatch(unique)
	for (const name of ['../a.pdf', 'a\\b.pdf', 'a\u0007.pdf', ''])
		expect(await say(...before, attached({ name }))).toMatch(checked)
	expect(await say(`insert into stored_file (sha256, size_bytes, stored_at) values ('../x', 12, now())`)).toMatch(
		checked,
	)
})

const talk = (more: { by?: string; waiting?: string; contractId?: string } = {}) => `
	insert into conversation (subject_kind, subject_id, customer_id, contract_id, last_message_id, last_at, last_by, waiting_since)
	values ('contract', '${contract}', '${acme}', ${more.contractId ?? `'${contract}'`}, '${keyOf(50)}', now(), '${more.by ?? 'customer'}',
		${more.waiting ?? 'now()'})`

test('only a customer waits, and a conversation about a contract is that contract’s', async () => {
	expect(await say(message(50), talk())).toBe('done')
	expect(await say(message(50), talk({ by: 'company' }))).toMatch(checked)
	expect(await say(message(50), talk({ by: 'company', waiting: 'null' }))).toBe('done')
	expect(await say(message(50), talk({ contractId: 'null' }))).toMatch(checked)
	expect(await say(message(50), talk(), talk())).toMatch(unique)
})

test('whoever has read on has not unread', async () => {
	const read = `insert into message_read (subject_kind, subject_id, reader_kind, reader_id, message_id, read_at)
		values ('contract', '${contract}', 'contact', '${keyOf(99)}', '${keyOf(51)}', now())`
	const moved = (to: number) => `update message_read set message_id = '${keyOf(to)}'`
	const before = [message(50), message(51), message(52), read]
	expect(await say(...before, moved(52))).toBe('done')
	expect(await say(...before, moved(50))).toMatch(frozen)
})

const contact = `insert into contact (id, name, email, language) values ('${keyOf(99)}', 'Anna', 'anna@acme.example', 'en')`
const asked = (id = 60, hash = 'a', stage = 'renewed') => `
	insert into rating_request (id, customer_id, contact_id, stage, subject_id, token_hash, asked_at, expires_at)
	values ('${keyOf(id)}', '${acme}', '${keyOf(99)}', '${stage}', '${contract}', decode(repeat('${hash}', 64), 'hex'), '2026-03-02', '2026-05-01')`
const given = (score: number, changed = '2026-03-03') => `
	insert into rating (request_id, customer_id, score, rated_at, changed_at)
	values ('${keyOf(60)}', '${acme}', ${score}, '2026-03-03', '${changed}')`

test('a person is asked once about a thing, and what was asked stays', async () => {
	expect(await say(contact, asked())).toBe('done')
	expect(await say(contact, asked(), asked(61, 'b'))).toMatch(unique)
	expect(await say(contact, asked(), asked(61, 'a', 'first_invoice_paid'))).toMatch(unique)
	expect(await say(contact, asked(60, 'a', 'whenever'))).toMatch(checked)
	expect(await say(contact, asked(), `update rating_request set expires_at = '2030-01-01'`)).toMatch(frozen)
})

test('a rating is from one to five, changed for a month and never deleted', async () => {
	expect(await say(contact, asked(), given(5), `update rating set score = 1, changed_at = '2026-04-02'`)).toBe('done')
	expect(await say(contact, asked(), given(0))).toMatch(checked)
	expect(await say(contact, asked(), given(6))).toMatch(checked)
	expect(await say(contact, asked(), given(5), `update rating set changed_at = '2026-04-03'`)).toMatch(checked)
	expect(await say(contact, asked(), given(5), `update rating set rated_at = '2026-03-04'`)).toMatch(frozen)
	expect(await say(contact, asked(), given(5), 'delete from rating')).toMatch(frozen)
	expect(await say(contact, asked(), given(5), given(4))).toMatch(unique)
})

test('there is one policy of ratings, of stages that there are', async () => {
	expect(await say(`update rating_policy set stages = '{renewed}', every_days = 30`)).toBe('done')
	expect(await say(`update rating_policy set stages = '{yearly}'`)).toMatch(checked)
	expect(await say('update rating_policy set every_days = 6')).toMatch(checked)
	expect(await say('insert into rating_policy (id) values (false)')).toMatch(checked)
})
