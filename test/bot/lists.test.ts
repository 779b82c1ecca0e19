// Contracts that end and promises to pay, asked in words: the rows of the console's own lists.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { daysAhead, readAhead } from '#bot/desk/read-ahead.ts'
import { readExact } from '#bot/read.ts'
import { act, expectOk, look } from '#core/act.ts'
import { cancelContract, undoCancel } from '#core/amendment/cancel.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { recordFollowUp } from '#core/follow-up/record.ts'
import { livedYear, office } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'
import { chatOf, hireMember, openDesk } from './desk.ts'

const forms = readFileSync(join(import.meta.dirname, 'understand/corpus/lists.txt'), 'utf8')
	.split('\n')
	.filter((line) => line.includes(' | '))
	.map((line) => line.split(' | ') as [string, string])

test.each(forms)('"%s" is %s', (sentence, expected) => {
	const read = readExact(sentence)
	const given = (read?.input ?? {}) as { unit?: string; count?: number; shift?: number; state?: string }
	const { unit, count, shift, state } = given
	const far = shift === undefined ? count : `+${shift}`
	expect([read?.command, unit, far, state].filter((one) => one !== undefined).join(' ')).toBe(expected)
})

test.each(['contracts expiring of Acme', 'contracts ending in tears', 'договоры истекают у Ромашки', '宏达到期的合同'])(
	'"%s" is more than is understood here, and is not guessed at',
	(sentence) => expect(readExact(sentence)?.command).not.toBe('expiring'),
)

test.each([
	['this quarter', '2026-11-28', '2026-12-31'],
	['next quarter', '2027-01-01', '2027-03-31'],
	['next month', '2026-12-01', '2026-12-31'],
	['this week', '2026-11-28', '2026-11-29'],
	['within 10 days', '2026-11-28', '2026-12-08'],
	['next year', '2027-01-01', '2027-12-31'],
])('%s is from %s to %s', (said, from, to) => {
	const ahead = readAhead(said)
	const days = ahead && daysAhead(Temporal.PlainDate.from('2026-11-28'), ahead)
	expect([days?.from.toString(), days?.to.toString()]).toEqual([from, to])
})

