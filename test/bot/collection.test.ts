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
