import fc from 'fast-check'
import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { findOwnFields } from '#core/own-field/find.ts'
import { saveOwnField } from '#core/own-field/save.ts'
import { setOwnValues } from '#core/own-field/set-values.ts'
import { examine } from '#core/report/examine.ts'
import { type DraftRestructuring, draftRestructuring } from '#core/restructuring/draft.ts'
import { findRestructuring, listCustomerTotals, listRestructuringLines } from '#core/restructuring/find.ts'
import { orderRestructuring, orderUndoing } from '#core/restructuring/queue.ts'
import { workOnRestructuring } from '#core/restructuring/work.ts'
import { clerk, openShop, type Shop } from '../amendment/world.ts'

const draft = async ({ world }: Shop, deed: DraftRestructuring['deed'], select: DraftRestructuring['select']) =>
	expectOk(await act(world.books, clerk, draftRestructuring, { name: 'Tidy up', deed, select })).id
const found = async ({ world }: Shop, id: string) => expectOk(await look(world.books, clerk, findRestructuring, { id }))
const apply = async ({ world }: Shop, id: string) => {
	expectOk(await act(world.books, clerk, orderRestructuring, { id }))
	await workOnRestructuring(world.books, { id })
}
const undo = async ({ world }: Shop, id: string) => {
	expectOk(await act(world.books, clerk, orderUndoing, { id }))
	await workOnRestructuring(world.books, { id })
}
const sound = async ({ world }: Shop) =>
	expectOk(await act(world.books, clerk, examine, undefined))
		.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')
		.map(({ promise }) => promise)
const mrr = async ({ world }: Shop) =>
	(
		await world.sql`select kind, amount_minor as amount from mrr_movement where moved_on > '2026-03-01' order by amount_minor`
	).map((row) => `${row.kind} ${row.amount}`)

// 3 * 11.11 with ten per cent off is 29.997: rounded on each side by itself it would come to another cent.
const odd = { quantity: '3', unitPrice: '11.11', discountPercent: '10' }

test('what a company keeps of a line and its contract goes along with them', async () => {
	const shop = await openShop('2026-01-31')
	await using world = shop.world
	const contractId = await shop.agree({
		lines: [
			{ description: 'Trucks', interval: { unit: 'month', count: 1 }, ...odd },
			{ description: 'Desks', interval: { unit: 'month', count: 1 }, quantity: '1', unitPrice: '9.00' },
		],
	})
	await shop.standOn('2026-01-31')
	for (const subject of ['line', 'contract'] as const) {
		const field = { subject, kind: 'text' as const, name: 'Place', required: false, position: 1, choices: [] }
		expectOk(await act(world.books, clerk, saveOwnField, field))
		const [own] = await look(world.books, clerk, findOwnFields, { subject }).then(expectOk)
		const id = subject === 'line' ? await shop.lineId(1, contractId) : contractId
		expectOk(
			await act(world.books, clerk, setOwnValues, { subject, id, own: { [own?.key ?? '']: `Hall 7 of ${subject}` } }),
		)
	}
	await apply(shop, await draft(shop, { kind: 'split', on: '2026-03-11' }, { ids: [await shop.lineId(1, contractId)] }))
	const kept = await world.sql`
		select text_value as text from own_value left join contract_line as line on line.id = line_id
		where coalesce(own_value.contract_id, line.contract_id) <> ${contractId} order by 1`
	expect(kept.map(({ text }) => text)).toEqual(['Hall 7 of contract', 'Hall 7 of line'])
})

test('a moved line keeps its periods, and its rest is given back here and charged there to the cent', async () => {
	const shop = await openShop('2026-01-31')
	await using world = shop.world
	const from = await shop.agree({}, { ...odd, serialNumber: 'ETV-1' })
	const stays = await shop.agree({ alignment: 'calendar' }, { unitPrice: '7.00', quantity: '1' })
	for (const day of ['2026-01-31', '2026-02-28', '2026-03-11']) await shop.standOn(day)
	const before = await shop.net()
	const id = await draft(shop, { kind: 'move', on: '2026-03-11', contractId: stays }, { contractIds: [from] })
	expect(expectOk(await look(world.books, clerk, listCustomerTotals, { id, limit: 9 }))).toMatchObject([
		{ netMinor: 0n, taxMinor: 0n, monthBeforeMinor: 37_00n, monthAfterMinor: 37_00n, contracts: 2 },
	])
	await apply(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'applied', done: 2 })
	expect(await shop.net()).toBe(before)
	// One invoice of nothing, with both sides on it.
	const [joint] = await world.sql`select id, total_minor as total from invoice order by id desc limit 1`
	expect(joint?.total).toBe(0n)
	expect(await shop.linesOf([joint?.id])).toEqual([
		'credit 2026-03-11..2026-03-31 -19.35',
		'period 2026-03-11..2026-03-31 19.35',
	])
	expect(await mrr(shop)).toEqual(['contraction -3000', 'expansion 3000'])
	expect(await world.sql`select ends_on::text as on from contract where id = ${from}`).toMatchObject([
		{ on: '2026-03-10' },
	])
	const [moved] = await world.sql`select moved_from, serial_number from contract_line where moved_from is not null`
	expect(moved).toMatchObject({ moved_from: await shop.lineId(1, from), serial_number: 'ETV-1' })
	// From the 31st on, as before: not from the day it moved.
	for (const day of ['2026-03-31', '2026-04-01', '2026-04-30', '2026-05-01']) await shop.standOn(day)
	expect(await shop.net()).toBe(before + 30_00n * 2n + 7_00n * 2n)
	expect(await sound(shop)).toEqual([])
	await undo(shop, id)
	expect(await found(shop, id)).toMatchObject({ state: 'undone' })
	expect(await shop.net()).toBe(before + 30_00n * 2n + 7_00n * 2n)
	await shop.standOn('2026-05-31')
	expect(await shop.net()).toBe(before + 30_00n * 3n + 7_00n * 2n)
	expect(await sound(shop)).toEqual([])
})

