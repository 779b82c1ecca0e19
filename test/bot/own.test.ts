import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer } from '#bot/answer.ts'
import { type Customer, invoice, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let desk: ReturnType<typeof openDesk>
let member: Awaited<ReturnType<typeof hireMember>>
let mara: ReturnType<typeof chatOf>
let lone: ReturnType<typeof chatOf>

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	desk = openDesk(world.books)
	member = await hireMember(world.books, 'salesperson', 'Mara Berg')
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

test.each([
	['what do I need to do today', '€100.00'],
	['my day', '€100.00'],
	['что мне делать сегодня', '100,00'],
	['今天要做什么', '100.00'],
	['hôm nay tôi cần làm gì', '100,00'],
])('“%s” is the morning’s digest of whoever asks, and of nobody else: %s', async (sentence, sum) => {
	world.clock.standOn('2026-04-20')
	const reply = JSON.stringify(await mara.ask(sentence))
	expect(reply).toContain(sum)
	expect(reply).not.toMatch(/300[.,]00|700[.,]00/)
	expect(JSON.stringify(await lone.ask(sentence))).not.toMatch(/100[.,]00/)
	const place = { channel: 'slack', team: 'T1', place: 'C1', name: 'sales' } as const
	const asked = { sentence, key: crypto.randomUUID(), channel: 'slack', place } as const
	expect(JSON.stringify(await answer(desk, member, asked))).not.toMatch(/100[.,]00/)
})