describe('in a company that has lived a year', () => {
	let world: World
	let manager: ReturnType<typeof chatOf>
	beforeAll(async () => {
		world = await livedYear(20260301)
		manager = chatOf(openDesk(world.books), await hireMember(world.books, 'manager', 'Katrin'))
		const [customer] = await world.sql<
			{ id: string; currency: string }[]
		>`select id, currency from customer order by id limit 1`
		const on = world.clock.today().add({ days: 5 }).toString()
		const promise = { invoiceId: null, amountMinor: 12300n, currency: customer?.currency ?? '', on }
		const record = {
			customerId: customer?.id ?? '',
			contractId: null,
			kind: 'call',
			text: 'Pays soon',
			key: 'p',
			promise,
		} as const
		expectOk(await act(world.books, office, recordFollowUp, record))
	}, 120_000)
	afterAll(() => world.close())

	test.each([
		'contracts expiring in the next 12 months',
		'договоры истекают в ближайшие 12 месяцев',
		'未来12个月内到期的合同',
		'hợp đồng hết hạn trong 12 tháng tới',
	])('"%s" has the contracts of the console, the first to end on top', async (sentence) => {
		const reply = await manager.ask(sentence)
		const today = world.clock.today()
		const rows = await world.sql<{ number: string }[]>`
				select number from contract where state in ('active', 'paused', 'ending') and ends_on between ${today} and ${today.add({ months: 12 })}
				order by ends_on, id`
		expect(rows.length).toBeGreaterThan(0)
		expect(reply.table?.rows.map(([number]) => number)).toEqual(rows.slice(0, 20).map(({ number }) => number))
		expect(reply.table?.total).toBe(rows.length)
		expect(reply.link?.path).toMatch(/^\/staff\/contracts\?state=active.*ends\.to=/)
	})

	test.each(['which contracts are at risk', 'какие договоры под угрозой', '哪些合同有风险', 'hợp đồng nào có rủi ro'])(
		'"%s" has the contracts of the console’s filter, the bad ones on top, each with its reasons',
		async (sentence) => {
			const reply = await manager.ask(sentence)
			expect(reply.link?.path).toBe('/staff/contracts?health=bad&health=at_risk')
			expect(reply.table?.rows.length).toBeGreaterThan(0)
			for (const row of reply.table?.rows ?? []) expect(row[3], row[0]).not.toBe('')
			const bad = reply.table?.rows.map((row) => row[2]) ?? []
			expect(bad).toEqual(bad.toSorted((one, other) => (one === other ? 0 : one === bad[0] ? -1 : 1)))
		},
	)

	test.each(['open promises', 'открытые обещания', '待兑现的承诺', 'lời hứa đang chờ'])(
		'"%s" has what waits',
		async (sentence) => {
			const reply = await manager.ask(sentence)
			expect(reply.table?.rows).toHaveLength(1)
			expect(reply.table?.rows[0]?.[1]).toContain('123')
			expect(reply.link?.path).toBe('/staff/follow-ups?promise=open&sort=promisedOn')
			expect((await manager.ask('broken promises')).title).toBe('No promise to pay was broken')
		},
	)

	describe('of contracts that were cancelled', () => {
		let number = ''
		beforeAll(async () => {
			const [contract] = await world.sql<{ id: string; number: string }[]>`
				select id, number from contract where state = 'active' and ends_on is null order by id limit 1`
			number = contract?.number ?? ''
			const input = { contractId: contract?.id ?? '', reasonCode: 'closing', text: 'They close the branch' }
			const change = { kind: 'cancel' } as const
			const { contractId } = input
			const preview = expectOk(await look(world.books, office, previewChange, { contractId, change }))
			expectOk(await act(world.books, office, cancelContract, { ...input, seen: preview.seen }))
		})

		test.each([
			['which contracts were cancelled this month', 'The business or site is closing: They close the branch'],
			['какие договоры расторгнуты в этом месяце', 'Закрываем компанию или объект: They close the branch'],
			['这个月有哪些合同被取消了', '公司或场地即将关闭：They close the branch'],
			['tháng này hợp đồng nào bị hủy', 'Doanh nghiệp hoặc địa điểm sắp đóng cửa: They close the branch'],
		])('"%s" lists them with why, in the language of the question', async (sentence, reason) => {
			const reply = await manager.ask(sentence)
			const row = reply.table?.rows.find(([name]) => name === number)
			expect(row?.[4]).toBe(reason)
			expect(reply.link?.path).toMatch(/^\/staff\/contracts\?noticed\.from=.*noticed\.to=/)
		})

		test('one that was taken back is not among them', async () => {
			const [contract] = await world.sql<{ id: string }[]>`select id from contract where number = ${number}`
			const contractId = contract?.id ?? ''
			const change = { kind: 'undo_cancel' } as const
			const preview = expectOk(await look(world.books, office, previewChange, { contractId, change }))
			expectOk(await act(world.books, office, undoCancel, { contractId, seen: preview.seen }))
			const reply = await manager.ask('which contracts were cancelled this month')
			expect(reply.table?.rows.map(([name]) => name) ?? []).not.toContain(number)
		})

		test('of those that ended, as many as the console has', async () => {
			const reply = await manager.ask('which contracts ended this year')
			const year = world.clock.today().year
			const [count] = await world.sql<{ count: number }[]>`
				select count(*)::int from contract where state in ('closed', 'filed') and ends_on between ${`${year}-01-01`} and ${`${year}-12-31`}`
			expect(count?.count).toBeGreaterThan(0)
			expect(reply.table?.total).toBe(count?.count)
		})
	})

	test('why customers leave is said in the language of the question, one row for all that chose it', async () => {
		const contracts = await world.sql<{ id: string }[]>`
			select distinct on (customer_id) id from contract where state = 'active' and ends_on is null
				and (select count(*) from contract as other where other.customer_id = contract.customer_id and state = 'active') = 1
			order by customer_id, id limit 2`
		expect(contracts).toHaveLength(2)
		for (const [index, { id: contractId }] of contracts.entries()) {
			const endsOn = world.clock.today().subtract({ days: 1 }).toString()
			const change = { kind: 'cancel', endsOn } as const
			const preview = expectOk(await act(world.books, office, previewChange, { contractId, change }))
			const said = { reasonCode: 'closing', text: `Site ${index}`, seen: preview.seen }
			expectOk(await act(world.books, office, cancelContract, { contractId, endsOn, ...said }))
		}
		const rows = async (sentence: string) => (await manager.ask(sentence)).table?.rows.map(([name]) => name) ?? []
		const [en, vi] = [await rows('churn by reason this year'), await rows('churn theo lý do năm nay')]
		expect(en).toContain('The business or site is closing')
		expect(en.filter((name) => name?.startsWith('Site'))).toEqual([])
		expect(vi).toContain('Doanh nghiệp hoặc địa điểm sắp đóng cửa')
		expect(en.length).toBe(vi.length)
	})
})
