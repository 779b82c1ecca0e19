// What the database refuses of documents, their versions and the filing of contracts, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, other, tried, writeStanding } from './standing.ts'

let world: World
const digest = 'a'.repeat(64)
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into staff_user (id, name, email, role) values ('${keyOf(70)}', 'Sam', 'sam@x.example', 'salesperson');
		insert into stored_file (sha256, size_bytes, stored_at) values ('${digest}', 12, now())`)
})
afterAll(() => world.close())

const [frozen, checked, foreign] = [/^23001 /, /^23514 /, /^23503 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const document = (more: { customer?: string; contract?: string | null; shared?: boolean } = {}) => `
	insert into document (id, customer_id, contract_id, kind_id, title, shared, created_at)
	select '${keyOf(80)}', '${more.customer ?? acme}', ${more.contract === null ? 'null' : `'${more.contract ?? contract}'`}, id,
		'Annex', ${more.shared ?? false}, now() from document_kind where name = 'Annex'`
const version = (number: number, more: { sha?: string } = {}) => `
	insert into document_version (id, document_id, number, file_name, media_type, size_bytes, sha256, uploaded_by, uploaded_by_name, uploaded_at, key)
	values ('${keyOf(80 + number)}', '${keyOf(80)}', ${number}, 'a.pdf', 'application/pdf', 12, '${more.sha ?? digest}', '${keyOf(70)}', 'Sam', now(), '${keyOf(90 + number)}')`

test('every version stays as it was brought, numbered without a gap, and its file is never swept', async () => {
	expect(await say(document(), version(1), version(2))).toBe('done')
	expect(await say(document(), version(2))).toMatch(checked)
	expect(await say(document(), version(1), `update document_version set file_name = 'b.pdf'`)).toMatch(frozen)
	expect(await say(document(), version(1), 'delete from document_version')).toMatch(frozen)
	expect(await say(document(), version(1, { sha: 'b'.repeat(64) }))).toMatch(foreign)
	expect(await say(document(), version(1), 'delete from stored_file')).toMatch(foreign)
})

test('a document is its customer’s, of a contract of theirs, and only of a contract is it shown', async () => {
	expect(await say(document({ customer: other }))).toMatch(foreign)
	expect(await say(document({ contract: null, shared: true }))).toMatch(checked)
	expect(await say(document(), `update document set customer_id = '${other}'`)).toMatch(frozen)
	expect(await say(document(), 'delete from document')).toMatch(frozen)
	const withdraw = `update document set withdrawn_at = now(), withdrawn_by = '${keyOf(70)}'`
	expect(await say(document(), withdraw, 'update document set shared = true')).toMatch(frozen)
})

test('a contract is filed complete, or with the reason why not, once', async () => {
	const file = (missing: string, reason: string) => `
		insert into contract_filing (contract_id, filed_on, filed_at, filed_by, missing, reason)
		values ('${contract}', '2026-03-02', now(), '${keyOf(70)}', '${missing}', '${reason}')`
	expect(await say(file('{}', ''))).toBe('done')
	expect(await say(file('{Annex}', ' '))).toMatch(checked)
	expect(await say(file('{Annex}', 'Lost'), `update contract_filing set reason = 'Other'`)).toMatch(frozen)
})
