// Cash flow over the random year, against loops over the raw rows.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { closeSettledCases } from '#core/collection/close-settled.ts'
import { dispatchDebts } from '#core/collection/dispatch.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { findCashFlow } from '#core/report/cash-flow.ts'
import { cashParts } from '#core/report/cash-part.ts'
import { findCashRows } from '#core/report/cash-rows.ts'
import { given, member, owing, receive } from '#test/core/collection/collecting.ts'
import { system } from '#test/core/payment/ledger.ts'
import { agree, sell } from '#test/core/receivable/sold-machine.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { livedYear, office } from './world.ts'

let world: World

beforeAll(async () => {
	world = await livedYear(20260301)
}, 200_000)
afterAll(() => world.close())

const flow = async (more = {}) => expectOk(await act(world.books, office, findCashFlow, { year: 2026, ...more }))

/** By month, what each contract's own page says it will invoice. */
async function toCome(currency: string): Promise<Map<string, bigint>> {
	const contracts = await world.sql<{ id: string; termDays: number }[]>`
		select id, payment_term_days as "termDays" from contract where state in ('active', 'paused', 'ending') and currency = ${currency}`
	const months = new Map<string, bigint>()
	for (const { id, termDays } of contracts) {
		for (const invoice of expectOk(await act(world.books, office, previewInvoices, { id, count: 300 }))) {
			if (invoice.dueOn) continue
			const today = world.clock.today()
			const billedOn = Temporal.PlainDate.compare(invoice.on, today) < 0 ? today : invoice.on
			const month = billedOn.add({ days: termDays }).with({ day: 1 }).toString()
			months.set(month, (months.get(month) ?? 0n) + invoice.totalMinor)
		}
	}
	return months
}

test('a month’s bars are what falls due in it, issued or to come, what came in, and what of the first is still open', async () => {
	const { months, total, currency } = await flow()
	const due = await world.sql<{ month: string; total: bigint; credited: bigint; open: bigint }[]>`
		select to_char(due_on, 'YYYY-MM-01') as month, sum(total_minor)::bigint as total,
			sum(coalesce((select sum(total_minor) from invoice as note where credits_invoice_id = invoice.id), 0))::bigint as credited,
			sum(case when state = 'issued' and due_on < ${world.clock.today().toString()}::date then total_minor - settled_minor else 0 end)::bigint as open
		from invoice where kind = 'invoice' and state in ('issued', 'uncollectible') and currency = ${currency} and due_on between '2026-01-01' and '2026-12-31'
		group by 1`
	const cash = await world.sql<{ month: string; amount: bigint }[]>`
		select to_char(posted_on, 'YYYY-MM-01') as month, sum(line.amount_minor)::bigint as amount
		from journal_entry as entry join journal_line as line on line.entry_id = entry.id and line.account = 'cash'
		where entry.currency = ${currency} and posted_on between '2026-01-01' and '2026-12-31' group by 1`
	expect(due.length).toBeGreaterThan(3)
	const coming = await toCome(currency)
	expect(coming.get('2026-12-01')).toBeGreaterThan(0n)
	for (const { month, plannedMinor, receivedMinor, overdueMinor } of months) {
		const own = due.find((one) => one.month === month)
		expect([month, plannedMinor, overdueMinor]).toEqual([
			month,
			(own?.total ?? 0n) + (own?.credited ?? 0n) + (coming.get(month) ?? 0n),
			own?.open ?? 0n,
		])
		expect([month, receivedMinor]).toEqual([month, cash.find((one) => one.month === month)?.amount ?? 0n])
	}
	expect(months.reduce((sum, { plannedMinor }) => sum + plannedMinor, 0n)).toBe(total.plannedMinor)
})

test('groups and collectors share the year without a rest, and one of them asked for is that share', async () => {
	const { total, groups, collectors } = await flow()
	expect(groups.length).toBeGreaterThan(1)
	for (const shares of [groups, collectors])
		for (const part of ['plannedMinor', 'receivedMinor', 'overdueMinor'] as const)
			expect(shares.reduce((sum, share) => sum + share[part], 0n)).toBe(total[part])
	const { key, name: _, ...sums } = groups[0] ?? expect.fail()
	expect((await flow({ groupId: key })).total).toEqual(sums)
})

test('the rows behind a bar sum to it', async () => {
	const { months } = await flow()
	for (const part of cashParts)
		for (const [index, sums] of months.entries()) {
			const asked = { year: 2026, part, month: index + 1, limit: 10_000 }
			const { rows, count, sumMinor } = expectOk(await act(world.books, office, findCashRows, asked))
			expect([part, index, sumMinor]).toEqual([part, index, sums[`${part}Minor`]])
			expect(rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(sumMinor)
			expect(rows).toHaveLength(count)
		}
})

test('what came in is whose who had the case on that day, and of what is not agreed yet nothing is planned', async () => {
	await using own = await openBooks({ on: '2028-01-20' })
	const { books, clock, sql } = own
	const { customer, invoiceId } = await owing(own, 'Nordwind')
	const [anna, bert] = [await member(books, 'collector'), await member(books, 'collector')]
	clock.standOn('2028-02-01')
	await given(own, customer, anna)
	clock.standOn('2028-02-10')
	const debts = [{ customerId: customer.id, currency: 'EUR', seen: anna.userId }]
	expectOk(await act(books, system, dispatchDebts, { debts, collectorId: bert.userId }))
	await receive(books, customer, invoiceId, 20_000n, '2028-02-05')
	await receive(books, customer, invoiceId, 1_000n, '2028-01-25')
	const received = async () => {
		const { collectors } = expectOk(await act(books, office, findCashFlow, { year: 2028 }))
		return new Map(collectors.map(({ key, receivedMinor }) => [key, receivedMinor]))
	}
	expect([...(await received())].filter(([, minor]) => minor > 0n)).toEqual(
		expect.arrayContaining([
			[anna.userId, 20_000n],
			[null, 1_000n],
		]),
	)
	await receive(books, customer, invoiceId, 29_000n, '2028-02-10')
	expectOk(await act(books, system, closeSettledCases, undefined))
	expect((await received()).get(bert.userId)).toBe(29_000n)
	expect((await received()).get(anna.userId)).toBe(20_000n)
	const planned = async () => expectOk(await act(books, office, findCashFlow, { year: 2028 })).total.plannedMinor
	const before = await planned()
	const { id, lineIds } = await sell(own, { draft: true })
	await agree(own, id, lineIds)
	await sql`update contract set state = 'sent' where id = ${id}`
	expect(await planned()).toBe(before)
})

test('nonsense is refused by name', async () => {
	const refused = await act(world.books, office, findCashFlow, { year: 1 })
	expect(refused).toMatchObject({ ok: false, refusal: { code: 'input.invalid', facts: { field: 'year' } } })
})
