import { expect, test } from 'vitest'
import { openShop } from '#test/core/amendment/world.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openPortal } from '#test/support/portal.ts'

test('a month on, the demo has done what its nights do: people are told of a term that goes on, and it has gone on', async () => {
	const shop = await openShop('2026-01-01')
	await using world = shop.world
	await world.sql`update company set demo = true`
	await shop.agree({ renewal: 'tacit', termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 })
	await shop.standOn('2026-11-05')
	await using portal = await openPortal(world)
	const { email } = await hire(world.books, 'administrator')
	const visit = await signedIn(world.books, portal.address, 'staff', email)

	expect((await visit.post('/staff/clock', { by: 'month' })).status).toBe(302)
	expect(
		await world.sql`select distinct payload->>'lastDay' as "lastDay" from outbox where payload->>'letter' = 'renewal-coming'`,
	).toEqual([{ lastDay: '2026-12-01' }])
	expect(await world.sql`select ends_on::text as "endsOn" from contract`).toEqual([{ endsOn: '2027-12-31' }])
}, 120_000)
