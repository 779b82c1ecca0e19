import { describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { findNoticeKept } from '#core/amendment/notice-kept.ts'
import { findContractPage } from '#core/contract/page.ts'
import { setRenewalPolicy } from '#core/contract/renewal-policy.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { codeOf, Leaver } from '../amendment/leaving.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

const year = { renewal: 'tacit', termMonths: 12, endsOn: '2026-12-31', noticeDays: 60 } as const

async function tell(shop: Shop, ...days: string[]): Promise<void> {
	for (const day of days) {
		await shop.standOn(day)
		expectOk(await act(shop.world.books, clerk, tellRenewals, undefined))
	}
}

async function noticeOf(shop: Shop): Promise<string> {
	const { kind, endsOn } = (await new Leaver(shop).look()).notice
	return `${kind} ${endsOn}`
}

async function untold({ world }: Shop): Promise<unknown> {
	const [renewed] = await world.sql<{ untold: unknown }[]>`
		select facts->'untold' as untold from event where kind = 'contract.renewed' order by id desc limit 1`
	return renewed?.untold
}

describe('a term that its customer was not told of', () => {
	test('goes on, and is left on any day with thirty days’ notice, not before the end of the one agreed', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		await shop.agree(year)
		await shop.standOn('2026-11-02')
		expect(await world.sql`select ends_on::text as on from contract`).toEqual([{ on: '2027-12-31' }])
		expect(await untold(shop)).toBe(true)
		expect(await noticeOf(shop)).toBe('open 2026-12-31')
		await shop.standOn('2027-03-10')
		expect(await noticeOf(shop)).toBe('open 2027-04-09')
		const page = expectOk(await act(world.books, shop.contact, findContractPage, { id: shop.contractId, coming: 0 }))
		expect(page.notice).toMatchObject({ kind: 'open' })
		const leaver = new Leaver(shop)
		// Neither sooner nor after the term.
		for (const endsOn of ['2027-04-08', '2028-01-01']) expect((await leaver.look({ endsOn })).endsOn).toBe('2027-04-09')
		expect(codeOf(await leaver.leave({ endsOn: '2027-06-15' }))).toBe('done')
		expect(codeOf(await leaver.undo())).toBe('done')
		expect(codeOf(await leaver.leave())).toBe('done')
		await shop.standOn('2027-05-01')
		expect(await world.sql`select state, ends_on::text as on from contract`).toEqual([
			{ state: 'closed', on: '2027-04-09' },
		])
	})

	test('is one like any other where a letter went out in time, and so is the next', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		await shop.agree(year)
		await tell(shop, '2026-10-30', '2026-11-02')
		expect(await untold(shop)).toBe(null)
		await shop.standOn('2027-03-10')
		expect(await noticeOf(shop)).toBe('renewed 2027-12-31')
		// Nobody tells of the next, and then of the one after.
		await shop.standOn('2027-11-02')
		expect(await noticeOf(shop)).toBe('open 2027-12-31')
		await tell(shop, '2028-10-02', '2028-11-02')
		expect(await untold(shop)).toBe(null)
		expect(await noticeOf(shop)).toBe('renewed 2029-12-31')
	})

	test('binds where the policy has no letter go out, and where another house kept the contract then', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const policy = { remindDays: [30], shortestMonths: 13, quoteDays: 60 }
		expectOk(await act(world.books, clerk, setRenewalPolicy, policy))
		await shop.agree(year)
		await shop.standOn('2026-11-02')
		expect(await noticeOf(shop)).toBe('renewed 2027-12-31')
		expectOk(await act(world.books, clerk, setRenewalPolicy, { ...policy, shortestMonths: 2 }))
		world.clock.standOn('2026-12-10')
		await shop.agree({ ...year, startsOn: '2026-01-01' })
		await world.sql`update contract set import_source = 'file', import_key = 'A' where id = ${shop.contractId}`
		await shop.standOn('2026-12-11')
		expect(await noticeOf(shop)).toBe('renewed 2027-12-31')
		await shop.agree({ ...year, startsOn: '2026-01-01' })
		await shop.standOn('2026-12-12')
		expect(await noticeOf(shop)).toBe('open 2027-01-11')
	})

	test('is said by the page on which notice is taken back after the last day to object, and is agreed with that', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const ends = () => world.sql`select state, ends_on::text as on from contract where id = ${shop.contractId}`
		const leaver = new Leaver(shop)
		// Notice was given before any letter went out, and nobody was told while it stood.
		await shop.agree(year)
		await shop.standOn('2026-03-01')
		expect(codeOf(await leaver.leave())).toBe('done')
		await tell(shop, '2026-10-02', '2026-11-01', '2026-11-20')
		expect(await noticeOf(shop)).toBe('open 2026-12-31')
		expect(codeOf(await leaver.undo())).toBe('done')
		expect(await ends()).toEqual([{ state: 'active', on: '2027-12-31' }])
		expect(await untold(shop)).toBe(true)
		expect(await noticeOf(shop)).toBe('open 2026-12-31')
		const letter = expectOk(await act(world.books, clerk, findNoticeKept, { id: shop.contractId }))
		expect(letter).toMatchObject({ kind: 'open', endsOn: Temporal.PlainDate.from('2026-12-31') })
	})

	test('binds whoever was told of it, gave notice, and took that back when the last day to object had passed', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const leaver = new Leaver(shop)
		await shop.agree(year)
		await tell(shop, '2026-10-02')
		expect(codeOf(await leaver.leave())).toBe('done')
		// With days left nothing is agreed yet.
		await shop.standOn('2026-10-31')
		expect(await noticeOf(shop)).toBe('renewed 2026-12-31')
		await shop.standOn('2026-11-20')
		expect(await noticeOf(shop)).toBe('renewed 2027-12-31')
		expect(codeOf(await leaver.undo())).toBe('done')
		expect(await world.sql`select ends_on::text as on from contract`).toEqual([{ on: '2027-12-31' }])
		expect(await untold(shop)).toBe(null)
		expect(await noticeOf(shop)).toBe('renewed 2027-12-31')
		await shop.standOn('2026-11-21')
		expect(await world.sql`select from event where kind = 'contract.renewed'`).toHaveLength(1)
	})
})
