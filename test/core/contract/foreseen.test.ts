import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import type { ContractPage } from '#core/contract/page.ts'
import { findContractPage } from '#core/contract/page.ts'
import { tellRenewals } from '#core/contract/tell-renewals.ts'
import { Refused } from '#core/refusal.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

const months = (count: number) => ({ unit: 'month' as const, count })
const yearly = { unit: 'year' as const, count: 1 }

async function page({ world, contractId }: Shop, on?: string): Promise<ContractPage> {
	const input = { id: contractId, on, coming: 12, lines: { limit: 10 } }
	return expectOk(await look(world.books, clerk, findContractPage, input))
}

/** Runs the clock from day to day on which the books have something to do. */
async function runTo(shop: Shop, day: string): Promise<void> {
	const { world, contractId } = shop
	for (;;) {
		const [next] = await world.sql<{ on: string }[]>`
			select least(${day}::date,
				nullif(greatest(next_due_on, ${world.clock.today()}::date), ${world.clock.today()}::date),
				case when renewal = 'tacit' and state in ('active', 'paused') then
					nullif(greatest(ends_on - notice_days, ${world.clock.today()}::date), ${world.clock.today()}::date) end,
				case when renewal = 'tacit' and state in ('active', 'paused') then
					nullif(greatest(ends_on - notice_days + 1, ${world.clock.today()}::date), ${world.clock.today()}::date) end,
				case when ends_on + 1 > ${world.clock.today()}::date then ends_on + 1 end)::text as on
			from contract join contract_billing on contract_id = contract.id where contract.id = ${contractId}`
		const on = next?.on ?? day
		await shop.standOn(on)
		// Of a renewal that its customer was not told of they may leave at any time.
		expectOk(await act(world.books, clerk, tellRenewals, undefined))
		if (on === day) return
	}
}

/** What stands on a day, in a form that a foreseen day and the day itself share. */
function standing({ contract, notice, reductions, coming, lines }: ContractPage, after: string) {
	const { state, endsOn, renewal, noticeDays } = contract
	return {
		...{ state, endsOn, renewal, noticeDays, reductions, lines },
		notice: notice && JSON.stringify(notice),
		coming: moneyOf(coming.filter(({ on }) => on.toString() > after)).slice(0, 11),
	}
}

function moneyOf(coming: ContractPage['coming']): string[] {
	return coming.map(
		({ on, totalMinor, lines }) =>
			`${on} ${totalMinor} ${lines.map(({ kind, periodFrom, periodTo, netMinor }) => `${kind} ${periodFrom} ${periodTo} ${netMinor}`)}`,
	)
}

async function issued({ world, contractId }: Shop, after: string): Promise<string[]> {
	const rows = await world.sql<{ on: string; total: bigint }[]>`
		select billed_for::text as on, total_minor as total from invoice
		where contract_id = ${contractId} and billed_for > ${after} order by billed_for`
	return rows.map(({ on, total }) => `${on} ${total}`)
}

test('a preview goes on through renewals, before and after, until somebody leaves', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	await shop.agree({ renewal: 'tacit', termMonths: 12, endsOn: '2026-12-31', noticeDays: 30 })
	await shop.standOn('2026-06-10')
	const lineId = await shop.lineId()
	const { coming, recurring } = await shop.preview({ kind: 'quantity', lineId, quantity: '5' }, { on: '2027-02-01' })
	const shown = (list: typeof coming.before) =>
		list.map(({ on, totalMinor, renewedOn }) => `${on} ${totalMinor} ${renewedOn ?? ''}`)
	expect(shown(coming.before)).toEqual([
		...['07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}-01 11160 `),
		...['01', '02', '03', '04', '05', '06'].map((month) => `2027-${month}-01 11160 2027-01-01`),
	])
	expect(shown(coming.after)).toEqual([
		...shown(coming.before).slice(0, 7),
		...['02', '03', '04', '05', '06'].map((month) => `2027-${month}-01 18600 2027-01-01`),
	])
	expect([recurring.before.monthMinor, recurring.after.monthMinor]).toEqual([9300n, 15500n])
	const left = await shop.preview({ kind: 'cancel' })
	expect(left.coming.before).toHaveLength(12)
	expect(shown(left.coming.after)).toEqual(shown(coming.before).slice(0, 6))
	await shop.change({ kind: 'cancel' })
	const gone = await page(shop, '2027-03-01')
	expect(gone).toMatchObject({
		goesOn: false,
		asOf: { life: 'over' },
		contract: { state: 'closed', endsOn: '2026-12-31' },
	})
	expect((await page(shop)).coming.at(-1)?.on.toString()).toBe('2026-12-01')
})