test('lines are split to a new contract with the same terms, which is over before it began when that is undone', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const contractId = await shop.agree({
		...{ title: 'Fleet', endsOn: '2027-02-28', renewal: 'tacit', termMonths: 12, access: 'upsell' },
		lines: [
			{ description: 'Trucks', interval: { unit: 'year', count: 1 }, ...odd },
			{ description: 'Desks', interval: { unit: 'month', count: 1 }, quantity: '1', unitPrice: '9.00' },
		],
	})
	await shop.standOn('2026-03-01')
	const before = await shop.net()
	const whole = await draft(shop, { kind: 'split', on: '2026-03-11' }, { contractIds: [contractId] })
	expect((await found(shop, whole)).reasons).toEqual([{ reason: 'same', lines: 2 }])
	const id = await draft(shop, { kind: 'split', on: '2026-03-11' }, { ids: [await shop.lineId(1)] })
	await apply(shop, id)
	const { begun } = await found(shop, id)
	expect(
		await world.sql`select title, state, renewal, access, starts_on::text as "from", ends_on::text as "to" from contract where id = ${begun[0]?.contractId ?? ''}`,
	).toMatchObject([
		{ title: 'Fleet', state: 'active', renewal: 'tacit', access: 'upsell', from: '2026-03-11', to: '2027-02-28' },
	])
	for (const day of ['2026-03-11', '2026-03-20']) await shop.standOn(day)
	expect(await shop.net()).toBe(before)
	await undo(shop, id)
	expect(await shop.net()).toBe(before)
	await shop.standOn('2026-04-01')
	expect(await shop.net()).toBe(before + 9_00n)
	expect(await world.sql`select state from contract where id = ${begun[0]?.contractId ?? ''}`).toMatchObject([
		{ state: 'closed' },
	])
	expect(await sound(shop)).toEqual([])
})

test('contracts are merged into one; of another customer, in notice or with a discount of its own none is', async () => {
	const shop = await openShop('2026-03-01')
	await using world = shop.world
	const into = await shop.agree()
	const one = await shop.agree({}, odd)
	const reduced = await shop.agree()
	await shop.change({ kind: 'discount', percent: '5' })
	const notice = await shop.agree()
	await shop.change({ kind: 'cancel', endsOn: '2026-12-31' })
	await shop.standOn('2026-03-05')
	const before = await shop.net()
	const id = await draft(
		shop,
		{ kind: 'merge', on: '2026-03-05', contractId: into },
		{ contractIds: [into, one, reduced, notice] },
	)
	const left = expectOk(await look(world.books, clerk, listRestructuringLines, { id, show: 'excluded', limit: 9 }))
	expect(left.map(({ excluded }) => excluded).sort()).toEqual(['in_notice', 'reduced'])
	await apply(shop, id)
	await shop.standOn('2026-03-06')
	expect(await world.sql`select id from contract where state = 'closed'`).toMatchObject([{ id: one }])
	expect(await shop.net()).toBe(before)
	expect(await sound(shop)).toEqual([])
})

const deeds = fc.constantFrom<DraftRestructuring['deed']['kind']>(
	...(['end', 'co_terminate', 'quantity', 'price_percent', 'price_amount', 'move', 'split'] as const),
)

