import { expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { listStaff } from '#core/staff/list.ts'
import { finance, system } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

const katrin = { name: 'Katrin Albers', email: 'katrin@halden.example', role: 'administrator' as const }

const group = ({ books }: World, name: string, actor: Actor = system) => act(books, actor, addGroup, { name })
const user = ({ books }: World, given: Partial<typeof katrin>) => act(books, system, addUser, { ...katrin, ...given })

test('a group is named once', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	expectOk(await group(world, ' North '))
	expect(await group(world, 'North')).toMatchObject({ refusal: { facts: { field: 'name', problem: 'taken' } } })
	expect(await group(world, '   ')).toMatchObject({ refusal: { facts: { field: 'name', problem: 'too_small' } } })
})

test('a user joins groups, one of them as its lead', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const north = expectOk(await group(world, 'North'))
	const south = expectOk(await group(world, 'South'))
	const groups = [{ id: north.id, lead: true }, { id: south.id }]
	const { id } = expectOk(await act(world.books, system, addUser, { ...katrin, groups }))
	const member = await world.sql`select group_id, lead from staff_group_member where user_id = ${id} order by lead desc`
	expect([...member]).toEqual([
		{ group_id: north.id, lead: true },
		{ group_id: south.id, lead: false },
	])
})

test('an address signs in one user, however it is written, and must be one', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	expectOk(await user(world, {}))
	expect(await user(world, { email: ' KATRIN@halden.example' })).toMatchObject({
		refusal: { facts: { field: 'email', problem: 'taken' } },
	})
	for (const email of ['', 'katrin', 'katrin@', 'two words@halden.example'])
		expect(await user(world, { email })).toMatchObject({ refusal: { facts: { field: 'email', problem: 'invalid' } } })
})

test('those who left are not offered, and the others are in the order people expect', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	for (const [index, name] of ['Zoe', 'Émile', 'anna', 'Ágnes', 'Erik', 'Gone'].entries())
		expectOk(await user(world, { name, email: `${index}@halden.example` }))
	await world.sql`update staff_user set left_at = now() where name = 'Gone'`
	const { users } = expectOk(await look(world.books, finance, listStaff, undefined as never))
	expect(users.map(({ name }) => name)).toEqual(['Ágnes', 'anna', 'Émile', 'Erik', 'Zoe'])
})

test('only who administers the company adds people and groups', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	expect(await group(world, 'North', finance)).toMatchObject({ refusal: { code: 'not_permitted' } })
	expect(await act(world.books, finance, addUser, katrin)).toMatchObject({ refusal: { code: 'not_permitted' } })
})
