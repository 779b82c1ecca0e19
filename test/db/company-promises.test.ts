import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, buyer, contract, keyOf, line, link, other, tried, writeStanding } from './standing.ts'

/*
 * What the database refuses whatever the program does. Plain SQL against one set of books; each try is undone.
 */

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-10', company: false })
	await writeStanding(world.sql)
})
afterAll(() => world.close())

const [frozen, checked, unique] = [/^23001 /, /^23514 /, /^23505 /]
const say = (...statements: string[]) => tried(world.sql, ...statements)
const fresh = keyOf(100)

type Moved = { lines?: Record<string, number>; cohort?: string; customers?: number }
const move = (kind: string, amount: number, { lines, cohort = '2026-03-01', customers = 0 }: Moved = {}) =>
	`insert into mrr_movement (customer_id, contract_id, currency, moved_on, kind, amount_minor, cohort_on, customers, line_ids, line_minors)
		values ('${acme}', '${contract}', 'EUR', '2026-03-01', '${kind}', ${amount}, '${cohort}', ${customers},
			${lines ? `'{${Object.keys(lines)}}', '{${Object.values(lines)}}'` : 'null, null'})`

describe('one company, its clock, its numbers, its links', () => {
	test('a second company', async () => {
		const second = (id: string) =>
			`insert into company (${id}name, billing_party_id, time_zone, currency) values (${id ? 'false, ' : ''}'Second', '${buyer}', 'UTC', 'EUR')`
		expect(await say(second(''))).toMatch(unique)
		expect(await say(second('id, '))).toMatch(checked)
	})
	test('a clock moved outside a demo', async () => {
		expect(await say('update company set days_ahead = 1')).toMatch(checked)
		expect(await say('update company set demo = true, days_ahead = 1')).toBe('done')
	})
	test('a series that goes back, in number or in day', async () => {
		expect(await say(`update number_series set next = 1`)).toMatch(frozen)
		expect(await say(`update number_series set last_on = '2026-02-28'`)).toMatch(frozen)
		expect(await say(`update number_series set next = 3, last_on = '2026-03-02'`)).toBe('done')
	})
	test('a link that is widened, prolonged, handed on or revived', async () => {
		for (const set of [
			`scope = 'manage'`,
			`expires_at = expires_at + interval '1 day'`,
			`subject_id = '${acme}'`,
			`customer_id = '${other}'`,
		])
			expect(await say(`update secure_link set ${set} where id = '${link}'`)).toMatch(frozen)
		const revoke = 'update secure_link set revoked_at = now()'
		expect(await say(revoke)).toBe('done')
		expect(await say(revoke, 'update secure_link set revoked_at = null')).toMatch(frozen)
	})
	test('an effect queued twice under one key, a message of a provider stored twice', async () => {
		const effect = `insert into outbox (kind, key, payload, queued_at) values ('mail', 'letter:1', '{}', now())`
		expect(await say(effect, effect)).toMatch(unique)
		const message = `insert into inbox (provider, message_id, kind, payload, received_at) values ('stripe', 'evt_1', 'x', '{}', now())`
		expect(await say(message, message)).toMatch(unique)
	})
	test('a secret that waits in plain text', async () => {
		const queued = (secrets: string) =>
			`insert into outbox (kind, key, payload, queued_at) values ('mail', 'letter:1', '{"secrets": ${secrets}}', now())`
		expect(await say(queued('{"code": "123456"}'))).toMatch(checked)
		expect(await say(queued('"c2VhbGVk"'))).toBe('done')
	})
	test('the secrets of a letter that has left', async () => {
		const [left] = await world.sql.begin(async (sql) => {
			await sql`insert into outbox (kind, key, payload, queued_at) values ('mail', 'letter:2', ${sql.json({ a: 1, secrets: 'sealed' })}, now())`
			return await sql`update outbox set delivered_at = now() where key = 'letter:2' returning payload`
		})
		expect(left).toEqual({ payload: { a: 1 } })
	})
	test('a contract that says one state and shows another', async () => {
		for (const set of [`state = 'closed'`, `state = 'ending'`, `ends_on = '2026-02-01'`, `closed_on = '2026-03-05'`])
			expect(await say(`update contract set ${set} where id = '${contract}'`)).toMatch(checked)
	})
	test('a contract that is billed before or after it is in force', async () => {
		const draft = `insert into contract (id, number, customer_id, currency, starts_on, anchor_on, payment_term_days, notice_days)
			values ('${fresh}', 'K-2', '${acme}', 'EUR', '2026-03-01', '2026-03-01', 14, 30)`
		const billed = (id: string) =>
			`insert into contract_billing (contract_id, next_due_on) values ('${id}', '2026-03-01')`
		expect(await say(draft, billed(fresh))).toMatch(checked)
		expect(await say(billed(contract), billed(contract))).toMatch(unique)
		const expired = `update contract set state = 'expired' where id = '${contract}'`
		expect(await say(billed(contract), expired)).toMatch(checked)
		expect(await say(billed(contract), `delete from contract_billing`, expired)).toBe('done')
		const moved = `update contract_billing set contract_id = '${fresh}' where contract_id = '${contract}'`
		expect(await say(draft, billed(contract), moved)).toMatch(frozen)
	})
	test('a movement whose kind and sign disagree, or that is changed', async () => {
		expect(await say(move('new', 100), move('churn', -100))).toBe('done')
		for (const [kind, amount] of [
			['new', -100],
			['churn', 100],
			['switch', 100],
			['gift', 100],
		] as const)
			expect([kind, await say(move(kind, amount))]).toEqual([kind, expect.stringMatching(checked)])
		expect(await say(move('new', 100), 'update mrr_movement set amount_minor = 200')).toMatch(frozen)
		expect(await say('truncate mrr_movement')).toMatch(frozen)
	})
	test('lines of a movement that are not of its contract, or do not sum to it', async () => {
		expect(await say(move('new', 100, { lines: { [line]: 100 } }))).toBe('done')
		expect(await say(move('new', 100, { lines: { [line]: 99 } }))).toMatch(checked)
		expect(await say(move('new', 100, { lines: { [fresh]: 100 } }))).toMatch(checked)
		expect(await say(move('new', 100, { lines: {} }))).toMatch(checked)
	})
	test('a customer who begins twice in a day, and a cohort that is no month or comes later', async () => {
		expect(await say(move('new', 100, { customers: 1 }), move('new', 50, { customers: 1 }))).toMatch(unique)
		expect(await say(move('churn', -100, { customers: 1 }))).toMatch(checked)
		for (const cohort of ['2026-03-02', '2026-04-01']) expect(await say(move('new', 100, { cohort }))).toMatch(checked)
	})
	test('sums of months that are not those of the movements', async () => {
		const sums = `select amount_minor, customers from mrr_month`
		const [row] = await world.sql.begin(async (sql) => {
			await sql.unsafe(
				`${move('new', 100, { customers: 1 })}; ${move('expansion', 30)}; delete from mrr_movement where kind = 'new'`,
			)
			await sql`select fold_mrr_month()`
			const found = await sql.unsafe(sums)
			await sql.unsafe('delete from mrr_movement')
			await sql`select fold_mrr_month()`
			expect([...(await sql.unsafe(sums))]).toEqual([])
			return found
		})
		expect(row).toEqual({ amount_minor: 30n, customers: 0 })
		for (const statement of [
			`insert into mrr_month values ('2026-03-01', '2026-03-01', 'EUR', 'new', 1, 0)`,
			'update mrr_month set amount_minor = 0',
			'delete from mrr_month',
			'truncate mrr_month',
			'delete from mrr_month_of_line',
			`insert into holder_month values ('signed', '2026-03-01', 'EUR', 'signed', '${fresh}', '${fresh}', 1)`,
		])
			expect([statement, await say(statement)]).toEqual([statement, expect.stringMatching(frozen)])
	})
})