test('a period across the end is charged to it, and the rest with the renewal, where that is agreed later', async () => {
	const shop = await openShop('2026-01-20')
	await using _ = shop.world
	const terms = { renewal: 'tacit', termMonths: 2, endsOn: '2026-03-19', noticeDays: 3, alignment: 'calendar' } as const
	await shop.agree(terms)
	await shop.standOn('2026-01-20')
	expect(moneyOf((await page(shop)).coming).slice(0, 4)).toEqual([
		expect.stringMatching(/^2026-02-01 11160 /),
		expect.stringMatching(/^2026-03-01 6840 /),
		expect.stringMatching(/^2026-03-17 4320 charge 2026-03-20 2026-04-01 3600$/),
		expect.stringMatching(/^2026-04-01 11160 /),
	])
	for (const day of ['2026-03-17', '2026-04-01']) await shop.standOn(day)
	expect(await issued(shop, '2026-02-01')).toEqual(['2026-03-01 6840', '2026-03-17 4320', '2026-04-01 11160'])
})

const agreed = fc.record({
	startsOn: fc.constantFrom('2026-01-01', '2026-01-31', '2026-08-31', '2026-02-10'),
	timing: fc.constantFrom('advance' as const, 'arrears' as const),
	alignment: fc.constantFrom('anniversary' as const, 'contract' as const, 'calendar' as const, 'month_end' as const),
	interval: fc.constantFrom(months(1), months(3), yearly, { unit: 'week' as const, count: 5 }),
	prorate: fc.boolean(),
	term: fc.constantFrom(1, 6, 12, 18),
	termAgreed: fc.boolean(),
	noticeDays: fc.constantFrom(0, 14, 30, 90, 400),
	renewal: fc.constantFrom('tacit' as const, 'tacit' as const, 'tacit' as const, 'none' as const),
	lived: fc.constantFrom(0, 20, 200, 500),
	change: fc.constantFrom(...(['none', 'none', 'price', 'discount', 'pause', 'leave'] as const)),
	ahead: fc.constantFrom(1, 40, 170, 366, 800),
})

test('what is foreseen for a day is what stands on it, when nobody acts in between', { timeout: 300_000 }, async () => {
	const seed = Number(process.env.FAST_CHECK_SEED ?? Math.floor(Math.random() * 2 ** 31))
	const numRuns = Number(process.env.RUNS ?? (process.env.FAULTS === 'full' ? 60 : 6))
	await fc.assert(
		fc.asyncProperty(agreed, async ({ term, termAgreed, interval, lived, change, ahead, ...more }) => {
			const shop = await openShop(more.startsOn)
			await using world = shop.world
			const start = world.clock.today()
			const endsOn = start.add({ months: term }).subtract({ days: 1 }).toString()
			await shop.agree({ ...more, endsOn, termMonths: termAgreed ? term : null }, { interval })
			await shop.standOn(more.startsOn)
			const today = start.add({ days: lived })
			await runTo(shop, today.toString())
			const [now] = await world.sql<{ state: string }[]>`select state from contract`
			if (now?.state === 'active') {
				const later = today.add({ days: 50 }).toString()
				const made: Record<typeof change, Parameters<typeof shop.change> | undefined> = {
					none: undefined,
					price: [{ kind: 'price', lineId: await shop.lineId(), unitPrice: '40' }, { on: later }],
					discount: [{ kind: 'discount', percent: '10', periods: 2 }],
					pause: [{ kind: 'pause', until: today.add({ days: 30 }).toString() }],
					leave: [{ kind: 'cancel' }],
				}
				// What would come only after the last day is refused, and changes nothing.
				if (made[change])
					await shop.change(...made[change]).catch((error: unknown) => {
						if (!(error instanceof Refused) || error.refusal.code !== 'change.after_end') throw error
					})
			}
			const day = today.add({ days: ahead }).toString()
			const foreseen = await page(shop, day)
			const until = moneyOf((await page(shop)).coming)
			await runTo(shop, day)
			expect(standing(foreseen, day)).toEqual(standing(await page(shop), day))
			const billed = await issued(shop, today.toString())
			const shown = until
				.map((text) => text.split(' ').slice(0, 2).join(' '))
				.filter((text) => text.slice(0, 10) <= day)
			expect(billed.slice(0, 12)).toEqual(shown)
		}),
		{ seed, numRuns, endOnFailure: process.env.FAULTS !== 'full' },
	)
})
