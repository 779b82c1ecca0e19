import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, expectOk, look } from '#core/act.ts'
import type { Figure } from '#core/report/answer.ts'
import { findCohorts } from '#core/report/cohorts.ts'
import { findFigures } from '#core/report/figure.ts'
import { findForecast } from '#core/report/forecast.ts'
import type { QuestionInput } from '#core/report/question.ts'
import { amount } from '#emails/words/format.ts'
import { livedYear } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

let world: World
let manager: ReturnType<typeof chatOf>
let actor: Actor
let today: string

beforeAll(async () => {
	world = await livedYear(20260301)
	const member = await hireMember(world.books, 'manager', 'Katrin')
	actor = { kind: 'staff', userId: member.userId, role: 'manager' }
	manager = chatOf(openDesk(world.books), member)
	today = world.clock.today().toString()
}, 120_000)
afterAll(() => world.close())

/** What the console's pages would show. */
async function figuresOf(question: QuestionInput): Promise<Figure[]> {
	return expectOk(await look(world.books, actor, findFigures, question))
}

const september = { from: '2026-09-01', to: '2026-10-01' }

test.each([
	['growth of collections in september', 'en'],
	['рост поступлений в сентябре', 'ru'],
	['9月回款增长', 'zh'],
	['thu tiền tháng 9 tăng bao nhiêu', 'vi'],
] as const)('“%s” is answered against the month before, and says so', async (sentence, language) => {
	const reply = await manager.ask(sentence)
	const compare = { from: '2026-08-01', to: '2026-09-01' }
	const [figure] = await figuresOf({ measures: ['collected'], period: september, compare })
	const [total] = figure?.totals ?? []
	const before = amount(total?.comparedValue ?? 0n, total?.currency ?? '', language)
	expect(reply.fields?.[0]?.value).toContain(before)
	expect(reply.note).toMatch(/Aug|авг|2026\/8\/1|thg 8/)
})

test('whoever grew most stands first, by what has changed', async () => {
	const reply = await manager.ask('which customers grew the most in invoiced in september')
	const [figure] = await figuresOf({
		...{ measures: ['invoiced'], period: september, compare: { from: '2026-08-01', to: '2026-09-01' } },
		...{ groupBy: 'customer', order: { by: 'change', direction: 'down' } },
	})
	expect(reply.table?.rows.map(([name]) => name)).toEqual([...new Set(figure?.rows.map(({ label }) => label))])
	const fell = await manager.ask('which customers dropped the most in invoiced in september')
	expect(fell.table?.rows[0]?.[0]).toBe(reply.table?.rows.at(-1)?.[0])
})

test.each([
	['average invoiced per month this year', 'en'],
	['в среднем выставлено по месяцам в этом году', 'ru'],
	['今年平均每月开票', 'zh'],
	['xuất hóa đơn trung bình mỗi tháng năm nay', 'vi'],
] as const)('“%s” is the sum of the months that have begun, by their number', async (sentence, language) => {
	const reply = await manager.ask(sentence)
	const [figure] = await figuresOf({
		...{ measures: ['invoiced'], period: { from: '2026-01-01', to: '2027-01-01' }, groupBy: 'month' },
	})
	const currency = figure?.totals[0]?.currency ?? ''
	const begun = figure?.rows.filter((row) => row.currency === currency && row.key <= today) ?? []
	const sum = begun.reduce((all, { value }) => all + (value ?? 0n), 0n)
	expect(begun.length).toBeGreaterThan(8)
	const mean = (sum + BigInt(begun.length) / 2n) / BigInt(begun.length)
	expect(reply.fields?.[0]?.value).toBe(
		`${amount(mean, currency, language)} (${amount(sum, currency, language)} ÷ ${begun.length})`,
	)
	expect(reply.title).toContain(amount(mean, currency, language))
})

test.each([
	['invoiced this year', { from: '2026-01-01', to: '2026-11-01' }, { from: '2025-01-01', to: '2025-11-01' }],
	['invoiced this quarter', { from: '2026-10-01', to: '2026-11-01' }, { from: '2026-07-01', to: '2026-08-01' }],
	['invoiced in the last 3 months', { from: '2026-07-01', to: '2026-10-01' }, { from: '2026-04-01', to: '2026-07-01' }],
	[
		'invoiced this quarter against last quarter',
		{ from: '2026-10-01', to: '2027-01-01' },
		{ from: '2026-07-01', to: '2026-10-01' },
	],
] as const)(
	'“%s” is set beside as much of the time before as has passed, unless another is named',
	async (...asked) => {
		const [sentence, period, compare] = asked
		const reply = await manager.ask(sentence)
		const [figure] = await figuresOf({ measures: ['invoiced'], period, compare })
		const [total] = figure?.totals ?? []
		expect(reply.fields?.[0]?.value).toContain(amount(total?.value ?? 0n, total?.currency ?? '', 'en'))
		expect(reply.fields?.[0]?.value).toContain(
			`against ${amount(total?.comparedValue ?? 0n, total?.currency ?? '', 'en')}, `,
		)
		expect(reply.link?.path).toContain(`from=${period.from}`)
	},
)

test('a row with several currencies has a change for each of them, in their order', async () => {
	const reply = await manager.ask('invoiced last quarter by team')
	const several = reply.table?.rows.filter(([, value]) => value?.includes(' + ')) ?? []
	expect(several.length).toBeGreaterThan(0)
	for (const [, value, change] of several) expect(change?.split(' / ')).toHaveLength(value?.split(' + ').length ?? 0)
})

