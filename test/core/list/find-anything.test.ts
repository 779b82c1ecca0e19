import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, type Scope } from '#core/act.ts'
import { findAnything } from '#core/list/find-anything.ts'
import { readWhole, writeMany } from '#test/core/customer/many.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
const many = 20_000
const names = [
	'Công ty Đông Á',
	'Ёлочный завод',
	'东方贸易有限公司',
	'Nordwind Logistik',
	'Müller & Söhne',
	'Балтийский экспорт',
]

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-20', max: 2 })
	await world.sql`
		insert into customer (number, name, currency, billing_party_id, email)
		select 'X-' || place, name, 'EUR', (select billing_party_id from company), 'x' || place || '@names.example'
		from unnest(${names}::text[]) with ordinality as named (name, place)`
	await world.sql`
		insert into contact (name, email, phone) values ('Nguyễn Thị Hồng', 'hong@dong-a.example', '+84 24 3825 1234')`
	await world.sql`
		insert into customer_contact (customer_id, contact_id) select customer.id, contact.id from customer, contact where customer.number = 'X-1'`
	await world.sql`insert into number_series (key, prefix, digits, next) values ('tried', 'INV-', 6, 1) on conflict do nothing`
	await world.sql`
		insert into staff_user (id, name, email, role) values ('00000000-0000-4000-8000-000000000000', 'Cleo', 'c@halden.example', 'administrator')`
	await world.sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		await sql`
			insert into document (id, customer_id, kind_id, title, created_at) select uuidv7(), id, uuidv7(), 'Terms of service', now() from customer where number = 'X-4'`
		await sql`
			insert into document_version (id, document_id, number, file_name, media_type, size_bytes, sha256, uploaded_by, uploaded_by_name, uploaded_at, key)
			select uuidv7(), id, 1, 'terms.pdf', 'application/pdf', 9, 'none', '00000000-0000-4000-8000-000000000000', 'Cleo', now(), uuidv7() from document`
	})
	await world.sql`
		insert into document_text (version_id, read_at, content)
		select id, now(), 'Maintenance every year. Bremsbeläge prüfen. Обслуживание. Notice: zephyrine.' from document_version`
	await world.sql`insert into document_word select 'w' || md5(n::text) from generate_series(1, 100000) as n`
	await world.sql`insert into document_word select unnest(array['zephyrinals', 'zephyrinall', 'zephyrinale', 'zephyrinalo'])`
	await world.sql`
		insert into quote (number, title, customer_id, currency, state, valid_until, sent_at, conditions, payment_term_days, notice_days, created_at, created_by, updated_at)
		select 'Q-00777', 'Offer', id, 'EUR', 'sent', '2026-04-01', now(), 'Gerichtsstand ist Hamburg. Монтаж включён.', 0, 0, now(), 'test', now()
		from customer where number = 'X-4'`
	await writeMany(world, many)
}, 180_000)

afterAll(() => world.close())

const clerk: Actor = { kind: 'staff', userId: '00000000-0000-4000-8000-000000000000', role: 'administrator' }
const find = async (text: string, actor: Actor = clerk) =>
	expectOk(await act(world.books, actor, findAnything, { text, limit: 10 }))
const first = async (text: string) => {
	const [thing] = await find(text)
	return thing && `${thing.kind} ${thing.title}`
}

test.each([
	['nordwind', 'customer Nordwind Logistik'],
	['X-4', 'customer Nordwind Logistik'],
	['dong a', 'customer Công ty Đông Á'],
	['ĐÔNG Á', 'customer Công ty Đông Á'],
	['елочный', 'customer Ёлочный завод'],
	['экспорт балт', 'customer Балтийский экспорт'],
	['baltiyskiy', 'customer Балтийский экспорт'],
	['东方', 'customer 东方贸易有限公司'],
	['贸易有限', 'customer 东方贸易有限公司'],
	['muller sohne', 'customer Müller & Söhne'],
	['k-004242', 'contract K-004242'],
	['SN-004242', 'line SN-004242'],
	['inv-004242', 'invoice INV-004242'],
	['004242', 'invoice INV-004242'],
	['4242', 'invoice INV-004242'],
	['nguyen thi', 'contact Nguyễn Thị Hồng'],
	['3825 1234', 'contact Nguyễn Thị Hồng'],
	['hong@dong-a', 'contact Nguyễn Thị Hồng'],
])('“%s” finds %s first', async (text, found) => {
	expect(await first(text)).toBe(found)
})

