import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, expectOk, look } from '#core/act.ts'
import type { Figure } from '#core/report/answer.ts'
import { findFigures } from '#core/report/figure.ts'
import type { QuestionInput } from '#core/report/question.ts'
import { amount } from '#emails/words/format.ts'
import { livedYear } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let manager: ReturnType<typeof chatOf>
let storekeeper: ReturnType<typeof chatOf>
let actor: Actor
const named = new Map<string, string>()

beforeAll(async () => {
	world = await livedYear(20260301)
	const desk = openDesk(world.books)
	const member = await hireMember(world.books, 'manager', 'Katrin')
	actor = { kind: 'staff', userId: member.userId, role: 'manager' }
	manager = chatOf(desk, member)
	storekeeper = chatOf(desk, await hireMember(world.books, 'storekeeper', 'Sven'))
	const rows = await world.sql<{ id: string; name: string }[]>`
		select id, name from staff_group union all select id, name from customer`
	for (const { id, name } of rows) named.set(name, id)
}, 120_000)
afterAll(() => world.close())

/** What the console's pages would show. */
async function figuresOf(question: QuestionInput): Promise<Figure[]> {
	return expectOk(await look(world.books, actor, findFigures, question))
}

const september = { from: '2026-09-01', to: '2026-10-01' }
const id = (name: string) => named.get(name) ?? ''

test.each([
	[
		'en',
		'how much did we invoice last month by customer',
		/^Invoiced: /,
		/^Understood as: Invoiced, 1 – 30 Sept? 2026, for each customer\.$/,
	],
	[
		'ru',
		'выставлено за прошлый месяц по клиентам',
		/^Выставлено: /,
		/^Понято так: Выставлено, 1.30 сент\. 2026 г\., по клиентам\.$/,
	],
	['zh', '上个月各客户开票', /^开票额: /, /^理解为：开票额，2026\/9\/1 – 2026\/9\/30，按客户。$/],
	[
		'vi',
		'xuất hóa đơn tháng trước theo khách hàng',
		/^Đã xuất hóa đơn: /,
		/^Được hiểu là: Đã xuất hóa đơn, 1 – 30 thg 9, 2026, theo khách hàng\.$/,
	],
] as const)(
	'%s: "%s" is answered with the numbers of the dashboard, its rows and a drawing',
	async (language, sentence, title, note) => {
		const reply = await manager.ask(sentence)
		const [figure] = await figuresOf({
			measures: ['invoiced'],
			period: september,
			compare: 'before',
			groupBy: 'customer',
		})
		if (!figure) throw new Error('no figure')
		const totals = figure.totals.map(({ value, currency }) => amount(value ?? 0n, currency ?? '', language))
		expect(totals.length).toBeGreaterThan(1)
		expect(reply.title).toMatch(title)
		expect(reply.title.slice(reply.title.indexOf(': ') + 2)).toBe(totals.join(' + '))
		expect(reply.note?.replace(/[\u2009\u202f]/g, ' ')).toMatch(note)
		expect(reply.fields?.map(({ value }) => value.split(' (')[0])).toEqual(totals)
		expect(reply.table?.rows.map(([name, value]) => [name, value])).toEqual(
			figure.rows.map(({ label, value, currency }) => [label, amount(value ?? 0n, currency ?? '', language)]),
		)
		const drawn = figure.rows.filter(({ currency }) => currency === figure.totals[0]?.currency)
		expect(reply.chart).toMatchObject({
			kind: 'bars',
			unit: figure.totals[0]?.currency,
			labels: drawn.map(({ label }) => label),
		})
		expect(reply.link?.path).toBe('/staff/figures/invoiced?period=own&from=2026-09-01&to=2026-09-30&by=customer')
	},
)

test('a team is compared with the quarter before in every figure of its performance', async () => {
	const reply = await manager.ask('how did team North do last quarter against the quarter before?')
	const measures = ['signed', 'invoiced', 'collected', 'overdue', 'rebates', 'net_new'] as const
	const figures = await figuresOf({
		measures: [...measures],
		period: { from: '2026-07-01', to: '2026-10-01' },
		compare: { from: '2026-04-01', to: '2026-07-01' },
		filters: { group: [id('North')] },
	})
	expect(reply.fields).toHaveLength(figures.flatMap(({ totals }) => totals).length)
	const signed = figures[0]?.totals[0]
	const field = reply.fields?.[0]?.value
	expect(field).toContain(amount(signed?.value ?? 0n, signed?.currency ?? '', 'en'))
	expect(field).toContain(`against ${amount(signed?.comparedValue ?? 0n, signed?.currency ?? '', 'en')}`)
	expect(reply.chart?.kind).toBe('lines')
	expect(reply.chart?.series).toHaveLength(2)
})

test('thresholds, order and number of rows are kept', async () => {
	const reply = await manager.ask('top 3 customers invoiced over 100 eur this year')
	const [figure] = await figuresOf({
		measures: ['invoiced'],
		period: { from: '2026-01-01', to: '2027-01-01' },
		compare: 'before',
		filters: { currency: ['EUR'] },
		groupBy: 'customer',
		where: { over: '100' },
		order: { by: 'value', direction: 'down' },
		limit: 3,
	})
	expect(reply.table?.rows.map(([name]) => name)).toEqual(figure?.rows.map(({ label }) => label))
	expect(reply.table?.rows.length).toBeGreaterThan(0)
})

