import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { addUser } from '#core/staff/add-user.ts'
import { welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
let user: string
let other: string
let customer: string
let stranger: string

const system = { kind: 'system', name: 'test' } as const
const id = '01900000-0000-7000-8000-0000000000aa'

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
	const hire = async (email: string) =>
		expectOk(await act(world.books, system, addUser, { name: 'A', email, role: 'finance' })).id
	;[user, other] = [await hire('one@halden.example'), await hire('two@halden.example')]
	customer = (await welcome(world.books)).id
	stranger = (await welcome(world.books, 'Südwind')).id
	await world.sql`
		insert into chat_choice (id, user_id, command, input, acts, created_at, expires_at)
		values (${id}, ${user}, 'remind', '{"what":"x"}', true, '2026-03-01', '2026-03-02')`
})
afterAll(() => world.close())

const refuses = (statement: string, by: RegExp) => expect(world.sql.unsafe(statement)).rejects.toThrow(by)

test('an account speaks for one member of staff at a time', async () => {
	const link = (who: string) => `insert into chat_account (channel, team, account, name, user_id, linked_at)
		values ('slack', 'T1', 'U1', 'ann', '${who}', now())`
	await world.sql.unsafe(link(user))
	await refuses(link(other), /chat_account_in_use/)
	await world.sql`update chat_account set unlinked_at = now()`
	await world.sql.unsafe(link(other))
})

test('a code lasts ten minutes at most', async () => {
	const code = (until: string) => `insert into chat_code (code_hash, user_id, created_at, expires_at)
		values (sha256('x'), '${user}', '2026-03-01 10:00Z', '2026-03-01 ${until}Z')`
	await refuses(code('10:11'), /chat_code_short/)
	await refuses(code('10:00'), /chat_code_short/)
})

test('a choice is taken once, by whom it was made for, and does what it did when it was made', async () => {
	await refuses(`update chat_choice set input = '{}' where id = '${id}'`, /frozen/)
	await refuses(
		`update chat_choice set used_at = now(), used_by = '${other}' where id = '${id}'`,
		/chat_choice_by_its_user/,
	)
	await refuses(`update chat_choice set used_at = now() where id = '${id}'`, /chat_choice_used/)
	await world.sql`update chat_choice set used_at = now(), used_by = ${user} where id = ${id}`
	await refuses(`update chat_choice set used_at = now() where id = '${id}'`, /is taken/)
	await refuses(`update chat_choice set used_at = null, used_by = null where id = '${id}'`, /is taken/)
})

test('a contract has one thread in a place, and a message is known once', async () => {
	const message = (name: string, place: string) => `
		insert into chat_message (channel, place, message, subject_kind, subject_id, revision, sent_at)
		values ('slack', '${place}', '${name}', 'contract', '${id}', '', now())`
	await world.sql.unsafe(message('1', 'C1'))
	await refuses(message('2', 'C1'), /chat_message_thread/)
	await refuses(message('1', 'C1'), /chat_message/)
	await world.sql.unsafe(message('1', 'C2'))
})

test('a follow-up is never changed or deleted, is of its customer, and its next step is ticked off once', async () => {
	const made = crypto.randomUUID()
	await world.sql`
		insert into follow_up (id, customer_id, kind, happened_on, text, next_step, next_on, author_name, created_at, key)
		values (${made}, ${customer}, 'call', '2026-03-01', 'Called', 'Visit', '2026-03-05', 'A', now(), 'one')`
	await refuses(`update follow_up set text = 'x' where id = '${made}'`, /frozen/)
	await refuses(`delete from follow_up where id = '${made}'`, /never deleted/)
	await world.sql`update follow_up set settled_at = now(), settled_by = ${user} where id = ${made}`
	await refuses(`update follow_up set settled_at = null, settled_by = null where id = '${made}'`, /frozen/)
	const month = { unit: 'month', count: 1 } as const
	const contract = expectOk(
		await act(world.books, system, createContract, {
			...{ customerId: customer, title: 'Service', currency: 'EUR', startsOn: '2026-03-01' },
			lines: [{ description: 'Service', quantity: '1', unitPrice: '1', interval: month }],
		}),
	)
	await refuses(
		`insert into follow_up (customer_id, contract_id, kind, happened_on, text, author_name, created_at, key)
		values ('${stranger}', '${contract.id}', 'call', '2026-03-01', 'Called', 'A', now(), 'two')`,
		/is not of customer/,
	)
})
