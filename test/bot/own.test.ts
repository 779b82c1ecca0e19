import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Customer, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let mara: ReturnType<typeof chatOf>
let lone: ReturnType<typeof chatOf>

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const desk = openDesk(world.books)
	const member = await hireMember(world.books, 'salesperson', 'Mara Berg')
	mara = chatOf(desk, member)
	lone = chatOf(desk, await hireMember(world.books, 'salesperson', 'Lone Wolf'))
	const customers: Customer[] = []
	for (const name of ['Nordwind', 'Südstern', 'Ostsee']) customers.push(await welcome(world.books, name))
	const [one, two, three] = customers
	const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	await world.sql`insert into staff_group_member (user_id, group_id) values (${member.userId}, ${group?.id ?? ''})`
	await world.sql`update customer set group_id = ${group?.id ?? ''} where id in (${one?.id ?? ''}, ${two?.id ?? ''})`
	await world.sql`update customer set owner_id = ${member.userId} where id = ${one?.id ?? ''}`
	for (const [customer, minor] of [
		[one, 10_000n],
		[two, 20_000n],
		[three, 40_000n],
	] as const)
		if (customer) await invoice(world.books, customer, minor)
})
afterAll(() => world.close())

test.each([
	['invoiced this month by my team', '€300.00'],
	['how much did our team invoice this month', '€300.00'],
	['my invoiced this month', '€100.00'],
	['invoiced by me this month', '€100.00'],
	['выставлено моей группой за этот месяц', '300,00'],
	['我的团队本月开票', '300.00'],
	['nhóm của tôi xuất hóa đơn tháng này', '300,00'],
	['show me what was invoiced this month', '€700.00'],
])('“%s” is of whoever asks: %s', async (sentence, sum) => {
	expect((await mara.ask(sentence)).title).toContain(sum)
})

test('who has no team is not answered as if there were one, and approvals stay approvals', async () => {
	const answered = await lone.ask('invoiced this month by my team')
	expect(JSON.stringify(answered)).not.toContain('300.00')
	expect((await mara.ask('my approvals')).title).toBe('Nothing waits for you')
})
