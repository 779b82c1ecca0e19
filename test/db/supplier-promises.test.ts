// What the database refuses of suppliers and partners, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, invoiceRow, keyOf, paymentOf, tried, writeStanding } from './standing.ts'

const [vendor, owed, plan, paid] = [keyOf(901), keyOf(902), keyOf(903), keyOf(904)]

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into customer (id, number, name, role, currency, billing_party_id) select '${vendor}', 'S-1', 'Kontor', 'supplier', 'EUR', billing_party_id
			from customer where id = '${acme}';
		${contractRow(owed, vendor, 'payable')};
		insert into payable (id, contract_id, customer_id, currency, description, amount_minor, interval_unit, interval_count, anchor_on, first_due_on, created_by, created_at)
			values ('${plan}', '${owed}', '${vendor}', 'EUR', 'Rent', 100, 'month', 1, '2026-03-31', '2026-03-31', 'test', now());
		insert into payable_payment (id, payable_id, currency, due_on, planned_minor, amount_minor, paid_on, recorded_by, recorded_at)
			values ('${paid}', '${plan}', 'EUR', '2026-03-31', 100, 100, '2026-03-31', 'test', now());`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const contractRow = (id: string, party: string, direction: string, more = 'false') =>
	`insert into contract (id, number, customer_id, direction, currency, starts_on, anchor_on, payment_term_days, notice_days, state, activated_at, autopay)
		values ('${id}', 'P-${id.slice(-4)}', '${party}', '${direction}', 'EUR', '2026-03-01', '2026-03-01', 14, 30, 'active', now(), ${more})`

test('a contract is payable exactly when its party is a supplier or a partner, and stays so', async () => {
	expect(await say(contractRow(keyOf(910), acme, 'payable'))).toMatch(/^23514 .*exactly/)
	expect(await say(contractRow(keyOf(911), vendor, 'receivable'))).toMatch(/^23514 .*exactly/)
	expect(await say(contractRow(keyOf(912), vendor, 'payable', 'true'))).toMatch(/^23514 .*no_sale/)
	expect(await say(`update contract set direction = 'payable' where id = '${contract}'`)).toMatch(/^23514 .*keeps/)
	expect(await say(`update customer set role = 'partner' where id = '${acme}'`)).toMatch(/^23514 .*does not become/)
	expect(await say(`update customer set role = 'partner' where id = '${vendor}'`)).toBe('done')
})

test('no invoice, line, run, movement, payment or link is ever one of a supplier', async () => {
	const moved = (statement: string) => statement.replaceAll(acme, vendor).replaceAll(contract, owed)
	for (const wrong of [
		moved(invoiceRow(keyOf(920), { number: 'INV-9' })),
		`insert into contract_line (contract_id, position, description) values ('${owed}', 1, 'Seats')`,
		`insert into contract_billing (contract_id, next_due_on) values ('${owed}', '2026-03-01')`,
		moved(paymentOf(keyOf(921), acme, 'EUR', 100)),
		`insert into secure_link (token_hash, customer_id, subject_kind, subject_id, scope, created_by, created_at, expires_at)
			values (sha256('other'), '${vendor}', 'contract', '${owed}', 'view', 'test', now(), now() + interval '60 days')`,
		`insert into quote (number, customer_id, currency, valid_until, payment_term_days, notice_days, created_at, created_by, updated_at)
			values ('Q-9', '${vendor}', 'EUR', '2026-04-01', 0, 0, now(), 'test', now())`,
	])
		expect([wrong.slice(0, 40), await say(wrong)]).toEqual([
			wrong.slice(0, 40),
			expect.stringMatching(/^23514 .*has no/),
		])
})

test('a plan stands only on a payable contract, and what was paid of it stays', async () => {
	const of = (id: string, party: string) =>
		`insert into payable (contract_id, customer_id, currency, description, amount_minor, anchor_on, first_due_on, created_by, created_at)
			values ('${id}', '${party}', 'EUR', 'X', 1, '2026-03-31', '2026-03-31', 'test', now())`
	expect(await say(of(contract, acme))).toMatch(/^23514 .*receivable/)
	expect(await say(of(owed, vendor))).toBe('done')
	for (const wrong of [
		`update payable set amount_minor = 200 where id = '${plan}'`,
		`update payable set removed_at = now() where id = '${plan}'`,
		`update payable set last_due_on = '2026-03-30' where id = '${plan}'`,
		`delete from payable_payment where id = '${paid}'`,
		`update payable_payment set amount_minor = 50 where id = '${paid}'`,
	])
		expect(await say(wrong)).toMatch(/^23514 /)
	expect(
		await say(
			`insert into payable_payment (payable_id, currency, due_on, planned_minor, amount_minor, paid_on, recorded_by, recorded_at)
				values ('${plan}', 'EUR', '2026-03-31', 100, 100, '2026-03-31', 'test', now())`,
		),
	).toMatch(/^23505 /)
	expect(await say(`update payable_payment set undone_at = now(), undone_by = 'test' where id = '${paid}'`)).toBe(
		'done',
	)
})

const application = (id: string, email: string, state = 'waiting') =>
	`insert into partner_application (id, state, language, company_name, contact_name, email, country, wish, token_hash, applied_at, expires_at, confirmed_at, key)
		values ('${id}', '${state}', 'en', 'Bau', 'Ida', '${email}', 'DE', 'Sell', sha256('${id}'), now(), now(), ${state === 'unconfirmed' ? 'null' : 'now()'}, uuidv7())`

test('one application of a person waits at a time, stays as it was sent, and is decided once', async () => {
	const [one, other] = [keyOf(930), keyOf(931)]
	expect(await say(application(one, 'ida@bau.example'), application(other, 'IDA@bau.example'))).toMatch(/^23505 /)
	expect(
		await say(application(one, 'a@b.example'), `update partner_application set wish = 'Buy' where id = '${one}'`),
	).toMatch(/^23514 /)
	expect(await say(application(one, 'a@b.example'), `delete from partner_application where id = '${one}'`)).toMatch(
		/^23514 /,
	)
	expect(
		await say(application(one, 'a@b.example', 'unconfirmed'), `delete from partner_application where id = '${one}'`),
	).toBe('done')
	const decided = `update partner_application set state = 'rejected', decided_at = now(), decided_by = 'test' where id = '${one}'`
	expect(await say(application(one, 'a@b.example'), decided, decided)).toMatch(/^23514 /)
	expect(
		await say(
			application(one, 'a@b.example'),
			`update partner_application set state = 'approved', decided_at = now(), decided_by = 'x' where id = '${one}'`,
		),
	).toMatch(/^23514 .*partner/)
})