test.each([
	['en', 'what is overdue over 100?', /^Overdue, in all/],
	['ru', 'что просрочено больше 100?', /^Просрочено, всего/],
	['zh', '逾期超过100的有哪些？', /^逾期款（合计）/],
	['vi', 'quá hạn trên 100', /^Quá hạn, tổng cộng/],
] as const)(
	'%s: "%s" calls a sum of everything so, above rows that are only some of it',
	async (_, sentence, title) => {
		const reply = await manager.ask(sentence)
		expect(reply.title).toMatch(title)
		for (const { label } of reply.fields ?? []) expect(label).toMatch(title)
	},
)

test.each([
	['en', 'invoiced last quarter', /^\d{1,2} (Jun|Jul|Aug|Sept?)$/],
	['ru', 'выставлено за прошлый квартал', /^\d{1,2} (июн|июл|авг|сент)[а-я]*\.?$/],
	['zh', '上个季度开票', /^\d{1,2}月\d{1,2}日$/],
	['vi', 'đã xuất hóa đơn quý trước', /^\d{1,2} thg \d{1,2}$/],
	['en', 'invoiced this year by quarter', /^(Jan|Apr|Jul|Oct) 2026$/],
] as const)('%s: the points of "%s" are said as short as a drawing has room for', async (_, sentence, point) => {
	const { chart } = await manager.ask(sentence)
	expect(chart?.labels.length).toBeGreaterThan(2)
	for (const label of chart?.labels ?? []) expect(label).toMatch(point)
})

test('an answer without any row says so, and shows no empty table', async () => {
	const reply = await manager.ask('customers invoiced over 999999999 this year')
	expect(reply.table).toBeUndefined()
	expect(reply.text).toBe('There is nothing of that kind.')
})

test.each([
	['en', 'revenue of Customer 1 last month', 'What do you mean by “revenue”?', /^Invoiced, customer Customer 1/],
	['ru', 'выручка Customer 1 за прошлый месяц', 'Что вы имеете в виду: «выручка»?', /^Выставлено, клиент Customer 1/],
	['zh', 'Customer 1 上个月收入', '“收入”指的是什么？', /^开票额，客户 Customer 1/],
	[
		'vi',
		'doanh thu của Customer 1 tháng trước',
		'“doanh thu” nghĩa là chỉ số nào?',
		/^Đã xuất hóa đơn, khách hàng Customer 1/,
	],
] as const)(
	'%s: "%s" is asked back, and the button answers in the same language',
	async (language, sentence, question, label) => {
		const asked = await manager.ask(sentence)
		expect(asked.title).toBe(question)
		expect(asked.choices.length).toBeGreaterThan(2)
		const answered = await manager.choose(asked, label)
		const [figure] = await figuresOf({
			measures: ['invoiced'],
			period: september,
			filters: { customer: [id('Customer 1')] },
		})
		const total = figure?.totals.map(({ value, currency }) => amount(value ?? 0n, currency ?? '', language)).join(' + ')
		expect(answered.title).toContain(total)
	},
)

test('what begins like a command is read to its end', async () => {
	const overdue = await manager.ask('what is overdue over 10 by team?')
	expect(overdue.table?.columns[0]?.title).toBe('For each team')
	expect((await manager.ask('show mrr by team')).title).toMatch(/^MRR: /)
	expect((await manager.ask('покажи выставленное за прошлый месяц')).title).toMatch(/^Выставлено: /)
	expect((await manager.ask('find Customer 4')).title).toBe('Customer 4')
})

test('the same figure beside a year before is one button away', async () => {
	const reply = await manager.ask('collected last month')
	const beside = await manager.choose(reply, 'Against a year before')
	const [figure] = await figuresOf({ measures: ['collected'], period: september, compare: 'year_before' })
	const compared = figure?.totals[0]
	expect(beside.fields?.[0]?.value).toContain(amount(compared?.comparedValue ?? 0n, compared?.currency ?? '', 'en'))
})

test('what is asked of one customer is answered by the command for it', async () => {
	expect((await manager.ask('when will Customer 2 be billed next, upcoming invoices')).title).toMatch(/Customer 2/)
	expect((await manager.ask('сколько должен Customer 2?')).title).toMatch(/Customer 2/)
	expect((await manager.ask('Customer 2 的对账单')).title).toMatch(/Customer 2/)
	expect((await manager.ask('số dư của Customer 2')).title).toMatch(/Customer 2/)
	expect((await manager.ask('contracts of Customer 2')).title).toBe('Customer 2')
})

test('a word that is none of ours is said, and a sentence about nothing is not guessed at', async () => {
	const reply = await manager.ask('invoiced last month excluding Germany')
	expect(reply.title).toBe('I do not understand “excluding Germany”. Did you mean this?')
	expect(reply.choices.map((choice) => choice.label.replace(/[\u2009\u202f]/g, ' '))).toEqual([
		'Invoiced, 1 – 30 Sept 2026',
	])
	const nothing = await manager.ask('the sky over Paris is blue and wide')
	expect(nothing).toMatchObject({ tone: 'bad', title: 'I am not sure what you mean' })
})

test('whoever may not see figures gets none', async () => {
	const reply = await storekeeper.ask('how much did we invoice last month by customer')
	expect(reply.fields).toBeUndefined()
	expect(JSON.stringify(reply)).not.toMatch(/€|EUR/)
})
