import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, expectOk, look } from '#core/act.ts'
import { findAskableNames } from '#core/report/find-names.ts'
import { openBooks, type World } from '#test/support/books.ts'

let world: World
const office: Actor = { kind: 'system', name: 'test' }
beforeAll(async () => {
	world = await openBooks({ on: '2026-03-01' })
})
afterAll(() => world.close())

const found = async (...words: string[]) =>
	expectOk(await look(world.books, office, findAskableNames, { words })).customer.map(({ name }) => name)

async function addCustomers(count: number, name: string) {
	await world.sql`
		with party as (
			insert into billing_party (name, country)
			select replace(${name}, '#', n::text), 'DE' from generate_series(1, ${count}::int) as n returning id, name)
		insert into customer (number, name, language, currency, email, billing_party_id)
		select 'N-' || id, name, 'en', 'EUR', 'mail@some.example', id from party`
}

test('all customers can be named while they are few, and of many those like a word of the question', async () => {
	await addCustomers(3, 'Harbour # Shipping')
	await addCustomers(1, 'ООО «Ромашка»')
	await addCustomers(1, '上海宏达物流有限公司')
	expect(await found('nothing')).toHaveLength(5)
	await addCustomers(1200, 'Common Company #')
	expect(await found('invoices', 'harbour')).toHaveLength(3)
	expect(await found('common', 'ромаш')).toContain('ООО «Ромашка»')
	expect(await found('common', '宏达')).toContain('上海宏达物流有限公司')
	expect(await found('harboar')).toContain('Harbour 1 Shipping')
	expect(await found('%_\\')).toEqual([])
})