test('whatever is restructured and undone, all invoices and credits are as if it had never been; a move changes no sum of a period', async () => {
	const shop = await openShop('2026-01-31')
	await using _ = shop.world
	const price = () => fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 100).toFixed(2))
	let day = Temporal.PlainDate.from('2026-01-31')
	await fc.assert(
		fc.asyncProperty(
			fc.record({
				kind: deeds,
				alignment: fc.constantFrom('anniversary', 'contract', 'calendar', 'month_end'),
				timing: fc.constantFrom('advance', 'arrears'),
				prices: fc.tuple(price(), price()),
				discountPercent: fc.constantFrom('0', '10', '33.3'),
				wait: fc.integer({ min: 0, max: 50 }),
				ahead: fc.integer({ min: 0, max: 40 }),
				undoneAfter: fc.integer({ min: 0, max: 70 }),
			}),
			async ({ kind, alignment, timing, prices, discountPercent, wait, ahead, undoneAfter }) => {
				const terms = { alignment, timing } as const
				const one = { interval: { unit: 'month' as const, count: 1 }, quantity: '3', discountPercent }
				const agree = async () => {
					const id = await shop.agree({
						...{ ...terms, startsOn: day.toString() },
						lines: prices.map((unitPrice, at) => ({ ...one, unitPrice, description: `Line ${at}` })),
					})
					return id
				}
				const [changed, twin, other, otherTwin] = [await agree(), await agree(), await agree(), await agree()]
				day = day.add({ days: wait })
				await shop.standOn(day.toString())
				const on = day.add({ days: ahead }).toString()
				const deed = deedOf(kind, on, other)
				const lineId = await shop.lineId(1, changed)
				const id = await draft(shop, deed, { ids: [lineId] })
				const { reasons } = await found(shop, id)
				if (reasons.length > 0) {
					// Some per cent of a cent are nothing.
					expect(reasons).toEqual([{ reason: 'same', lines: 1 }])
					expect(await act(shop.world.books, clerk, orderRestructuring, { id })).toMatchObject({ ok: false })
					return
				}
				await apply(shop, id)
				expect((await found(shop, id)).done).toBeGreaterThan(0)
				day = day.add({ days: undoneAfter })
				await shop.standOn(day.toString())
				const moves = kind === 'move' || kind === 'split'
				// What was paid beyond a day to come is given back at once, and charged again on that day.
				if (moves && day.toString() >= on) {
					const early = await billedEarly(shop, changed, twin)
					expect(early.billed).toBe(early.worth)
					expect(await sumOf(shop, [changed, other], id)).toBe(
						(await sumOf(shop, [twin, otherTwin], id)) + early.billed,
					)
				}
				await undo(shop, id)
				day = day.add({ days: 45 })
				await shop.standOn(day.toString())
				expect(await sumOf(shop, [changed, other], id)).toBe(await sumOf(shop, [twin, otherTwin], id))
			},
		),
		{ numRuns: 14, examples: [[onItsFirstDay], [withinArrears]] },
	)
	expect(await sound(shop)).toEqual([])
}, 240_000)

const cents: [string, string] = ['0.01', '0.01']
/** Undone on the day its lines were billed, and before it takes effect. */
const onItsFirstDay = {
	...{ kind: 'move', alignment: 'anniversary', timing: 'advance', prices: cents, discountPercent: '0' },
	...{ wait: 0, ahead: 1, undoneAfter: 0 },
} as const
/** Looked at on the day it takes effect. */
const withinArrears = { ...onItsFirstDay, timing: 'arrears', wait: 2, ahead: 3, undoneAfter: 3 } as const

function deedOf(kind: DraftRestructuring['deed']['kind'], on: string, contractId: string): DraftRestructuring['deed'] {
	switch (kind) {
		case 'end':
		case 'co_terminate':
			return { kind, endsOn: on }
		case 'quantity':
			return { kind, on, quantity: '7' }
		case 'price_percent':
			return { kind, on, percent: '7.3' }
		case 'price_amount':
			return { kind, on, amount: '1.01' }
		case 'move':
			return { kind, on, contractId }
		default:
			return { kind: 'split', on }
	}
}

/** Everything invoiced and given back before tax on contracts, and on those that were split from them. */
async function sumOf({ world }: Shop, ids: string[], restructuringId: string): Promise<bigint> {
	const [row] = await world.sql<{ sum: bigint }[]>`
		select coalesce(sum(line.net_minor), 0)::bigint as sum from invoice_line as line
			join invoice on invoice.id = line.invoice_id
		where state <> 'draft' and (line.contract_id = any(${ids}::uuid[]) or line.contract_id in (
			select contract_id from restructuring_contract where restructuring_id = ${restructuringId} and sequence = 1
				and ${ids[0] ?? ''}::uuid in (select contract_id from restructuring_line where restructuring_id = ${restructuringId})))`
	return row?.sum ?? 0n
}

/**
 * In arrears the part of a running period before a move has its last day by it, and falls due the day after, while the rest
 * comes with the end of the period, as the whole would have: what is billed of a contract in periods that its twin is not
 * billed for yet, before tax, and what those days are worth.
 */
async function billedEarly(
	{ world }: Shop,
	contractId: string,
	twinId: string,
): Promise<{ billed: bigint; worth: bigint }> {
	const [row] = await world.sql<{ billed: bigint; worth: bigint }[]>`
		select coalesce(sum(net_minor), 0)::bigint as billed,
			coalesce(sum(round(quantity * unit_price * (100 - discount_percent)
				* (period_to - period_from) / (boundary_to - boundary_from))), 0)::bigint as worth
		from invoice_line where contract_id = ${contractId}
			and boundary_from not in (select boundary_from from invoice_line where contract_id = ${twinId})`
	return row ?? { billed: 0n, worth: 0n }
}
