// What the database refuses of own fields, by plain SQL.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBooks, type World } from '#test/support/books.ts'
import { acme, contract, keyOf, line, tried, writeStanding } from './standing.ts'

const [text, number, date, choice, other, red, blue] = [1, 2, 3, 4, 5, 6, 7].map((place) => keyOf(200 + place))

let world: World
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', company: false })
	await writeStanding(world.sql)
	await world.sql.unsafe(`
		insert into own_field (id, subject, kind, name) values ('${text}', 'customer', 'text', 'Segment'),
			('${number}', 'contract', 'number', 'Hours'), ('${date}', 'line', 'date', 'Inspected'),
			('${choice}', 'contract', 'choice', 'Colour'), ('${other}', 'contract', 'choice', 'Site');
		insert into own_choice (id, field_id, name, position) values ('${red}', '${choice}', 'Red', 1), ('${blue}', '${other}', 'Kiel', 1)`)
})
afterAll(() => world.close())

const say = (...statements: string[]) => tried(world.sql, ...statements)
const into = (columns: string, values: string) =>
	`insert into own_value (field_id, subject, kind, ${columns}) values (${values})`
const sound = into('contract_id, number_value', `'${number}', 'contract', 'number', '${contract}', 7.25`)

test('a value is of the kind of its field', async () => {
	expect(await say(sound)).toBe('done')
	expect(
		await say(into('contract_id, text_value', `'${number}', 'contract', 'number', '${contract}', 'seven'`)),
	).toMatch(/^23514 /)
	// Said to be of another kind than the field is.
	expect(await say(into('contract_id, text_value', `'${number}', 'contract', 'text', '${contract}', 'seven'`))).toMatch(
		/^23503 /,
	)
	for (const wrong of ["'NaN'", '1e15', '0.12345678901'])
		expect(
			await say(into('contract_id, number_value', `'${number}', 'contract', 'number', '${contract}', ${wrong}`)),
		).toMatch(/^23514 /)
	for (const wrong of ["' '", `repeat('x', 501)`])
		expect(await say(into('customer_id, text_value', `'${text}', 'customer', 'text', '${acme}', ${wrong}`))).toMatch(
			/^23514 /,
		)
})

test('a choice is one that the field has', async () => {
	const of = (id: string | undefined) =>
		into('contract_id, choice_id', `'${choice}', 'contract', 'choice', '${contract}', '${id}'`)
	expect(await say(of(red))).toBe('done')
	for (const strange of [blue, keyOf(999)]) expect(await say(of(strange))).toMatch(/^23503 /)
	expect(await say(of(red), `delete from own_choice where id = '${red}'`)).toMatch(/^23503 /)
})

test('a value is of one thing of the field’s subject, once', async () => {
	expect(await say(into('line_id, date_value', `'${date}', 'line', 'date', '${line}', '2026-03-01'`))).toBe('done')
	expect(await say(into('contract_id, date_value', `'${date}', 'line', 'date', '${contract}', '2026-03-01'`))).toMatch(
		/^23514 /,
	)
	expect(
		await say(
			into('line_id, contract_id, date_value', `'${date}', 'line', 'date', '${line}', '${contract}', '2026-03-01'`),
		),
	).toMatch(/^23514 /)
	expect(await say(sound, sound)).toMatch(/^23505 /)
})

test('a field that something stands in keeps its kind and its subject, and is not lost', async () => {
	for (const change of [
		`update own_field set kind = 'text' where id = '${number}'`,
		`update own_field set subject = 'line' where id = '${number}'`,
		`delete from own_field where id = '${number}'`,
	]) {
		expect(await say(sound, change)).toMatch(/^23503 /)
		expect(await say(change)).toBe('done')
	}
	expect(await say(`insert into own_field (subject, kind, name) values ('contract', 'text', 'HOURS')`)).toMatch(
		/^23505 /,
	)
	expect(await say(`insert into own_field (subject, kind, name) values ('invoice', 'text', 'X')`)).toMatch(/^23514 /)
})
