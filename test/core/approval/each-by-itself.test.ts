import { expect, test } from 'vitest'
import type { Scope } from '#core/act.ts'
import { eachByItself } from '#core/approval/each-by-itself.ts'
import { refuse } from '#core/refusal.ts'
import { openBooks } from '#test/support/books.ts'

test('one that fails holds up no other, writes nothing, and is told with why', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	await world.sql`create table lamp (id text)`
	const light = async ({ sql }: Scope, { id }: { id: string }): Promise<string> => {
		await sql`insert into lamp values (${id})`
		if (id === 'b') refuse('not_found', { noun: 'contract' })
		if (id === 'c') throw new Error('The bulb broke')
		return id
	}
	const lit: string[] = []
	const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
	expect(await eachByItself(world.books, rows, light, (id) => lit.push(id))).toEqual([
		{ id: 'b', problem: 'not_found' },
		{ id: 'c', problem: 'The bulb broke' },
	])
	expect(lit).toEqual(['a', 'd'])
	expect(await world.sql`select id from lamp order by id`).toEqual([{ id: 'a' }, { id: 'd' }])
})
