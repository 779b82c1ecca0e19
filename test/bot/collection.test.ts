import { afterAll, beforeAll, expect, test } from 'vitest'
import { given, log, type Member, owing, written } from '#test/core/collection/collecting.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let anna: Member
const chats = {} as Record<'anna' | 'bert' | 'clerk', ReturnType<typeof chatOf>>

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	const desk = openDesk(world.books)
	const first = await hireMember(world.books, 'collector')
	anna = { kind: 'staff', userId: first.userId, role: 'collector' }
	chats.anna = chatOf(desk, first)
	chats.bert = chatOf(desk, await hireMember(world.books, 'collector', 'Bert', 'ru'))
	chats.clerk = chatOf(desk, await hireMember(world.books, 'storekeeper'))
	const [nord, sued] = [await owing(world, 'Nordwind'), await owing(world, 'Südwind', 1_234_50n)]
	world.clock.standOn('2026-03-12')
	const promised = await given(world, nord.customer, anna)
	await given(world, sued.customer, anna)
	const promise = { amountMinor: 20_000n, currency: 'EUR', on: '2026-03-12' }
	await log(world.books, anna, written(promised, { promise }))
})
afterAll(() => world.close())

const list = {
	title: 'Collection: 2 to do now, 2 in all',
	table: {
		rows: [
			['Nordwind', '€500.00', '10 days', 'promise due: €200.00 promised by 12 Mar 2026'],
			['Südwind', '€1,234.50', '10 days', 'new'],
		],
	},
	link: { path: '/staff/collection' },
}

test.each(['my collection list', 'Collection today?', 'who do I call today', '我的催收列表', 'thu nợ hôm nay'])(
	'“%s” answers with the collector’s own list, the most urgent first',
	async (sentence) => {
		const answer = await chats.anna.ask(sentence)
		expect(answer.table?.rows.map(([name]) => name)).toEqual(['Nordwind', 'Südwind'])
		if (/^[a-z ?]+$/i.test(sentence)) expect(answer).toMatchObject(list)
	},
)

test('nobody reads the list of another, and who does not collect is told so', async () => {
	expect(await chats.bert.ask('мой список взыскания')).toMatchObject({ title: 'У вас нет дел по взысканию' })
	expect(await chats.clerk.ask('my collection list')).toMatchObject({ tone: 'bad' })
})

test('a collector writes down from the chat whom they spoke to, what was promised, and what comes next, as entries of the case', async () => {
	const { ask } = chats.anna
	const said = 'note Südwind: spoke to Ms Weber yesterday, promised 200 by Friday; next: call again in two weeks'
	expect(await ask(said)).toMatchObject({
		title: 'Noted in the collection of Südwind',
		fields: [
			{ label: 'Contact', value: 'call' },
			{ label: 'Spoken to', value: 'Ms Weber' },
			{ label: 'Day', value: '11 March 2026' },
			{ label: 'Promised', value: '€200.00 – 13 March 2026' },
			{ label: 'Next step', value: 'call again in two weeks – 26 March 2026' },
		],
	})
	expect(await ask('заметка Südwind: не дозвонился; далее: позвонить в пятницу')).toMatchObject({ tone: 'good' })
	expect(await ask('备注 Südwind：与韦伯通话，承诺3月20日付300；下一步：3月25日再致电')).toMatchObject({ tone: 'good' })
	expect(await ask('ghi chú Südwind: hôm qua gặp chị Weber; tiếp theo: gọi lại sau 3 ngày')).toMatchObject({
		tone: 'good',
	})
	expect(await ask('note Südwind: called; next: send a letter')).toMatchObject({
		tone: 'bad',
		title: 'Say the day of the next step',
	})
	expect(await ask('note Südwind: promised 200 USD by Friday')).toMatchObject({ tone: 'bad' })
	expect(await ask('no answer from Südwind')).toMatchObject({ title: 'Noted in the collection of Südwind' })
	expect(
		await world.sql`
			select entry.kind, spoken_to as who, happened_on::text as "on", promised_on::text as promised, amount_minor as minor,
				next_on::text as next
			from collection_entry as entry join follow_up on follow_up.id = follow_up_id join customer on customer.id = customer_id
				left join payment_promise as promise on promise.follow_up_id = follow_up.id
			where customer.name = 'Südwind' order by follow_up.id`,
	).toEqual([
		{ kind: 'spoke', who: 'Ms Weber', on: '2026-03-11', promised: '2026-03-13', minor: 20_000n, next: '2026-03-26' },
		{ kind: 'no_answer', who: '', on: '2026-03-12', promised: null, minor: null, next: '2026-03-13' },
		{ kind: 'spoke', who: '韦伯', on: '2026-03-12', promised: '2026-03-20', minor: 30_000n, next: '2026-03-25' },
		{ kind: 'visited', who: '', on: '2026-03-11', promised: null, minor: null, next: '2026-03-15' },
		{ kind: 'no_answer', who: '', on: '2026-03-12', promised: null, minor: null, next: null },
	])
	// Whose case it is not keeps a record with the customer.
	expect(await chats.bert.ask('visited Südwind: nobody there; next: write on 20 March')).toMatchObject({
		title: 'Noted for Südwind',
	})
	expect(await world.sql`select kind, next_on::text as next from follow_up where text like 'nobody%'`).toEqual([
		{ kind: 'visit', next: '2026-03-20' },
	])
})

test.each([
	'statement of Südwind as of 5 March',
	'statement Südwind 7 days ago',
	'выписка по Südwind на 5 марта',
	'Südwind 截至3月5日的对账单',
	'sao kê của Südwind tính đến 5/3',
])('“%s” is the account as of that day', async (sentence) => {
	const { note, link } = await chats.anna.ask(sentence)
	expect(note).toMatch(/\b5\b/)
	expect(link?.path).toMatch(/statement\?on=2026-03-05$/)
})