test('rows are called as readers call them: months by name, countries in the language of the question', async () => {
	const months = await manager.ask('выставлено за прошлый квартал по месяцам')
	expect(months.table?.rows[0]?.[0]).toMatch(/^июл[ья.]* 2026/)
	const countries = await manager.ask('按国家看同期群')
	expect(countries.table?.rows.map(([name]) => name)).toContain('德国')
	const said = await manager.ask('выставлено за прошлый месяц')
	expect(said.note).toMatch(/[^.]\.$/)
})

test.each([
	['which team has the highest average contract value this year', 'en'],
	['у какой команды самая высокая средняя стоимость договора в этом году', 'ru'],
	['今年哪个团队的平均合同金额最高', 'zh'],
	['nhóm nào có giá trị hợp đồng trung bình cao nhất năm nay', 'vi'],
] as const)('“%s” is what was signed by the number of contracts, the highest first', async (sentence, language) => {
	const reply = await manager.ask(sentence)
	const asked = { period: { from: '2026-01-01', to: '2027-01-01' }, groupBy: 'group' } as const
	const figures = await figuresOf({ measures: ['signed', 'signed_contracts', 'average_contract'], ...asked })
	const [signed, contracts, averages] = figures
	const [first] = averages?.rows ?? []
	expect(reply.table?.rows[0]?.[0]).toBe(first?.label)
	expect(reply.table?.rows[0]?.[1]).toContain(amount(first?.value ?? 0n, first?.currency ?? '', language))
	// Where all of a team is in one currency it is the quotient of the two figures beside it.
	const rows = contracts?.rows.filter(({ key }) => signed?.rows.filter((row) => row.key === key).length === 1) ?? []
	for (const { key, value: count } of rows) {
		const sum = signed?.rows.find((row) => row.key === key)?.value ?? 0n
		const average = averages?.rows.find((row) => row.key === key)?.value ?? 0n
		expect(Math.abs(Number(average) - Number(sum) / Number(count))).toBeLessThanOrEqual(0.5)
	}
})

test('days late are told in days', async () => {
	const reply = await manager.ask('which customers have the highest average days late this year')
	const [figure] = await figuresOf({
		...{ measures: ['days_late'], period: { from: '2026-01-01', to: '2027-01-01' }, groupBy: 'customer' },
	})
	expect(reply.table?.rows.map(([name]) => name)).toEqual(figure?.rows.map(({ label }) => label))
	expect(reply.table?.rows[0]?.[1]).toMatch(/^\d+(\.\d)? days?$/)
})

test('an average of nobody knows what is asked back', async () => {
	const asked = await manager.ask('average invoiced in september')
	expect(asked.title).toBe('An average over what?')
	const answered = await manager.choose(asked, /for each invoice/)
	const [figure] = await figuresOf({ measures: ['invoiced'], period: september, groupBy: 'invoice' })
	const own = figure?.rows.filter(({ currency, value }) => currency === figure.totals[0]?.currency && value !== 0n)
	expect(answered.fields?.[0]?.value).toContain(`÷ ${own?.length}`)
})

test.each(['cohorts by plan', 'покажи когорты по тарифам', '按套餐看同期群', 'cohort theo gói'])(
	'“%s” has the numbers of the console and its page',
	async (sentence) => {
		const reply = await manager.ask(sentence)
		const { rows } = expectOk(await look(world.books, actor, findCohorts, { by: 'plan' }))
		expect(rows.length).toBeGreaterThan(1)
		expect(reply.table?.rows.slice(0, -1).map(([name]) => name)).toEqual(
			rows.map(({ label }) => label ?? expect.any(String)),
		)
		expect(reply.table?.rows.slice(0, -1).map(([, customers]) => customers)).toEqual(
			rows.map(({ months }) => months[0]?.customers.toString()),
		)
		expect(reply.link?.path).toBe('/staff/figures/cohorts?by=plan')
	},
)

test.each([
	['mrr forecast for november for team North', 'en'],
	['прогноз mrr на ноябрь по группе North', 'ru'],
	['North 11月MRR预测', 'zh'],
	['dự báo mrr tháng 11 của nhóm North', 'vi'],
] as const)('“%s” is told of that team, up to then', async (sentence, language) => {
	const reply = await manager.ask(sentence)
	const [north] = await world.sql<{ id: string }[]>`select id from staff_group where name = 'North'`
	const filters = { group: [north?.id ?? ''] }
	const [mrr] = expectOk(await look(world.books, actor, findForecast, { months: 6, filters }))
	const told = mrr?.months.filter(({ month }) => month < '2026-12-01') ?? []
	expect(told).toHaveLength(2)
	expect(reply.table?.rows.map(([, value]) => value?.split(' (')[0])).toEqual(
		told.map(({ value }) => amount(value, mrr?.currency ?? '', language)),
	)
	expect(reply.link?.path).toMatch(/^\/staff\/figures\/forecast\?.*group=/)
})

test('a forecast further than there is one is refused in words, one of other money is not made up', async () => {
	expect(await manager.ask('forecast for 2035')).toMatchObject({ tone: 'bad' })
	const asked = await manager.ask('forecast of collections next month')
	expect(asked.title).toBe('I do not understand “collections”. Did you mean this?')
})