test.each([
	['nordwnid', 'customer Nordwind Logistik'],
	['nordwind logistic', 'customer Nordwind Logistik'],
	['nortwind', 'customer Nordwind Logistik'],
	['балтйский', 'customer Балтийский экспорт'],
	['елочнй завод', 'customer Ёлочный завод'],
	['东方贸易公司', 'customer 东方贸易有限公司'],
	['nguyen thi hng', 'contact Nguyễn Thị Hồng'],
	['mulller', 'customer Müller & Söhne'],
	['INB-004242', 'invoice INV-004242'],
	['inv004242', 'invoice INV-004242'],
	['inv-04242', 'invoice INV-004242'],
	['maintenence', 'customer_document Terms of service'],
	['bremsbelage prufn', 'customer_document Terms of service'],
	['обслужывание', 'customer_document Terms of service'],
])('“%s”, which is misspelt, finds %s first', async (text, found) => {
	expect(await first(text)).toBe(found)
})

test.each(['', ' ', '%', '_', '\\', "'; drop table customer; --", '\0', '\u202e', 'qqqqqqqq', '"()"'])(
	'%j finds nothing, and breaks nothing',
	async (text) => {
		expect(await find(text)).toEqual([])
	},
)

test('what a member may not see, or does not reach, is not found', async () => {
	const storekeeper: Actor = { ...clerk, role: 'storekeeper' } as Actor
	expect((await find('inv-004242', storekeeper)).filter(({ kind }) => kind === 'invoice')).toEqual([])
	const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	const within = { ...clerk, within: group?.id } as Actor
	for (const text of ['nordwind', 'k-004242', 'sn-004242', 'inv-004242', 'nguyen thi', 'nortwind'])
		expect(await find(text, within), text).toEqual([])
	const contact: Actor = { kind: 'contact', contactId: '00000000-0000-4000-8000-000000000001' }
	expect(await find('nordwind', contact)).toEqual([])
})

test('where few hold the words, what is spelt nearly so and is of another kind stands after them', async () => {
	await world.sql`
		insert into customer (number, name, currency, billing_party_id)
		select 'X-90', 'Zephyrin Holding', 'EUR', billing_party_id from company`
	const kinds = (await find('zephyrin')).map(({ kind, likeness }) => [kind, likeness >= 0.7])
	expect(kinds).toEqual([
		['customer', true],
		['customer_document', true],
	])
	const near = (await find('zephyrin hold')).map(({ kind }) => kind)
	expect(near).toEqual(['customer'])
	await world.sql`update customer set name = 'Zephyrinus' where number = 'X-90'`
	expect((await find('zephyrinu')).map(({ kind, likeness }) => [kind, likeness >= 0.7])).toEqual([
		['customer', true],
		['customer_document', false],
	])
	const storekeeper: Actor = { ...clerk, role: 'storekeeper' } as Actor
	expect((await find('inv004242', storekeeper)).filter(({ kind }) => kind === 'invoice')).toEqual([])
})

describe(`with ${many} of each`, () => {
	test.each([
		'nordwind',
		'k-004242',
		'sn-004242',
		'inv-004242',
		'nortwind',
		'东方',
		'customer 777',
		'nothing like it',
		'inb-004242',
		'maintenence',
	])('“%s” is found without reading a table whole', async (text) => {
		// What this connection has counted so far is handed in, so that only the search's own reading is left.
		await world.sql`select pg_stat_force_next_flush()`
		const search = async (scope: Scope) => {
			await findAnything(scope, { text, limit: 10 })
			return await readWhole(scope)
		}
		expect(expectOk(await act(world.books, clerk, search, undefined))).toEqual([])
	})
})

test('a quote is found by its number and by words of its text', async () => {
	expect(await first('q-00777')).toBe('quote Q-00777')
	expect(await first('gerichtsstand hamb')).toBe('quote Q-00777')
	expect(await first('монтаж')).toBe('quote Q-00777')
})

test('words that no file says any more take no place from those that one does', async () => {
	expect((await find('zephyrinal')).map(({ kind }) => kind)).toContain('customer_document')
})
