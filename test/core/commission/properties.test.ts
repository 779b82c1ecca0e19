// Commission of a random year against sums made by hand, and against itself however it is told apart.

import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { findCommission } from '#core/commission/find.ts'
import { findBehind } from '#core/report/behind.ts'
import { findFigures } from '#core/report/figure.ts'
import { livedYear, office } from '#test/core/report/world.ts'
import type { World } from '#test/support/books.ts'

const whole = { from: '2025-10-01', to: '2026-11-01' }

async function openYear(seed: number): Promise<World> {
	const world = await livedYear(seed)
	const id = async (query: PromiseLike<Iterable<object>>) => ([...(await query)] as { id: string }[])[0]?.id ?? ''
	const north = await id(world.sql`select id from staff_group where name = 'North'`)
	const bo = await id(world.sql`select id from staff_user where name = 'Bo'`)
	const monthly = await id(world.sql`select id from product where code = 'P0'`)
	const set = async (rule: object) =>
		expectOk(
			await act(world.books, office, addCommissionRule, {
				...{ base: 'invoiced', basisPoints: 735, validFrom: '2025-10-01' },
				...rule,
			}),
		)
	await set({ validUntil: '2026-03-31' })
	await set({ validFrom: '2026-04-01', basisPoints: 1212, base: 'collected' })
	await set({ whom: { kind: 'group', key: north }, what: { kind: 'product', key: monthly }, basisPoints: 333 })
	await set({ whom: { kind: 'person', key: bo }, base: 'collected', basisPoints: 501 })
	return world
}

type Line = {
	contract: string
	owner: string
	group: string
	product: string
	issued: string
	net: number
	left: number
	total: number
	paid: number
}

/** Half away from zero. */
const round = (amount: number) => Math.sign(amount) * Math.floor(Math.abs(amount) + 0.5 + 1e-9)

/** What each contract has earned in all: of each line that charges, what is left of it or what of it is paid, rounded once. */
async function byHand({ sql }: World): Promise<Map<string, number>> {
	const lines = await sql<Line[]>`
		select contract.id as contract, coalesce(owner.name, '') as owner, coalesce(team.name, '') as group, coalesce(product.code, '') as product,
			coalesce((
				select min(charged.issued_on) from invoice_line as first join invoice as charged on charged.id = first.invoice_id
				where line.kind = 'credit' and first.contract_line_id = line.contract_line_id and first.boundary_from = line.boundary_from
					and first.kind <> 'credit' and first.credits_line_id is null and not first.released and first.revision < line.revision
					and first.period_from < line.period_to and first.period_to > line.period_from
					and first.revision = (select max(other.revision) from invoice_line as other
						where other.contract_line_id = line.contract_line_id and other.boundary_from = line.boundary_from and other.kind <> 'credit'
							and other.credits_line_id is null and not other.released and other.revision < line.revision
							and other.period_from < line.period_to and other.period_to > line.period_from)
			), invoice.issued_on)::text as issued,
			line.net_minor::float8 as net, invoice.total_minor::float8 as total,
			(line.net_minor + coalesce((select sum(net_minor) from invoice_line where credits_line_id = line.id), 0))::float8 as left,
			coalesce((select sum(amount_minor) from allocation where invoice_id = invoice.id and payment_id is not null), 0)::float8 as paid
		from invoice_line as line join invoice on invoice.id = line.invoice_id
			join contract on contract.id = coalesce(line.contract_id, invoice.contract_id) join customer on customer.id = contract.customer_id
			left join staff_user as owner on owner.id = coalesce(contract.owner_id, customer.owner_id)
			left join staff_group as team on team.id = coalesce(contract.group_id, customer.group_id)
			left join contract_line as sold on sold.id = line.contract_line_id left join product on product.id = sold.product_id
		where line.credits_line_id is null and invoice.state <> 'draft'`
	const earned = new Map<string, number>()
	for (const line of lines) {
		const general = line.issued < '2026-04-01' ? ([735, 'invoiced'] as const) : ([1212, 'collected'] as const)
		const ofTeam = line.group === 'North' && line.product === 'P0' ? ([333, 'invoiced'] as const) : general
		const [points, base] = line.owner === 'Bo' ? ([501, 'collected'] as const) : ofTeam
		const paid = line.total > 0 ? line.paid / line.total : 0
		const amount = round(((base === 'invoiced' ? line.left : line.net * paid) * points) / 10_000)
		earned.set(line.contract, (earned.get(line.contract) ?? 0) + amount)
	}
	return earned
}

test('over a random year it is what is reckoned by hand, and the sums over people, teams, products, months and rows are one', async () => {
	await using world = await openYear(20260301)
	const { books } = world
	const ask = async (more: object) =>
		expectOk(await act(books, office, findFigures, { measures: ['commission'], period: whole, ...more }))
	const byCurrency = (rows: readonly { currency: string | null; value: bigint | null }[]) => {
		const sums: Record<string, bigint> = {}
		for (const { currency, value } of rows) sums[currency ?? ''] = (sums[currency ?? ''] ?? 0n) + (value ?? 0n)
		return Object.fromEntries(
			Object.entries(sums)
				.filter(([, sum]) => sum !== 0n)
				.toSorted(),
		)
	}
	const [figure] = await ask({})
	const total = byCurrency(figure?.totals ?? [])
	expect(Object.keys(total)).toEqual(['EUR', 'JPY', 'USD'])
	for (const groupBy of ['person', 'group', 'contract', 'customer', 'product', 'plan', 'invoice', 'month', 'day'])
		expect([groupBy, byCurrency((await ask({ groupBy }))[0]?.rows ?? [])]).toEqual([groupBy, total])
	const behind = expectOk(await act(books, office, findBehind, { measure: 'commission', period: whole, limit: 5000 }))
	expect(byCurrency(behind.rows.map(({ currency, amount }) => ({ currency, value: amount })))).toEqual(total)
	const earned = await byHand(world)
	expect(earned.size).toBeGreaterThan(20)
	const [byContract] = await ask({ groupBy: 'contract' })
	for (const [contractId, amount] of earned) {
		const found = byContract?.rows.find(({ key }) => key === contractId)?.value ?? 0n
		const told = expectOk(await act(books, office, findCommission, { contractId, limit: 1 }))
		expect([contractId, Number(found), told?.totalMinor]).toEqual([contractId, amount, found])
	}
}, 120_000)
