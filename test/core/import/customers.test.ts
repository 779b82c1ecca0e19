import { describe, expect, it } from 'vitest'
import { openBooks } from '#test/support/books.ts'
import { bringIn, customerHeader, customerMap, customers } from './bring-in.ts'

const counts = (created: number, updated: number, unchanged: number, rejected: number) => ({
	created,
	updated,
	unchanged,
	rejected,
	state: 'loaded',
})

describe('importing customers', () => {
	it('writes them with their address, terms, people and the columns that have no field', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		expect(await bringIn(world.books, customerMap, customers)).toMatchObject(counts(3, 0, 0, 0))
		const rows = await world.sql`
			select customer.number, customer.name, customer.email, payment_term_days, currency, party.city, party.country,
				party.name as party, import_source, import_key, attributes,
				(select string_agg(contact.email, ' ') from customer_contact join contact on contact.id = contact_id
					where customer_id = customer.id) as people
			from customer join billing_party as party on party.id = billing_party_id order by import_key`
		expect(rows[0]).toEqual({
			number: 'C-00001',
			name: 'Acme GmbH',
			email: 'billing@acme.example',
			payment_term_days: 30,
			currency: 'EUR',
			city: 'Köln',
			country: 'DE',
			party: 'Acme GmbH',
			import_source: 'crm',
			import_key: 'A-1',
			attributes: { Rating: 'hot' },
			people: 'ada@acme.example',
		})
		expect(rows.map((row) => [row.name, row.country, row.people])).toEqual([
			['Acme GmbH', 'DE', 'ada@acme.example'],
			['Бета ООО', 'RU', null],
			['Gamma, Inc.', 'US', 'ada@acme.example'],
		])
		const events = await world.sql`select count(*)::int as count from event where kind = 'customer.created'`
		expect(events[0]?.count).toBe(3)
	})

	it('twice changes nothing, not even a version', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		const before = await world.sql`select * from customer order by id`
		expect(await bringIn(world.books, customerMap, customers)).toMatchObject(counts(0, 0, 3, 0))
		expect(await world.sql`select * from customer order by id`).toEqual(before)
	})

	it('changes only what has changed in the file since', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await world.sql`update customer set email = 'new@acme.example' where import_key = 'A-1'`
		const next = customers.replace('Köln', 'Bonn').replace('cold', 'warm')
		expect(await bringIn(world.books, customerMap, next)).toMatchObject(counts(0, 2, 1, 0))
		const [acme] = await world.sql`
			select customer.email, party.city, version from customer join billing_party as party on party.id = billing_party_id
			where import_key = 'A-1'`
		expect(acme).toEqual({ email: 'new@acme.example', city: 'Bonn', version: 2 })
		expect(await bringIn(world.books, customerMap, next)).toMatchObject(counts(0, 0, 3, 0))
	})

	it('keeps the old address of what was issued, by writing a new party', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await bringIn(world.books, customerMap, customers.replace('Köln', 'Bonn'))
		const parties = await world.sql`select city from billing_party where name = 'Acme GmbH' order by id`
		expect(parties.map((party) => party.city)).toEqual(['Köln', 'Bonn'])
	})

	it('keeps what was changed both here and in the file, unless the map lets the file win or rejects the row', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		await bringIn(world.books, customerMap, customers)
		await world.sql`update customer set name = 'Acme SE' where import_key = 'A-1'`
		const next = customers.replace('Acme GmbH', 'Acme AG')
		const name = async () => (await world.sql`select name from customer where import_key = 'A-1'`)[0]?.name
		const reject = { ...customerMap, onConflict: 'reject' as const }
		expect((await bringIn(world.books, reject, next)).problems).toEqual(['2: changed_here name'])
		const conflict = { ...counts(0, 0, 2, 0), conflicts: 1 }
		expect(await bringIn(world.books, customerMap, next)).toMatchObject(conflict)
		expect(await name()).toBe('Acme SE')
		expect(await bringIn(world.books, customerMap, next)).toMatchObject(conflict)
		const again = customers.replace('Acme GmbH', 'Acme Group')
		expect(await bringIn(world.books, { ...customerMap, onConflict: 'file' }, again)).toMatchObject(counts(0, 1, 2, 0))
		expect(await name()).toBe('Acme Group')
	})

	it('rejects each row that cannot be one, with its row, column and reason, and takes the others', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const bad = `${customerHeader}
B-1,Good one,,Berlin,DE,,,,
B-2,,,Berlin,DE,,,,
B-3,No country,,Berlin,,,,,
B-4,Odd country,,Berlin,Narnia,,,,
B-5,Odd email,not an address,Berlin,DE,,,,
B-1,Same key,,Berlin,DE,,,,
,No key,,Berlin,DE,,,,
B-8,Odd terms,,Berlin,DE,whenever,,,
B-9,${'long '.repeat(60)},,Berlin,DE,,,,
B-10,Null\u0000byte,,Berlin,DE,,,,
B-11,Too many,,Berlin,DE,,,,,extra
`
		const result = await bringIn(world.books, customerMap, bad)
		expect(result).toMatchObject({ ...counts(1, 0, 0, 9), conflicts: 1 })
		expect(result.problems).toEqual([
			'3: value_missing name',
			'4: value_missing country',
			'5: country_unknown country',
			'6: email_invalid email',
			'8: value_missing key',
			'9: number_unreadable paymentTermDays',
			'10: text_too_long name',
			'11: text_broken name',
			'12: row_long',
		])
	})

	it('rejects rows that are cut off, unless the map says that the exporter leaves empty ends out', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const half = `${customers}A-4,Half a r`
		const strict = { ...customerMap, file: {} }
		expect((await bringIn(world.books, strict, half)).problems).toEqual(['5: row_short'])
	})

	it('takes hostile texts as they are typed', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const hostile = [
			"Robert'); DROP TABLE customer;--",
			'=cmd|"/C calc"!A0',
			'<script>alert(1)</script>',
			'{{constructor.constructor("x")()}}',
			'\\N',
			'\u202eevil',
			'Ω≈ç√∫˜µ≤≥÷',
			'👩‍👩‍👧‍👦 & Co',
			'__proto__',
			'constructor',
			'{"a":"b",,}',
			'null, undefined',
		]
		const lines = hostile.map(
			(name, index) => `H-${index},"${name.replaceAll('"', '""')}",,,DE,,,,"${name.replaceAll('"', '""')}"`,
		)
		expect(await bringIn(world.books, customerMap, `${customerHeader}\n${lines.join('\n')}\n`)).toMatchObject(
			counts(hostile.length, 0, 0, 0),
		)
		const rows =
			await world.sql`select name, attributes->>'Rating' as rating from customer order by substr(import_key, 3)::int`
		expect(rows.map((row) => row.name)).toEqual(hostile)
		expect(rows.map((row) => row.rating)).toEqual(hostile)
	})

	it('keeps numbers of its own, refuses taken ones, and moves our series past them', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const map = { ...customerMap, columns: { ...customerMap.columns, number: 'Rating' } }
		const file = `${customerHeader}
N-1,One,,,DE,,,,C-00007
N-2,Two,,,DE,,,,C-00007
N-3,Three,,,DE,,,,
`
		expect((await bringIn(world.books, map, file)).problems).toEqual(['3: number_repeated number'])
		const later = `${customerHeader}\nN-4,Four,,,DE,,,,C-00007\n`
		expect((await bringIn(world.books, map, later)).problems).toEqual(['2: number_taken number'])
		const rows = await world.sql`select number from customer order by import_key`
		expect(rows.map((row) => row.number)).toEqual(['C-00007', 'C-00008'])
	})

	it('may be tried first: everything is told and nothing is kept', async () => {
		await using world = await openBooks({ on: '2026-03-01' })
		const bad = `${customers}A-1,Again,,,DE,,,,\n`
		const tried = await bringIn(world.books, customerMap, bad, 'check')
		expect(tried).toMatchObject({ created: 3, conflicts: 1, rejected: 0, state: 'checked', problems: [] })
		const [left] = await world.sql`
			select (select count(*) from customer)::int as customers, (select count(*) from event)::int as events,
				(select next from number_series where key = 'customer')::int as next`
		expect(left).toEqual({ customers: 0, events: 0, next: 1 })
	})
})
