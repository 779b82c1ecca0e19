import { describe, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { billChunk } from '#core/invoice/run.ts'
import { examine } from '#core/report/examine.ts'
import { clerk, openShop, type Shop } from './world.ts'

const yearly = { unit: 'year' as const, count: 1 }

const together = (endsOn: string, ...ids: string[]): ContractChange => ({
	kind: 'co_terminate',
	endsOn,
	parts: ids.map((contractId) => ({ contractId })),
})

/** Issued on a day: each invoice with the net amounts of its lines, and whether it is one contract's. */
async function issued({ world }: Shop, day: string): Promise<string[]> {
	const rows = await world.sql<{ text: string }[]>`
		select (case when invoice.contract_id is null then 'joint' else 'single' end) || ' '
			|| string_agg(line.period_from || '..' || line.period_to || ' ' || line.net_minor, ', ' order by line.position) as text
		from invoice join invoice_line as line on line.invoice_id = invoice.id where invoice.issued_on = ${day}
		group by invoice.id order by invoice.number`
	return rows.map(({ text }) => text)
}

/** Two yearly contracts of one anchor; the first ends with June, the second with March. */
async function agreeTwo(shop: Shop): Promise<[string, string]> {
	const first = await shop.agree({ endsOn: '2026-12-31' }, { interval: yearly, unitPrice: '365.00', quantity: '1' })
	const second = await shop.agree({ endsOn: '2027-12-31' }, { interval: yearly, unitPrice: '730.00', quantity: '1' })
	return [first, second]
}

describe('contracts that end together on a later day', () => {
	test('have their stubs on one invoice when these fall due, as the preview shows it', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const [first, second] = await agreeTwo(shop)
		await shop.standOn('2026-05-01')
		const { preview, invoiceIds } = await shop.change(together('2028-06-30', first, second))
		expect([preview.effect, invoiceIds]).toEqual([null, []])
		const coming = (list: typeof preview.coming.after) =>
			list.map(({ on, lines }) => `${on} ${lines.map(({ netMinor }) => netMinor).join(' ')}`)
		// 182 of 366 days of 2028; whole years before stay an invoice each.
		expect(coming(preview.coming.after)).toEqual(['2027-01-01 36500', '2027-01-01 73000', '2028-01-01 18150 36301'])
		await shop.standOn('2027-01-01')
		expect((await issued(shop, '2027-01-01')).length).toBe(2)
		await shop.standOn('2028-01-01')
		expect(await issued(shop, '2028-01-01')).toEqual([
			'joint 2028-01-01..2028-07-01 18150, 2028-01-01..2028-07-01 36301',
		])
		const joint = preview.coming.after.at(-1)
		const [paper] = await world.sql`select total_minor from invoice where issued_on = '2028-01-01'`
		expect(paper?.total_minor).toBe(joint?.totalMinor)
		await shop.standOn('2028-07-01')
		const findings = expectOk(await act(world.books, clerk, examine, undefined))
		expect(
			findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers').map(({ promise }) => promise),
		).toEqual([])
	})

	test('come to one invoice though the run takes them in different chunks, and not while one is in other hands', async () => {
		const shop = await openShop('2026-01-01')
		await using world = shop.world
		const ids = await agreeTwo(shop)
		await shop.standOn('2026-05-01')
		await shop.change(together('2028-06-30', ...ids))
		await shop.standOn('2027-01-01')
		world.clock.standOn('2028-01-01')
		const chunk = async () =>
			expectOk(await act(world.books, clerk, billChunk, { through: world.clock.today(), limit: 1 })).invoices
		await world.sql.begin(async (sql) => {
			await sql`select from contract where id = ${ids[1]} for update`
			expect(await chunk()).toBe(0)
		})
		expect(await chunk()).toBe(1)
		expect(await chunk()).toBe(0)
		expect((await issued(shop, '2028-01-01'))[0]).toMatch(/^joint/)
	})

	test('are billed by themselves again when one has taken it back', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const [first, second] = await agreeTwo(shop)
		await shop.standOn('2026-05-01')
		await shop.change(together('2028-12-31', first, second))
		shop.contractId = second
		await shop.change({ kind: 'take_back', sequence: 2 })
		await shop.change({ kind: 'renew', endsOn: '2029-12-31' })
		await shop.standOn('2027-01-01')
		await shop.standOn('2028-01-01')
		expect((await issued(shop, '2028-01-01')).map((text) => text.split(' ')[0])).toEqual(['single', 'single'])
	})

	test('keep what is billed in arrears on one invoice after the end', async () => {
		const shop = await openShop('2026-01-01')
		await using _ = shop.world
		const first = await shop.agree({ endsOn: '2026-03-31', timing: 'arrears' })
		const second = await shop.agree({ endsOn: '2026-06-30', timing: 'arrears' }, { quantity: '1' })
		await shop.standOn('2026-02-01')
		const { preview } = await shop.change(together('2026-04-15', first, second))
		expect(preview.effect?.lines.map(({ netMinor }) => netMinor)).toEqual([4650n, 1550n])
		for (const day of ['2026-03-01', '2026-04-01', '2026-04-16']) await shop.standOn(day)
		expect((await issued(shop, '2026-04-01')).length).toBe(2)
		expect(await issued(shop, '2026-04-16')).toEqual(['joint 2026-04-01..2026-04-16 4650, 2026-04-01..2026-04-16 1550'])
	})
})

test('contracts that end together each say until when notice can be given', async () => {
	const shop = await openShop('2026-01-01')
	await using _ = shop.world
	const tacit = { renewal: 'tacit' as const, termMonths: 12, endsOn: '2026-12-31' }
	const ids = [await shop.agree({ ...tacit, noticeDays: 30 }), await shop.agree({ ...tacit, noticeDays: 90 })]
	const { parts } = await shop.preview(together('2027-03-31', ...ids))
	const last = parts.map(({ notice }) => notice?.kind === 'renewed' && notice.lastDay.toString())
	expect(last.sort()).toEqual(['2026-12-31', '2027-03-01'])
})
